import type { Reply } from './read-replies.js';

const confirmations = new Map([
  ['subscribe', 'channel'],
  ['unsubscribe', 'channel'],
  ['psubscribe', 'pattern'],
  ['punsubscribe', 'pattern'],
  ['ssubscribe', 'shard'],
  ['sunsubscribe', 'shard'],
] as const);

type Kind = 'channel' | 'pattern' | 'shard';

const messages = new Set(['message', 'pmessage', 'smessage']);

/** What a connection is subscribed to: how many, as the server confirms them one by one. */
export class Subscriptions {
  #counts: Record<Kind, number> = { channel: 0, pattern: 0, shard: 0 };

  get any(): boolean {
    return this.#counts.channel + this.#counts.pattern + this.#counts.shard > 0;
  }

  reset(): void {
    this.#counts = { channel: 0, pattern: 0, shard: 0 };
  }

  /** Whether this is published, or otherwise pushed, and answers no command. In RESP2 it is an array. */
  isMessage(reply: Reply): boolean {
    if (reply.type === '>') return true;
    return this.any && reply.type === '*' && messages.has(nameOf(reply));
  }

  /** How many replies this command gets: one for each channel, also for those it ends without naming them. */
  repliesTo(name: string, argumentCount: number): number {
    const kind = kindOf(name.toLowerCase());
    if (!kind) return 1;
    return Math.max(1, argumentCount > 0 ? argumentCount : this.#counts[kind]);
  }

  /** Whether the reply confirms the command of that name; if so, counts it. */
  confirms(reply: Reply, name: string): boolean {
    const confirmed = nameOf(reply);
    const kind = kindOf(confirmed);
    if (!kind || confirmed !== name.toLowerCase()) return false;
    // Its third item is how many there are now: channels and patterns together, shards apart.
    const total = Number(reply.items[2]?.value?.bytes.toString() ?? 0);
    const before = kind === 'shard' ? this.#counts.shard : this.#counts.channel + this.#counts.pattern;
    this.#counts[kind] = Math.max(0, this.#counts[kind] + Math.sign(total - before));
    return true;
  }
}

function nameOf(reply: Reply): string {
  return reply.items[0]?.value?.bytes.toString() ?? '';
}

function kindOf(name: string): Kind | undefined {
  return (confirmations as ReadonlyMap<string, Kind>).get(name);
}
