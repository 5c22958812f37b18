import type { Clip } from '../bytes.js';
import { cutNote, utf8 } from '../clip.js';
import type { RequestContent } from '../exchange.js';
import { inlineParameters } from './inline.js';
import { quoted } from './names.js';
import { literal, plain } from './parameter.js';

/** A prepared statement: its SQL and what is known of its parameters' types. */
export interface Statement {
  readonly sql: string;
  /** Type OIDs; 0 where the client left the choice to the server and has not asked what it chose. */
  types: readonly number[];
}

/** A parameter as a Bind message carries it; null for NULL. */
export type BoundValue = { readonly clip: Clip; readonly binary: boolean } | null;

/** A statement with its parameters, ready to be executed. */
export interface Portal {
  readonly name: string;
  readonly statement: Statement;
  readonly values: readonly BoundValue[];
  /** It has been executed, so that another Execute asks for more of its rows. */
  executed: boolean;
}

/** SQL as it came, decoded; with a note when it was too long to keep. */
export function sqlText(clip: Clip): string {
  return (utf8(clip) ?? clip.bytes.toString('latin1')) + cutNote(clip);
}

export function contentOfSql(sql: string): RequestContent {
  return { statement: sql, text: sql, parameters: [] };
}

export function contentOfPortal({ statement, values }: Portal): RequestContent {
  const { sql, types } = statement;
  return {
    statement: sql,
    text: inlineParameters(
      sql,
      values.map((value, index) => literal(value, types[index] ?? 0)),
    ),
    parameters: values.map((value, index) => plain(value, types[index] ?? 0)),
  };
}

/** The statement that fetches more rows of a portal, as SQL would have it: `FETCH 10 FROM "c"`. */
export function contentOfFetch(portal: string, rowLimit: number): RequestContent {
  return contentOfSql(`FETCH ${rowLimit === 0 ? 'ALL' : rowLimit} FROM ${quoted(portal)}`);
}
