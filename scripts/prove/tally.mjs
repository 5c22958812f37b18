/** Counts checks and prints a line for each, as they end. */
export class Tally {
  passed = 0;
  failed = 0;

  /** Runs `check`; it passes when it resolves, and its value, if any, is printed with the name. */
  async check(name, check) {
    const start = performance.now();
    try {
      const detail = await check();
      this.passed++;
      print(`ok      ${name}${detail ? `: ${detail}` : ''} (${seconds(start)})`);
      return true;
    } catch (error) {
      this.failed++;
      print(`not ok  ${name} (${seconds(start)})\n${indent(error.message)}`);
      return false;
    }
  }

  /** Prints the counts; the exit code is non-zero when anything failed. */
  end() {
    print(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 ? 0 : 1;
  }
}

const print = (text) => process.stdout.write(`${text}\n`);
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
const indent = (text) => text.replaceAll(/^/gm, '        ');
