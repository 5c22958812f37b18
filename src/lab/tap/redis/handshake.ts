/** What clients send, unasked, when they have connected. */
const openers = new Set(['AUTH', 'CLIENT', 'COMMAND', 'HELLO', 'INFO', 'READONLY', 'SELECT']);
/** What may carry a password, which is never shown. */
const logins = new Set(['AUTH', 'HELLO']);

/**
 * Decides which commands of one connection are the client library's own, and are no events: these, until
 * the first other command, and at any time logins and PING without an argument.
 */
export class Handshake {
  #open = true;

  hides(name: string, argumentCount: number): boolean {
    if (logins.has(name) || (name === 'PING' && argumentCount === 0)) return true;
    this.#open &&= openers.has(name);
    return this.#open;
  }
}
