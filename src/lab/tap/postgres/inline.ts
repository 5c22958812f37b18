/**
 * What the lexer of PostgreSQL takes as one piece and where `$1` is no parameter: quoted strings and
 * identifiers, comments, dollar quotes, and identifiers, which may contain `$`. See "Lexical Structure"
 * in the manual. What is not closed runs to the end.
 */
const pieces =
  /(?<escaped>[eE]')|(?<quote>['"])|(?<line>--)|(?<block>\/\*)|(?<dollar>\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$)|(?<word>[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*)|\$(?<number>\d+)/g;

/** Puts the literals where `$1`, `$2`, … stand. A number without a literal stays as it is. */
export function inlineParameters(sql: string, literals: readonly string[]): string {
  if (literals.length === 0) return sql;
  let result = '';
  let done = 0;
  const piece = new RegExp(pieces);
  for (let match = piece.exec(sql); match; match = piece.exec(sql)) {
    const { escaped, quote, line, block, dollar, number } = match.groups ?? {};
    const start = match.index;
    const after = piece.lastIndex;
    if (number !== undefined) {
      const value = literals[Number(number) - 1];
      if (value === undefined) continue;
      result += sql.slice(done, start) + value;
      done = after;
    } else if (escaped) piece.lastIndex = endOfEscapeString(sql, after);
    else if (quote ?? dollar) piece.lastIndex = endOf(sql, quote ?? dollar ?? '', after);
    else if (line) piece.lastIndex = endOf(sql, '\n', after);
    else if (block) piece.lastIndex = endOfBlockComment(sql, after);
  }
  return result + sql.slice(done);
}

/** A doubled quote needs no care: it ends one string and begins the next. */
function endOf(sql: string, delimiter: string, from: number): number {
  const found = sql.indexOf(delimiter, from);
  return found < 0 ? sql.length : found + delimiter.length;
}

function endOfEscapeString(sql: string, from: number): number {
  for (let at = from; at < sql.length; at++) {
    if (sql[at] === '\\') at++;
    else if (sql[at] === "'" && sql[at + 1] === "'") at++;
    else if (sql[at] === "'") return at + 1;
  }
  return sql.length;
}

/** Comments nest, unlike in C. */
function endOfBlockComment(sql: string, from: number): number {
  let depth = 1;
  for (let at = from; at < sql.length; at++) {
    const two = sql.slice(at, at + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    if (depth === 0) return at + 2;
    at++;
  }
  return sql.length;
}
