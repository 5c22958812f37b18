import { message } from './messages.js';

/**
 * What the backend calls the prepared statements of one connection. Names of our own are short (names end
 * at 63 bytes) and belong to this connection only; the unnamed statement keeps its name.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  /** The backend's name for a client's; a new one if need be. */
  nameOf(clientName: string): string {
    if (clientName === '') return '';
    const known = this.#names.get(clientName);
    if (known !== undefined) return known;
    const name = `${this.prefix}_${this.#names.size + 1}`;
    this.#names.set(clientName, name);
    return name;
  }

  /** An error message with the client's names in place of ours. */
  restore(error: Buffer): Buffer {
    const body = error.toString('utf8', 5);
    if (!body.includes(`"${this.prefix}_`)) return error;
    const own = new Map([...this.#names].map(([name, ours]) => [`"${ours}"`, `"${name}"`]));
    const restored = body.replace(/"[^"]*"/g, (quoted) => own.get(quoted) ?? quoted);
    return message(String.fromCharCode(error[0] ?? 0), Buffer.from(restored));
  }
}
