import { existsSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { packageRoot } from '../package-root.js';
import { allowOnly, countAttribute, type Fence } from './fence.js';
import { envSchema, watchesOf, watchListSchema } from './front-matter.js';
import type { ChartStep, HttpStep, LoadStep, RedisStep, ServersStep, SqlStep, WaitStep } from './lesson.js';
import type { Source } from './lesson-error.js';
import { readYaml } from './yaml-block.js';

/** A step before its neighbours have been looked at. */
export type Bare<Step> = Step extends unknown ? Omit<Step, 'expectations' | 'joined'> : never;

export function readHttp(fence: Fence, source: Source): Bare<HttpStep> {
  allowOnly(fence, ['to', 'repeat', 'as'], source);
  const [head = '', body] = fence.text.split(/\n\s*\n/, 2);
  const [first = '', ...headers] = head.split('\n');
  const match = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/.exec(first.trim());
  if (!match)
    source.fail(
      fence.line + 1,
      'an `http` block starts with a method and a path, like `GET /orders/count?drink=latte`',
    );
  for (const [index, header] of headers.entries()) {
    if (!/^content-type: application\/json$/i.test(header.trim())) {
      source.fail(
        fence.line + 2 + index,
        'the only header that a request may have is `Content-Type: application/json`',
      );
    }
  }
  if (body !== undefined && !isJson(body)) source.fail(fence.line + 1, 'the body of a request must be JSON');
  return {
    kind: 'http',
    line: fence.line,
    method: match[1] ?? '',
    path: match[2] ?? '',
    body: body?.trim() ?? null,
    to: fence.attributes.get('to') ?? null,
    repeat: countAttribute(fence, 'repeat', 1, 100, source),
    as: nameAttribute(fence, source),
  };
}

export function readSql(fence: Fence, source: Source): Bare<SqlStep> {
  allowOnly(fence, ['as'], source);
  if (fence.text.trim() === '') source.fail(fence.line, 'this `sql` block is empty');
  return { kind: 'sql', line: fence.line, sql: fence.text.trim(), as: nameAttribute(fence, source) };
}

export function readRedis(fence: Fence, source: Source): Bare<RedisStep> {
  allowOnly(fence, [], source);
  const commands = fence.text
    .split('\n')
    .map((text) => text.trim())
    .filter(Boolean);
  if (commands.length === 0) source.fail(fence.line, 'this `redis` block is empty');
  return { kind: 'redis', line: fence.line, commands };
}

const seconds = v.pipe(v.number(), v.minValue(0.1), v.maxValue(60));
const waitSchema = v.strictObject({
  'until gone': v.optional(v.string()),
  'at most seconds': v.optional(seconds),
  seconds: v.optional(seconds),
});

export function readWait(fence: Fence, source: Source): Bare<WaitStep> {
  const fields = readYaml(fence.text, waitSchema, 'a wait', fence.line + 1, source);
  const key = fields['until gone'];
  const limit = key === undefined ? fields.seconds : fields['at most seconds'];
  if (limit === undefined) {
    source.fail(fence.line, 'a wait has either `seconds`, or `until gone` (a key) and `at most seconds`');
  }
  return { kind: 'wait', line: fence.line, untilGone: key ?? null, maxMs: limit * 1000 };
}

const serversSchema = v.strictObject({
  start: v.string(),
  copies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)), 1),
  env: v.optional(envSchema, {}),
  watch: v.optional(watchListSchema),
});

export function readServers(fence: Fence, source: Source): Bare<ServersStep> {
  const { start, copies, env, watch } = readYaml(
    fence.text,
    serversSchema,
    'a servers block',
    fence.line + 1,
    source,
  );
  mustExist(start, fence.line + 1, source);
  const watches = watch === undefined ? null : watchesOf(watch);
  return { kind: 'servers', line: fence.line, variant: start, copies, env, watches };
}

/** Fails where no variant has this name. */
export function mustExist(variant: string, line: number, source: Source): void {
  if (!/^[a-z-]+$/.test(variant) || !existsSync(path.join(packageRoot, 'server', `${variant}.ts`))) {
    source.fail(line, `there is no server variant \`${variant}\`; a variant is a file server/<name>.ts`);
  }
}

const loadSchema = v.strictObject({
  path: v.pipe(v.string(), v.regex(/^\/\S*$/, 'a path, like `/orders/count?drink=latte`')),
  variants: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(4)),
  seconds: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(10)), 2),
});

export function readLoad(fence: Fence, source: Source): Bare<LoadStep> {
  const fields = readYaml(fence.text, loadSchema, 'a load', fence.line + 1, source);
  for (const variant of fields.variants) mustExist(variant, fence.line + 1, source);
  return { kind: 'load', line: fence.line, ...fields };
}

const chartSchema = v.strictObject({
  show: v.picklist(['latency', 'timeline', 'hit ratio']),
  title: v.pipe(v.string(), v.nonEmpty()),
});

export function readChart(fence: Fence, source: Source): Bare<ChartStep> {
  const { show, title } = readYaml(fence.text, chartSchema, 'a chart', fence.line + 1, source);
  return { kind: 'chart', line: fence.line, show, title };
}

function nameAttribute(fence: Fence, source: Source): string | null {
  const name = fence.attributes.get('as');
  if (name !== undefined && !/^[a-z][a-z0-9_]*$/.test(name)) {
    source.fail(fence.line, `\`as\` gives a name in small letters, not \`${name}\``);
  }
  return name ?? null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
