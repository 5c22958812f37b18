import { diffLines } from 'diff';

interface DiffLine {
  mark: ' ' | '+' | '-';
  text: string;
}

/** Every line of both texts, marked `-`, `+` or with a space, as `diff -u` with unlimited context has it. */
export function wholeDiff(from: string, to: string): string[] {
  const lines = diffLines(from, to).flatMap(({ added, removed, value }): DiffLine[] => {
    const mark = added ? '+' : removed ? '-' : ' ';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ mark, text }));
  });
  joinRuns(lines);
  return lines.map(({ mark, text }) => (text === '' && mark === ' ' ? '' : mark + text));
}

/**
 * Moves a run of added or removed lines up, over unchanged lines that are the same as its own last ones,
 * where it then meets the run before: one change reads better than two, and means the same.
 */
function joinRuns(lines: DiffLine[]): void {
  for (let end = lines.length; end > 0; end--) {
    const mark = lines[end - 1]?.mark;
    if (mark === ' ' || lines[end]?.mark === mark) continue;
    let start = end - 1;
    while (start > 0 && lines[start - 1]?.mark === mark) start--;
    let steps = 0;
    while (
      lines[start - 1 - steps]?.mark === ' ' &&
      lines[start - 1 - steps]?.text === lines[end - 1 - steps]?.text
    )
      steps++;
    if (steps === 0 || lines[start - 1 - steps]?.mark !== mark) continue;
    for (let step = 0; step < steps; step++) {
      (lines[start - 1 - step] as DiffLine).mark = mark ?? ' ';
      (lines[end - 1 - step] as DiffLine).mark = ' ';
    }
  }
}
