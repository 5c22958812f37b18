import { fstatSync, writeSync } from 'node:fs';

const standardOutput = 1;
const standardError = 2;

/**
 * Prints at once, past Node's streams: to make those takes as long as all the rest of what `--version` does. For commands
 * that print something and end; what is printed through the streams may come out later. Throws when it cannot be written,
 * but not when its reader has gone away, as in `list | head -1`.
 */
export const print = (text: string): void => write(standardOutput, text);

/** The same to standard error. */
export const printError = (text: string): void => write(standardError, text);

function write(descriptor: 1 | 2, text: string): void {
  // A console of Windows takes text, not bytes.
  if (process.platform === 'win32') {
    outputStreams()[descriptor - 1]?.write(text);
    return;
  }
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      waitForReader();
    }
  }
}

/** Another program has made the pipe one that does not wait, and its reader is behind. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** Columns of the terminal that the output goes to; undefined where it goes elsewhere. Makes a stream only for a terminal. */
export const outputColumns = (): number | undefined => (mayBeTerminal() ? process.stdout.columns : undefined);

function mayBeTerminal(): boolean {
  try {
    return fstatSync(standardOutput).isCharacterDevice();
  } catch {
    // Not every system tells of every kind of output.
    return true;
  }
}

let streams: readonly NodeJS.WriteStream[] | undefined;

/** Standard output and standard error as streams; a reader that goes away is no failure. */
export function outputStreams(): readonly NodeJS.WriteStream[] {
  if (streams) return streams;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  streams = [process.stdout, process.stderr];
  return streams;
}
