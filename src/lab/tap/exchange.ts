import type { WireRequest } from './event.js';

/** What an observer reads from a request. */
export type RequestContent = Pick<WireRequest, 'text' | 'statement' | 'parameters'>;

/** A statement or command on its way, from its first byte to the end of its reply. */
export interface Exchange {
  readonly startMs: number;
  /** Writes the request out; asked for only when somebody looks. */
  content(): RequestContent;
  /** In brief; meant to be read once the reply is complete. */
  reply: string;
  failed: boolean;
}

/** Where an observer of one connection reports what it sees. */
export interface ExchangeLog {
  /** A request that will become an event has been seen. */
  opened(exchange: Exchange): void;
  /** The reply begins at this offset of the chunk that is being looked at. */
  replying(exchange: Exchange, offset: number): void;
  /** The reply is complete, and in `exchange`. */
  replied(exchange: Exchange): void;
  /** There will be no reply, and no event. */
  dropped(exchange: Exchange): void;
}

/** Looks at the bytes of one connection, in the order in which they pass. Both throw when it is lost. */
export interface Observer {
  /** Bytes on their way to the store. */
  sent(chunk: Buffer, nowMs: number): void;
  /** Bytes on their way to the client. */
  received(chunk: Buffer, nowMs: number): void;
}

/** Thrown by an observer that can read no more of its connection; the bytes go on without it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** How many requests may wait for their reply on one connection before its observer gives up. */
export const backlogLimit = 100_000;
