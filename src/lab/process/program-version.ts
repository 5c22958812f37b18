/** How long a program may take to say its version, in ms; avn is written in Python. */
const limitMs = 10_000;

/** The first thing that looks like a version in what `<file> --version` prints; undefined when it says none. */
export async function programVersion(file: string): Promise<string | undefined> {
  const { execa } = await import('./execa.js');
  const result = await execa(file, ['--version'], { stdin: 'ignore', timeout: limitMs, reject: false });
  return result.failed ? undefined : /\d+(\.\d+)+/.exec(result.stdout)?.[0];
}
