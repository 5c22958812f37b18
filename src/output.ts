import { fstatSync, writeSync } from 'node:fs';
import { environmentError } from './errors.js';

const standardOutput = 1;
const standardError = 2;

/**
 * Prints at once, past Node's streams: to make those takes a good part of the time that `--version` needs. For commands
 * that print something and end; what is printed through the streams may come out later. Throws an environment error when
 * it cannot be written, but not when its reader has gone away, as in `list | head -1`.
 */
export const print = (text: string): void => write(standardOutput, text);

/** The same to standard error; where that cannot be written there is no way left to say so. */
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
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') waitForReader();
      else {
        if (descriptor === standardOutput) unlessReaderIsGone(error as NodeJS.ErrnoException);
        return;
      }
    }
  }
}

/** A reader that goes away is no failure, nor is a terminal that is closed. Throws an environment error for all else. */
function unlessReaderIsGone(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || (error.code === 'EIO' && mayBeTerminal())) return;
  const advice = 'Free space where it goes, or send it elsewhere';
  throw environmentError(`The output cannot be written (${error.message}). ${advice}.`, error);
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

/** Standard output and standard error as streams, which fail as `print` and `printError` do. */
export function outputStreams(): readonly NodeJS.WriteStream[] {
  if (streams) return streams;
  process.stdout.on('error', unlessReaderIsGone);
  process.stderr.on('error', () => {});
  streams = [process.stdout, process.stderr];
  return streams;
}
