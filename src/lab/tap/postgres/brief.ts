/** How an empty query is answered. */
export const emptyQuery = '(empty query)';

export function rowCount(rows: number): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

/**
 * A statement's reply in brief, from its command tag and the rows that came before it: how many rows,
 * when rows are the answer (`SELECT 3`, `SHOW`); else the tag (`INSERT 0 1`, `BEGIN`).
 */
export function commandReply(tag: string, rows: number): string {
  const isRead = tag === `SELECT ${rows}` || tag === `FETCH ${rows}`;
  return isRead || (rows > 0 && !/\d/.test(tag)) ? rowCount(rows) : tag;
}

/** `ERROR: relation "x" does not exist`, from the fields of an ErrorResponse; and whether it ends the session. */
export function errorReply(body: Buffer): { text: string; fatal: boolean } {
  const fields = new Map<string, string>();
  for (const field of body.toString('utf8').split('\0')) fields.set(field.slice(0, 1), field.slice(1));
  // V is S, untranslated.
  const severity = fields.get('V') ?? fields.get('S') ?? 'ERROR';
  return {
    text: `${severity}: ${fields.get('M') ?? ''}`,
    fatal: severity === 'FATAL' || severity === 'PANIC',
  };
}
