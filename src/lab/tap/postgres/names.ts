import type { BoundValue, Portal, Statement } from './statement.js';

/** Takes back what a message has changed; for messages that the server then did not carry out. */
export type Undo = () => void;

/** The prepared statements and portals of one connection, by name; the unnamed ones have the name ''. */
export class Names {
  readonly #statements = new Map<string, Statement>();
  readonly #portals = new Map<string, Portal>();

  parse(name: string, statement: Statement): Undo {
    return set(this.#statements, name, statement);
  }

  bind(name: string, statement: string, values: readonly BoundValue[]): { portal: Portal; undo: Undo } {
    const portal = { name, statement: this.statement(statement, values.length), values, executed: false };
    return { portal, undo: set(this.#portals, name, portal) };
  }

  close(what: 'statement' | 'portal', name: string): Undo {
    return what === 'statement' ? remove(this.#statements, name) : remove(this.#portals, name);
  }

  /** The statement of that name; one made by SQL's PREPARE is not known here, and runs as SQL's EXECUTE. */
  statement(name: string, parameters = 0): Statement {
    const known = this.#statements.get(name);
    if (known) return known;
    const list = Array.from({ length: parameters }, (_, index) => `$${index + 1}`).join(', ');
    return { sql: `EXECUTE ${quoted(name)}${list && `(${list})`}`, types: [] };
  }

  portal(name: string): Portal | undefined {
    return this.#portals.get(name);
  }

  /** Portals do not outlive their transaction. */
  endTransaction(): void {
    this.#portals.clear();
  }
}

/** An identifier as SQL writes it when its case and characters shall stand. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function set<T>(map: Map<string, T>, name: string, value: T): Undo {
  const before = map.get(name);
  map.set(name, value);
  return () => {
    // The client may have sent the next batch already, which gives the name to something else.
    if (map.get(name) !== value) return;
    if (before === undefined) map.delete(name);
    else map.set(name, before);
  };
}

function remove<T>(map: Map<string, T>, name: string): Undo {
  const before = map.get(name);
  map.delete(name);
  return () => void (before !== undefined && !map.has(name) && map.set(name, before));
}
