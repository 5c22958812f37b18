import { describe, expect, test } from 'vitest';
import type { Reply } from '../bench.js';
import type { Warning } from '../exercise.js';
import { difference, notAnswered } from './answers.js';
import { describeField, numberIn, saysNumber } from './numbers.js';

function reply(part: Partial<Reply>): Reply {
  const text = part.text ?? JSON.stringify(part.json);
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    json: undefined,
    durationMs: 1,
    wire: [],
    selects: 0,
    writes: 0,
    curl: 'curl it',
    ...part,
    text,
  };
}

describe('an answer in its form', () => {
  test.each([
    [{ status: 404, text: 'Not Found' }, 'there is no such route', 'status 404: `Not Found`'],
    [{ status: 501, text: '' }, 'the route is not written yet', 'status 501'],
    [{ status: 500, text: 'oh' }, 'the request fails in your server', 'status 500: `oh`'],
    [{ status: 302, text: '' }, undefined, 'status 302'],
    [{ text: 'hello' }, 'the answer is not JSON', 'a body that cannot be parsed as JSON: `hello`'],
  ])('%j', (part, mistake, got) => {
    const failure = notAnswered(reply(part), 'why');
    expect(failure).toMatchObject({ got, why: 'why', reproduce: ['curl it'] });
    expect(failure?.mistake).toBe(mistake);
  });

  test('what the store said is in it', () => {
    const event = {
      store: 'postgres',
      failed: true,
      reply: 'ERROR: no such column',
    } as Reply['wire'][number];
    expect(notAnswered(reply({ status: 500, text: '', wire: [event] }), 'why')?.got).toBe(
      'status 500; PostgreSQL said ERROR: no such column',
    );
  });

  test('a 200 with JSON, null included', () => {
    expect(notAnswered(reply({ json: {} }), 'why')).toBeUndefined();
    expect(notAnswered(reply({ json: null }), 'why')).toBeUndefined();
  });
});

describe('a number in an answer', () => {
  const says = (json: unknown, expected: number | null, tolerance = 0) => {
    const warnings: Warning[] = [];
    const bench = { warn: (warning: Warning) => void warnings.push(warning) };
    const right = saysNumber(bench, reply({ json }), 'average', expected, tolerance);
    return { right, warnings: warnings.map(({ text }) => text) };
  };

  test.each([
    [{ average: 352.4 }, 352.4],
    [{ average: null }, null],
    [{ average: 0, other: 1 }, 0],
  ])('%j says %j', (json, expected) => {
    expect(says(json, expected)).toEqual({ right: true, warnings: [] });
  });

  test('rounding is allowed as far as the tolerance goes', () => {
    expect(says({ average: 352 }, 352.4, 0.5).right).toBe(true);
    expect(says({ average: 352 }, 352.5, 0.5).right).toBe(true);
    expect(says({ average: 352 }, 352.6, 0.5).right).toBe(false);
  });

  test.each([
    [{ average: '352.40' }, 352.4, '`average` is a string'],
    [{ avg: 352.4 }, 352.4, 'the answer has no field `average`'],
    [{ data: [{ value: 352.4 }] }, 352.4, 'the answer has no field `average`'],
    [352.4, 352.4, 'the answer has no field `average`'],
    [null, null, 'the answer has no field `average`'],
  ])('%j says %j, with a warning', (json, expected, warning) => {
    expect(says(json, expected)).toEqual({ right: true, warnings: [warning] });
  });

  test.each([
    [{ average: 1, other: 352.4 }, 352.4],
    [{ average: 0 }, null],
    [{ average: null }, 0],
    [{ average: '' }, 0],
    [{ average: 'null' }, null],
    [{ average: false }, 0],
    [{}, null],
    [undefined, null],
  ])('%j does not say %j', (json, expected) => {
    expect(says(json, expected)).toEqual({ right: false, warnings: [] });
  });

  test('what an answer has instead', () => {
    expect(describeField(reply({ json: { average: '1' } }), 'average')).toBe('`average` is "1"');
    expect(describeField(reply({ json: [1] }), 'average')).toBe('no `average`');
    expect(numberIn(reply({ json: { average: '1.5' } }), 'average')).toBe(1.5);
    expect(numberIn(reply({ json: { average: [] } }), 'average')).toBeUndefined();
  });
});

describe('how two answers differ', () => {
  const first = reply({ json: { drink: 'latte', average: 1 } });
  test.each([
    [{ json: { average: 1, drink: 'latte' } }, undefined],
    [{ json: first.json, headers: { 'content-type': 'Application/JSON' } }, undefined],
    [{ json: first.json, headers: {} }, 'a content type of none instead of application/json'],
    [{ json: first.json, status: 201 }, 'status 201 instead of 200'],
    [{ json: { drink: 'latte', average: '1' } }, '`{"drink":"latte","average":"1"}` instead of'],
  ])('%j', (second, expected) => {
    const found = difference(first, reply(second));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(expected);
  });
});
