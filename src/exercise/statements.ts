/** What a statement does to the shop's data. `other`: nothing, like BEGIN, SET or a look into the catalogue. */
export type StatementKind = 'read' | 'write' | 'other';

/** How many statements of each kind stand in SQL as it crossed the wire; there may be several in one string. */
export function countStatements(sql: string): { reads: number; writes: number } {
  const kinds = splitStatements(sql).map(kindOf);
  return {
    reads: kinds.filter((kind) => kind === 'read').length,
    writes: kinds.filter((kind) => kind === 'write').length,
  };
}

// What may hold a semicolon or a keyword that means nothing: comments, strings, dollar-quoted strings. Quoted
// names are kept, since a name in quotes is a name: "public"."orders".
const hidden =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|(\$(?:[a-z_]\w*)?\$)[\s\S]*?\1/gi;

function splitStatements(sql: string): string[] {
  const bare = sql.replace(hidden, (text) => (text.startsWith('-') || text.startsWith('/') ? ' ' : "''"));
  return bare
    .split(';')
    .map((statement) => statement.trim().toLowerCase())
    .filter((statement) => statement !== '');
}

function kindOf(statement: string): StatementKind {
  const [first = ''] = statement.match(/[a-z]+/) ?? [];
  if (['insert', 'update', 'delete', 'merge', 'truncate'].includes(first)) return 'write';
  // `COPY (SELECT … FROM …) TO` reads.
  if (first === 'copy') return /^copy\s*[^(\s].*\bfrom\b/s.test(statement) ? 'write' : 'read';
  // Not `for update`, nor a column called `update`: in a WITH, what changes data stands behind a parenthesis.
  if (first === 'with' && /[()]\s*(insert\s+into|update|delete\s+from|merge\s+into)\b/.test(statement))
    return 'write';
  if (first === 'table' || first === 'execute') return 'read';
  if (!['select', 'with', 'values', 'declare'].includes(first)) return 'other';
  return readsData(statement) ? 'read' : 'other';
}

// Functions that clients and pools call to see whether the server is there, or to set something up.
const harmless = /^(pg_\w+|version|now|set_config|current_\w+)$/;

function readsData(statement: string): boolean {
  if (!/\bfrom\b/.test(statement)) {
    const called = [...statement.matchAll(/([a-z_]\w*)\s*\(/g)].map(([, name]) => name ?? '');
    return called.some((name) => !harmless.test(name));
  }
  return /\borders\b/.test(statement) || !/\b(pg_\w+|information_schema)\b/.test(statement);
}
