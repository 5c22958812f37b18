/** What clients send, unasked, when they have connected. */
const openers = new Set(['AUTH', 'CLIENT', 'COMMAND', 'HELLO', 'INFO', 'READONLY', 'SELECT']);

/**
 * Decides which commands of one connection are the client library's own, and are no events: these, until
 * the first other command, and PING without an argument at any time.
 */
export class Handshake {
  #open = true;

  hides(name: string, argumentCount: number): boolean {
    if (name === 'PING' && argumentCount === 0) return true;
    this.#open &&= openers.has(name);
    return this.#open;
  }
}
