import { closeStatement, cstring, type Message, message, readCstring, typeOf } from './messages.js';
import { StatementNames } from './statement-names.js';

const [parseType, bindType, describeType, closeType, queryType] = ['P', 'B', 'D', 'C', 'Q'].map(typeOf);
const ofStatement = typeOf('S');

interface Statement {
  /** What the backend calls it. */
  readonly name: string;
  readonly sql: string;
  /** The Parse message that makes it again. */
  readonly parse: Buffer;
  /** The backend's generation that it belongs to. */
  generation: number;
}

/** What the connections must know of one another’s statements. */
export interface BackendStatements {
  /** Grows when all prepared statements are dropped: those of an older one are gone. */
  generation: number;
  /** Whose the unnamed statement is at the moment; the backend has only one. */
  unnamed: Statements | undefined;
}

/** Messages ready for the backend, and what its ParseComplete and CloseComplete messages will mean, in order. */
export interface Prepared {
  readonly bytes: Buffer[];
  /** Called for each of the two; says whether the client is to see it. */
  readonly completions: (() => boolean)[];
}

/**
 * The prepared statements of one connection, see `StatementNames`. Those that the backend loses because of
 * another connection (the unnamed one when somebody else uses it, all when somebody drops all) are parsed again when they
 * are needed. Portals need nothing of this: they live no longer than the transaction, and until that ends
 * nobody else gets the backend.
 */
export class Statements {
  readonly #statements = new Map<string, Statement>();
  readonly #names: StatementNames;

  constructor(
    prefix: string,
    private readonly backend: BackendStatements,
  ) {
    this.#names = new StatementNames(prefix);
  }

  /** Translates a batch; statements that it uses and that the backend has lost are parsed again first. */
  prepare(messages: readonly Message[]): Prepared {
    const prepared: Prepared = { bytes: [], completions: [] };
    const parsed = new Set<string>();
    for (const { type, bytes } of messages) {
      if (type === parseType) this.#parse(bytes, parsed, prepared);
      else if (type === bindType) this.#bind(bytes, parsed, prepared);
      else if (type === describeType) this.#describe(bytes, parsed, prepared);
      else if (type === closeType) this.#close(bytes, prepared);
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

  /** An error message with the client's names. */
  restoreNames(error: Buffer): Buffer {
    return this.#names.restore(error);
  }

  /** Takes note of a statement's end. */
  note(tag: string): void {
    if (tag !== 'DEALLOCATE ALL' && tag !== 'DISCARD ALL') return;
    this.#statements.clear();
    this.backend.generation++;
  }

  /** Close messages for all named statements of this connection. */
  closeAll(): Buffer[] {
    return [...this.#statements.values()]
      .filter(({ name }) => name !== '')
      .map(({ name }) => closeStatement(name));
  }

  /** Close messages for the named statements that a batch parses, so that it can be run a second time. */
  undo(messages: readonly Message[]): Buffer[] {
    return messages
      .filter(({ type }) => type === parseType)
      .map(({ bytes }) => this.#names.nameOf(readCstring(bytes, 5).text))
      .filter((name) => name !== '')
      .map(closeStatement);
  }

  #forgetUnnamed(): void {
    this.#statements.delete('');
    this.backend.unnamed = undefined;
  }

  #parse(bytes: Buffer, parsed: Set<string>, to: Prepared): void {
    const clientName = readCstring(bytes, 5);
    const name = this.#names.nameOf(clientName.text);
    const parse = message('P', cstring(name), bytes.subarray(clientName.next));
    const sql = readCstring(bytes, clientName.next).text;
    parsed.add(clientName.text);
    to.bytes.push(parse);
    if (name === '') this.#forgetUnnamed();
    to.completions.push(() => {
      const statement = { name, sql, parse, generation: 0 };
      this.#statements.set(clientName.text, statement);
      this.#isThere(statement);
      return true;
    });
  }

  #bind(bytes: Buffer, parsed: ReadonlySet<string>, to: Prepared): void {
    const portal = readCstring(bytes, 5);
    const clientName = readCstring(bytes, portal.next);
    this.#bringBack(clientName.text, parsed, to);
    const name = cstring(this.#names.nameOf(clientName.text));
    to.bytes.push(message('B', bytes.subarray(5, portal.next), name, bytes.subarray(clientName.next)));
  }

  #describe(bytes: Buffer, parsed: ReadonlySet<string>, to: Prepared): void {
    if (bytes[5] !== ofStatement) {
      to.bytes.push(bytes);
      return;
    }
    const clientName = readCstring(bytes, 6).text;
    this.#bringBack(clientName, parsed, to);
    to.bytes.push(message('D', bytes.subarray(5, 6), cstring(this.#names.nameOf(clientName))));
  }

  #close(bytes: Buffer, to: Prepared): void {
    const statement = bytes[5] === ofStatement;
    const clientName = readCstring(bytes, 6).text;
    to.bytes.push(statement ? closeStatement(this.#names.nameOf(clientName)) : bytes);
    to.completions.push(() => {
      if (statement) this.#statements.delete(clientName);
      return true;
    });
  }

  #bringBack(clientName: string, parsed: ReadonlySet<string>, to: Prepared): void {
    const statement = this.#statements.get(clientName);
    if (statement === undefined || parsed.has(clientName)) return;
    const { generation, unnamed } = this.backend;
    if (statement.generation === generation && (statement.name !== '' || unnamed === this)) return;
    to.bytes.push(statement.parse);
    to.completions.push(() => {
      this.#isThere(statement);
      return false;
    });
  }

  #isThere(statement: Statement): void {
    statement.generation = this.backend.generation;
    if (statement.name === '') this.backend.unnamed = this;
  }
}
