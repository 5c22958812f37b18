import { cstring, int32, message, readCstring } from './messages.js';

/** Someone who can be notified. */
export interface Listener {
  send(bytes: Buffer): void;
}

/** `LISTEN channel`, or `UNLISTEN channel`, or `UNLISTEN *`. */
export interface ListenStatement {
  readonly listen: boolean;
  readonly channel: string;
}

const commentsAndStrings = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g;
const listenStatement = /(?:^|;)\s*(un)?listen\s+(\*|"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)\s*(?=;|$)/gi;

/** The LISTEN and UNLISTEN statements in SQL, in order. */
export function listenStatements(sql: string): ListenStatement[] {
  if (!/listen/i.test(sql)) return [];
  return [...sql.replace(commentsAndStrings, ' ').matchAll(listenStatement)].map(([, un, name = '']) => ({
    listen: un === undefined,
    channel: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
  }));
}

/** The statements that make the backend listen to these channels. */
export function listenTo(channels: readonly string[]): string {
  return channels.map((channel) => `LISTEN "${channel.replaceAll('"', '""')}"`).join(';');
}

/** The statements that make the backend stop listening to these channels. */
export function unlisten(channels: readonly string[]): string {
  return channels.map((channel) => `UNLISTEN "${channel.replaceAll('"', '""')}"`).join(';');
}

/** Who listens to what. The backend listens for all, so a notification must find its way from here. */
export class Notifications {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Every channel that somebody listens to. */
  get channels(): string[] {
    return [...this.#listeners.keys()];
  }

  apply(statement: ListenStatement, listener: Listener): void {
    if (statement.listen) {
      const listeners = this.#listeners.get(statement.channel) ?? new Set();
      this.#listeners.set(statement.channel, listeners.add(listener));
    } else if (statement.channel === '*') this.drop(listener);
    else this.#remove(statement.channel, listener);
  }

  /** Forgets a listener. Returns the channels that nobody listens to any more. */
  drop(listener: Listener): string[] {
    return this.channels.filter((channel) => this.#remove(channel, listener));
  }

  /** Passes a NotificationResponse on to those who listen, as coming from `processId`. */
  route(notification: Buffer, processId: number): void {
    const channel = readCstring(notification, 9);
    const payload = readCstring(notification, channel.next).text;
    const routed = message('A', int32(processId), cstring(channel.text), cstring(payload));
    for (const listener of this.#listeners.get(channel.text) ?? []) listener.send(routed);
  }

  /** Whether it was the last one. */
  #remove(channel: string, listener: Listener): boolean {
    const listeners = this.#listeners.get(channel);
    if (!listeners?.delete(listener) || listeners.size > 0) return false;
    return this.#listeners.delete(channel);
  }
}
