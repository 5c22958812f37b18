/** Whether a learner can be asked: that needs a terminal on both sides, and one that understands escapes. */
export function canPrompt(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb';
}
