import { emitKeypressEvents } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';
import { suspend, takeBack } from './suspend.js';

export interface Key {
  /** As readline names it: `return`, `space`, `up`, `a`. */
  readonly name: string;
  readonly ctrl: boolean;
}

interface KeyHandlers {
  /** Ctrl-C, or the end of the input. */
  interrupt(): void;
  /** Called before the program is stopped by Ctrl-Z: the terminal goes back to the shell. */
  suspend(): void;
  /** Called when the program goes on after it was stopped. */
  resume(): void;
}

/**
 * Reads single keys. The terminal is in raw mode all the time, also while a step runs: then nothing is echoed
 * into the page, Ctrl-C is noticed at once, and keys that nobody asked for are dropped, so that an Enter too
 * many skips nothing. A prompt library takes the terminal only while it asks, which gives none of the three.
 */
export class Keys {
  private press: ((key: Key) => void) | null = null;

  constructor(
    private readonly stdin: ReadStream,
    private readonly handlers: KeyHandlers,
  ) {
    emitKeypressEvents(stdin);
    this.take();
  }

  /** Begins to hear keys, after the construction and each `close`. */
  take(): void {
    this.stdin.on('keypress', this.onKey);
    this.stdin.on('end', this.handlers.interrupt);
    process.on('SIGCONT', this.onContinue);
    this.stdin.setRawMode(true);
    this.stdin.resume();
  }

  /**
   * Hands over the keys pressed from now on, until one means something, and resolves with that. `ready` is called
   * when what was typed before has been dropped: a prompt shown earlier would invite a key that is lost.
   */
  async until<T>(meaning: (key: Key) => T | null, ready?: () => void): Promise<T> {
    // Two turns of the event loop, so that what was typed before has been read, and dropped.
    await turn();
    await turn();
    return new Promise((resolve) => {
      this.press = (key) => {
        const result = meaning(key);
        if (result === null) return;
        this.press = null;
        resolve(result);
      };
      ready?.();
    });
  }

  /** Gives the terminal back as it was, and lets the program end. */
  close(): void {
    this.stdin.off('keypress', this.onKey);
    this.stdin.off('end', this.handlers.interrupt);
    process.off('SIGCONT', this.onContinue);
    this.stdin.setRawMode(false);
    this.stdin.pause();
  }

  private readonly onKey = (
    _text: string | undefined,
    key: { name?: string; sequence?: string; ctrl?: boolean },
  ) => {
    const name = key.name ?? key.sequence ?? '';
    if (key.ctrl && name === 'c') return this.handlers.interrupt();
    if (key.ctrl && name === 'z') {
      this.handlers.suspend();
      return suspend(this.stdin, this.onContinue);
    }
    this.press?.({ name, ctrl: key.ctrl ?? false });
  };

  private readonly onContinue = () => {
    takeBack(this.stdin);
    this.handlers.resume();
  };
}
