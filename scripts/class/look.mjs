/** What others have in both stores, as text. */
export async function canary(postgres, redis) {
  const [rows] = await postgres.sql(
    'SELECT count(*), sum(hashtext(orders::text)), max(xmin::text) FROM public.orders',
    'shop',
  );
  const [value, end] = await Promise.all(
    ['DUMP', 'PEXPIRETIME'].map((command) => redis.cli([command, 'orders:count:latte'], ['-a', 'chalk'])),
  );
  return JSON.stringify([rows, value, end]);
}

/** Whose names stand in a learner's schema and logical database, and what is there, but for what differs by the clock. */
export async function workOf(number, postgres, redis) {
  const schema = `cache_tutorial_learner_${number}`;
  const [{ mark, orders }] = await postgres.sql(
    `SELECT obj_description('${schema}'::regnamespace, 'pg_namespace') AS mark,
      (SELECT count(*) || ' ' || sum(hashtext(concat_ws('|', id, drink, size, price_cents, note))) FROM ${schema}.orders) AS orders`,
    'shop',
  );
  const cli = (...command) => redis.cli(['-n', String(number), ...command], ['-a', 'chalk']);
  const marks = [mark, await cli('GET', 'cache-tutorial:owner')];
  const keys = (await cli('EVAL', lastingKeys, '0')).split('\n').sort().join(' ');
  return { owners: marks.map((text) => JSON.parse(text).name), orders, keys };
}

/** The keys that do not expire: whether others are still there depends on when one looks. */
const lastingKeys = `local lasting = {}
for _, key in ipairs(redis.call('KEYS', '*')) do
  if redis.call('PTTL', key) == -1 then lasting[#lasting + 1] = key end
end
return lasting`;
