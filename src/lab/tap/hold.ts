import { environmentError, messageOf } from '../../errors.js';
import type { Hold, WireRequest } from './event.js';

/** One reply to be kept back; see `Hold`. */
export class HeldReply implements Hold {
  readonly held: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;
  #arrived = false;
  #released = false;
  #onRelease: () => void = () => undefined;

  constructor(private readonly match: (request: WireRequest) => boolean) {
    this.held = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody needs to wait for it: one that is never held must not end the program.
    this.held.catch(() => undefined);
  }

  /** Whether this is the request to wait for. A predicate that throws is a reason to give up. */
  accepts(request: WireRequest): boolean {
    try {
      return this.match(request);
    } catch (error) {
      this.lose(error);
      return false;
    }
  }

  /** The whole reply is here. */
  get arrived(): boolean {
    return this.#arrived;
  }

  get released(): boolean {
    return this.#released;
  }

  arrive(): void {
    this.#arrived = true;
    this.#resolve();
  }

  /** The reply will not come, or not be known: nothing is kept back any more. */
  lose(reason: unknown): void {
    this.#reject(
      environmentError(`A reply could not be held (${messageOf(reason)}): run the step again.`, reason),
    );
    this.release();
  }

  onRelease(action: () => void): void {
    this.#onRelease = action;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#reject(
      environmentError('No reply came to be held before the hold was released: run the step again.'),
    );
    this.#onRelease();
  }
}

/** The holds of a tap. */
export class Holds {
  readonly #waiting = new Set<HeldReply>();
  readonly #all = new Set<HeldReply>();

  get waiting(): boolean {
    return this.#waiting.size > 0;
  }

  add(match: (request: WireRequest) => boolean): HeldReply {
    const hold = new HeldReply(match);
    this.#waiting.add(hold);
    this.#all.add(hold);
    hold.onRelease(() => this.#forget(hold));
    return hold;
  }

  /** The oldest hold that wants this reply; it is taken by it. */
  take(request: WireRequest, onRelease: () => void): HeldReply | undefined {
    for (const hold of this.#waiting) {
      if (!hold.accepts(request)) continue;
      this.#waiting.delete(hold);
      hold.onRelease(() => {
        this.#forget(hold);
        onRelease();
      });
      return hold;
    }
    return undefined;
  }

  releaseAll(): void {
    for (const hold of [...this.#all]) hold.release();
  }

  #forget(hold: HeldReply): void {
    this.#waiting.delete(hold);
    this.#all.delete(hold);
  }
}
