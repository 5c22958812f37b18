import type { StoreName, WireEvent } from '../event.js';
import type { Exchange, ExchangeLog, Observer } from '../exchange.js';
import { observePostgres } from '../postgres/observer.js';
import { observeRedis } from '../redis/observer.js';

/** Bytes in the order in which they pass: `>` from the client, `<` from the store. */
export type Script = readonly (readonly ['>' | '<', Buffer | string])[];

/** An event without what differs from run to run. */
export type Seen = Pick<WireEvent, 'text' | 'statement' | 'parameters' | 'reply' | 'failed'>;

export interface Transcript {
  readonly events: readonly Seen[];
  /** Requests that were opened, and neither replied to nor dropped. */
  readonly pending: number;
  /** The statement and offset at each beginning of a reply. */
  readonly begins: readonly string[];
}

/** Shows a script to an observer, in pieces of `size` bytes. What the observer throws, it throws. */
export function observe(store: StoreName, script: Script, size = Number.POSITIVE_INFINITY): Transcript {
  const events: Seen[] = [];
  const open = new Set<Exchange>();
  const begins: string[] = [];
  const log: ExchangeLog = {
    opened: (exchange) => open.add(exchange),
    dropped: (exchange) => open.delete(exchange),
    replying: (exchange) => begins.push(exchange.content().statement),
    replied: (exchange) => {
      if (!open.delete(exchange)) throw new Error(`replied twice: ${exchange.content().text}`);
      events.push({ ...exchange.content(), reply: exchange.reply, failed: exchange.failed });
    },
  };
  const observer: Observer = store === 'postgres' ? observePostgres(log) : observeRedis(log);
  for (const [direction, content] of script) {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, Math.min(bytes.length, at + size));
      if (direction === '>') observer.sent(piece, 0);
      else observer.received(piece, 0);
    }
  }
  return { events, pending: open.size, begins };
}

/** Shows it whole and in pieces of 1 to 9 bytes; throws when that is not all the same to the observer. */
export function observeHoweverSplit(store: StoreName, script: Script): Transcript {
  const whole = observe(store, script);
  for (let size = 1; size <= 9; size++) {
    const split = observe(store, script, size);
    if (JSON.stringify(split) !== JSON.stringify(whole)) {
      throw new Error(`in pieces of ${size}: ${JSON.stringify(split)} instead of ${JSON.stringify(whole)}`);
    }
  }
  return whole;
}

/** `text → reply` of each event, which is what most tests are about. */
export function lines({ events }: Transcript): string[] {
  return events.map(({ text, reply }) => `${text} → ${reply}`);
}
