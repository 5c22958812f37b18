import type { LessonEvent } from './events.js';
import type { ExpectingStep } from './lesson.js';

/** Commands of Redis that leave everything as it was. */
const readsOfRedis = new Set(
  (
    'get mget ttl pttl exists type keys scan strlen getrange hget hgetall hmget hkeys hvals hlen hexists lrange llen ' +
    'lindex smembers sismember scard zrange zscore zcard zcount dbsize randomkey object expiretime pexpiretime info ' +
    'time ping echo memory dump bitcount getbit xrange xlen'
  ).split(' '),
);

/**
 * Whether something that was tried out may have left the stores other than they were. In doubt it may: the price
 * is a replay.
 */
export function mayChange(event: LessonEvent): boolean {
  switch (event.type) {
    case 'request':
      return event.trace.some(({ store, text }) =>
        store === 'redis' ? !isReadOfRedis(text) : !isReadOfPostgres(text),
      );
    case 'sql':
      return !isReadOfPostgres(event.sql);
    case 'redis':
      return !isReadOfRedis(event.command) && !event.reply.startsWith('(error)');
    case 'wait':
      return event.redis.keys.some(({ ttlMs, change }) => ttlMs !== null || change === 'removed');
    default:
      return false;
  }
}

/** Whether a step that failed may have left them other than they were; also when a store no longer answers. */
export function mayHaveChanged(step: ExpectingStep): boolean {
  return step.kind !== 'sql' || !isReadOfPostgres(step.sql);
}

const isReadOfRedis = (command: string) =>
  readsOfRedis.has(command.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '');

/** One statement, of a kind that only reads; EXPLAIN ANALYZE runs what it explains. */
const isReadOfPostgres = (sql: string) =>
  /^\s*(select|show|values|table|explain(?!\s*\(?\s*analy[sz]e))\b[^;]*;?\s*$/i.test(sql) &&
  !/\b(nextval|setval|set_config|pg_advisory\w*|into)\b/i.test(sql);
