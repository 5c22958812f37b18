import { closeStatement, cstring, type Message, message, readCstring, typeOf } from './messages.js';

const parseType = typeOf('P');
const bindType = typeOf('B');
const describeType = typeOf('D');
const closeType = typeOf('C');
const queryType = typeOf('Q');
const ofStatement = typeOf('S');

interface Statement {
  /** What the backend calls it. */
  readonly name: string;
  readonly sql: string;
  /** The Parse message that makes it again. */
  readonly parse: Buffer;
  /** Whether the backend still has it. */
  present: boolean;
}

/** The unnamed statement of the backend, of which there is one, and whose it is at the moment. */
export interface UnnamedStatement {
  owner: Statements | undefined;
}

/** Messages ready for the backend, and what its ParseComplete and CloseComplete messages will mean, in order. */
export interface Prepared {
  readonly bytes: Buffer[];
  /** Called for each of the two; says whether the client is to see it. */
  readonly completions: (() => boolean)[];
}

/**
 * The prepared statements of one connection. All connections share one backend session, so a name is
 * replaced by one of our own, which is short (names end at 63 bytes) and belongs to this connection only.
 * The unnamed statement cannot be renamed without changing how it behaves, so it is kept here, and parsed
 * again when another connection has replaced it. Portals need neither: they live no longer than the
 * transaction, and a connection keeps the backend until that ends.
 */
export class Statements {
  readonly #statements = new Map<string, Statement>();
  readonly #names = new Map<string, string>();

  constructor(
    private readonly prefix: string,
    private readonly unnamed: UnnamedStatement,
  ) {}

  /** Translates a batch; statements that it uses and that the backend has lost are parsed again first. */
  prepare(messages: readonly Message[]): Prepared {
    const prepared: Prepared = { bytes: [], completions: [] };
    const parsed = new Set<string>();
    for (const { type, bytes } of messages) {
      if (type === parseType) this.#parse(bytes, parsed, prepared);
      else if (type === bindType) this.#bind(bytes, parsed, prepared);
      else if (type === describeType || type === closeType)
        this.#describeOrClose(type, bytes, parsed, prepared);
      else {
        if (type === queryType) this.#forgetUnnamed();
        prepared.bytes.push(bytes);
      }
    }
    return prepared;
  }

  /** The SQL that each Query and each Bind of a batch runs, as far as it is known, in order. */
  texts(messages: readonly Message[]): string[] {
    const parsed = new Map<string, string>();
    const texts: string[] = [];
    for (const { type, bytes } of messages) {
      if (type === queryType) texts.push(readCstring(bytes, 5).text);
      else if (type === parseType) {
        const name = readCstring(bytes, 5);
        parsed.set(name.text, readCstring(bytes, name.next).text);
      } else if (type === bindType) {
        const name = readCstring(bytes, readCstring(bytes, 5).next).text;
        texts.push(parsed.get(name) ?? this.#statements.get(name)?.sql ?? '');
      }
    }
    return texts;
  }

  /** An error message with the client's names in place of ours. */
  restoreNames(error: Buffer): Buffer {
    const body = error.toString('utf8', 5);
    if (!body.includes(`"${this.prefix}_`)) return error;
    const own = new Map([...this.#names].map(([name, ours]) => [`"${ours}"`, `"${name}"`]));
    const restored = body.replace(/"[^"]*"/g, (quoted) => own.get(quoted) ?? quoted);
    return message(String.fromCharCode(error[0] ?? 0), Buffer.from(restored));
  }

  /** The backend dropped every statement, because of another connection. */
  lost(): void {
    for (const statement of this.#statements.values()) statement.present = false;
  }

  /** The client had every statement dropped. */
  clear(): void {
    this.#statements.clear();
  }

  /** Close messages for all that the backend still has of this connection. */
  closeAll(): Buffer[] {
    return [...this.#statements.values()]
      .filter(({ name }) => name !== '')
      .map(({ name }) => closeStatement(name));
  }

  /** Close messages for the named statements that a batch parses, so that it can be run a second time. */
  undo(messages: readonly Message[]): Buffer[] {
    return messages
      .filter(({ type }) => type === parseType)
      .map(({ bytes }) => this.#nameOf(readCstring(bytes, 5).text))
      .filter((name) => name !== '')
      .map(closeStatement);
  }

  #nameOf(clientName: string): string {
    if (clientName === '') return '';
    const known = this.#names.get(clientName);
    if (known !== undefined) return known;
    const name = `${this.prefix}_${this.#names.size + 1}`;
    this.#names.set(clientName, name);
    return name;
  }

  #forgetUnnamed(): void {
    this.#statements.delete('');
    this.unnamed.owner = undefined;
  }

  #parse(bytes: Buffer, parsed: Set<string>, to: Prepared): void {
    const clientName = readCstring(bytes, 5);
    const name = this.#nameOf(clientName.text);
    const parse = message('P', cstring(name), bytes.subarray(clientName.next));
    const sql = readCstring(bytes, clientName.next).text;
    parsed.add(clientName.text);
    to.bytes.push(parse);
    if (name === '') this.#forgetUnnamed();
    to.completions.push(() => {
      this.#statements.set(clientName.text, { name, sql, parse, present: true });
      if (name === '') this.unnamed.owner = this;
      return true;
    });
  }

  #bind(bytes: Buffer, parsed: ReadonlySet<string>, to: Prepared): void {
    const portal = readCstring(bytes, 5);
    const clientName = readCstring(bytes, portal.next);
    this.#bringBack(clientName.text, parsed, to);
    to.bytes.push(
      message(
        'B',
        bytes.subarray(5, portal.next),
        cstring(this.#nameOf(clientName.text)),
        bytes.subarray(clientName.next),
      ),
    );
  }

  #describeOrClose(type: number, bytes: Buffer, parsed: ReadonlySet<string>, to: Prepared): void {
    const statement = bytes[5] === ofStatement;
    const clientName = readCstring(bytes, 6).text;
    if (statement && type === describeType) this.#bringBack(clientName, parsed, to);
    if (type === closeType) {
      to.completions.push(() => {
        if (statement) this.#statements.delete(clientName);
        return true;
      });
    }
    const name = statement ? this.#nameOf(clientName) : clientName;
    to.bytes.push(message(String.fromCharCode(type), bytes.subarray(5, 6), cstring(name)));
  }

  #bringBack(clientName: string, parsed: ReadonlySet<string>, to: Prepared): void {
    const statement = this.#statements.get(clientName);
    if (statement === undefined || parsed.has(clientName)) return;
    const present = statement.name === '' ? this.unnamed.owner === this : statement.present;
    if (present) return;
    to.bytes.push(statement.parse);
    to.completions.push(() => {
      statement.present = true;
      if (statement.name === '') this.unnamed.owner = this;
      return false;
    });
  }
}
