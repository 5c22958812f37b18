/** The statements of the variants, and how many parameters each has. */
const statements = new Map([
  ['SELECT count(*) FROM orders WHERE drink = $1', 1],
  ['INSERT INTO orders (drink, size, price_cents) VALUES ($1, $2, $3) RETURNING id', 3],
  ['SELECT id, size, ordered_at FROM orders WHERE drink = $1 ORDER BY ordered_at LIMIT 1', 1],
  ['SELECT min(price_cents), max(price_cents) FROM orders WHERE drink = $1', 1],
]);
/** What the client library says of itself when it connects. */
const library = new Set(['CLIENT', 'HELLO']);

const plainly = (name, drink) => `orders:${name}:${drink}`;
const asJson = (name, drink) => `orders:${name}:${JSON.stringify([drink])}`;
/** How each variant that has entries in Redis calls one. */
const keys = {
  cache: plainly,
  copied: plainly,
  decorator: asJson,
  'higher-order': asJson,
  invalidation: plainly,
  ttl: plainly,
};
const entries = ['count', 'first', 'prices'];

/** Says what is wrong with what crossed the wire for a variant, or nothing. */
export function brokenRule(variant, event) {
  return event.store === 'postgres' ? ofPostgres(event) : ofRedis(variant, event);
}

function ofPostgres({ statement, parameters, reply, failed }) {
  if (statements.get(statement) !== parameters.length)
    return `PostgreSQL was told ${statement} with ${parameters.length} parameters`;
  return failed
    ? `PostgreSQL answered ${reply} to ${statement} with ${JSON.stringify(parameters)}`
    : undefined;
}

function ofRedis(variant, { statement, parameters, text, reply, failed }) {
  if (library.has(statement)) return undefined;
  const makeKey = keys[variant];
  if (!makeKey) return `Redis was told ${text}`;
  if (failed) return `Redis answered ${reply} to ${text}`;
  if (statement === 'DEL') return parameters.map((key) => strange(makeKey, key)).find(Boolean);
  const [key, value, ...more] = parameters;
  if (statement === 'GET' && value === undefined) return strange(makeKey, key);
  if (statement !== 'SET' || !/^($|EX \d+$)/.test(more.join(' '))) return `Redis was told ${text}`;
  return strange(makeKey, key) ?? (isJson(value) ? undefined : `an entry is ${value}`);
}

/** A key that is of no drink, or that another drink's entry could have. */
function strange(makeKey, key) {
  for (const name of entries) {
    const [before, after] = makeKey(name, '\0').split(makeKey === asJson ? '\\u0000' : '\0');
    if (!key.startsWith(before) || !key.endsWith(after)) continue;
    const inner = key.slice(before.length, key.length - after.length);
    const drink = makeKey === asJson ? parsed(`"${inner}"`) : inner;
    if (typeof drink === 'string' && makeKey(name, drink) === key && drink.length > 0) return undefined;
  }
  return `a key is ${JSON.stringify(key)}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isJson = (text) => parsed(text) !== undefined;
