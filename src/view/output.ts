import type { Writable } from 'node:stream';

/** A stream that may lose its reader: after EPIPE it is `closed`, and what is written goes nowhere. */
export class Output {
  /** Whether the reader has gone. */
  closed = false;

  constructor(private readonly stream: Writable) {
    stream.on('error', this.onError);
  }

  /**
   * Resolves when the text is handed on, so that a slow reader slows the lesson and nothing piles up. Rejects
   * when writing fails for another reason than that the reader has gone.
   */
  async write(text: string): Promise<void> {
    if (this.closed || text === '') return;
    const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
      this.stream.write(text, resolve);
    });
    if (error) this.onError(error);
    if (error && !this.closed) throw error;
  }

  /** Stops listening; an error that the stream still has to report is heard first. */
  async release(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.stream.off('error', this.onError);
  }

  /** Whoever wrote learns of an error by its write; unheard, the event would end the program. */
  private readonly onError = (error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') this.closed = true;
  };
}
