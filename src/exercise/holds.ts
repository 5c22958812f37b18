import type { Hold, Tap, WireRequest } from '../lab/tap/event.js';

/** The replies that a check keeps back. What is kept back stays unanswered, so it must not count as unrest. */
export class BenchHolds {
  private readonly holds = new Set<Hold>();
  private readonly kept = new Map<Tap, number>();

  constructor(private readonly taps: { readonly postgres: Tap; readonly redis: Tap }) {}

  /** The taps, as one waits for them to be quiet but for what is kept back. */
  get quietable(): readonly Pick<Tap, 'pending' | 'subscribe'>[] {
    return [this.taps.postgres, this.taps.redis].map((tap) => {
      const kept = () => this.kept.get(tap) ?? 0;
      return {
        get pending() {
          return tap.pending - kept();
        },
        subscribe: (listener) => tap.subscribe(listener),
      };
    });
  }

  hold(store: 'postgres' | 'redis', match: (request: WireRequest) => boolean): Hold {
    const tap = this.taps[store];
    const inner = tap.hold(match);
    const count = (change: number) => this.kept.set(tap, (this.kept.get(tap) ?? 0) + change);
    let arrived = false;
    let released = false;
    inner.held.then(
      () => {
        arrived = true;
        if (!released) count(1);
      },
      () => {},
    );
    const hold: Hold = {
      held: inner.held,
      release: () => {
        if (arrived && !released) count(-1);
        released = true;
        this.holds.delete(hold);
        inner.release();
      },
    };
    this.holds.add(hold);
    return hold;
  }

  releaseAll(): void {
    for (const hold of this.holds) hold.release();
  }
}
