/** A word of a command line, in single quotes where a POSIX shell needs them. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A `curl` line that sends the request and shows status and headers with the answer. */
export function curlLine(url: string, method: string, body: string | undefined): string {
  const parts = ['curl -i'];
  if (method !== 'GET') parts.push(`-X ${method}`);
  if (body !== undefined) parts.push(`-H 'content-type: application/json' -d ${quote(body)}`);
  return [...parts, quote(url)].join(' ');
}

/** A `psql` line. Values are written as literals: `$1` is replaced by the first parameter, and so on. */
export function psqlLine(sql: string, parameters: readonly (string | number)[] = []): string {
  const text = sql.replaceAll(/\$(\d)/g, (_, number) => literal(parameters[Number(number) - 1] ?? ''));
  return `psql "$DATABASE_URL" -c ${quote(text)}`;
}

/** A `redis-cli` line for a command and its arguments, in a logical database. */
export function redisLine(args: readonly string[], database = 0): string {
  const number = database === 0 ? '' : ` -n ${database}`;
  return `redis-cli -u "$REDIS_URL"${number} ${args.map(quote).join(' ')}`;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
