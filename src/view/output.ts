import type { Writable } from 'node:stream';

/** A stream that may lose its reader: after EPIPE it is `closed`, and what is written goes nowhere. */
export class Output {
  /** Whether the reader has gone. */
  closed = false;

  constructor(private readonly stream: Writable) {
    stream.on('error', this.onError);
  }

  /** Resolves when the text is handed on, so that a slow reader slows the lesson and nothing piles up. */
  async write(text: string): Promise<void> {
    if (this.closed || text === '') return;
    await new Promise<void>((resolve) => {
      this.stream.write(text, (error) => {
        if (error) this.onError(error);
        resolve();
      });
    });
  }

  /** Stops listening; an error that the stream still has to report is heard first. */
  async release(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.stream.off('error', this.onError);
  }

  private readonly onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    this.closed = true;
  };
}
