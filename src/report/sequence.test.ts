import { expect, test } from 'vitest';
import { entry, samples } from '../view/testing/samples.js';
import { renderSequence } from './sequence.js';
import { tagsOf, textOf } from './testing/tags.js';
import { renderTrace } from './trace.js';

const { request } = samples;

/** The numbers of an attribute, over all tags of a name. */
const numbers = (html: string, name: string, attribute: string) =>
  tagsOf(html)
    .filter((tag) => tag.name === name)
    .flatMap(({ attributes }) => (attributes[attribute] === undefined ? [] : Number(attributes[attribute])));

test('each party has a lane, and each message an arrow, its label and its time', () => {
  const { text } = renderSequence(request);
  expect(textOf(text)).toMatch(
    /you server Redis PostgreSQL GET \/orders\/count\?drink=latte GET orders:count:latte \(nil\) 0\.21 ms SELECT .* 71\.8 ms SET .* 200 X-Cache: miss 73\.4 ms$/,
  );
  expect(tagsOf(text).filter(({ name }) => name === 'path')).toHaveLength(8);
  expect(textOf(text)).toContain('Redis was sent 2 and PostgreSQL 1; the answer was 200, after 73.4 ms.');
});

test('copies of a server have lanes of their own', () => {
  const trace = [entry(1, 'GET a', '1'), entry(2, 'GET b', '2', { source: 'B' })];
  expect(textOf(renderSequence({ ...request, copies: 2, trace }).text)).toContain(
    'you server A server B Redis',
  );
});

test('nothing stands beyond the edges of the picture', () => {
  const trace = [
    entry(1, `SELECT ${'a_column, '.repeat(200)}1`, 'x'.repeat(5000), { store: 'postgres' }),
    entry(2, 'GET 漢字'.repeat(40), `ERR ${'y'.repeat(900)}`, { failed: true }),
  ];
  for (const event of [request, { ...request, path: `/${'p'.repeat(900)}`, trace, copies: 3 }]) {
    const { text } = renderSequence(event);
    const [width = 0] = numbers(text, 'svg', 'width');
    const [height = 0] = numbers(text, 'svg', 'height');
    expect(Math.max(...numbers(text, 'line', 'x2'), ...numbers(text, 'text', 'x'))).toBeLessThan(width);
    expect(Math.max(...numbers(text, 'line', 'y1'), ...numbers(text, 'tspan', 'y'))).toBeLessThan(height);
    for (const line of text.matchAll(/<tspan[^>]*>([^<]*)/g)) expect(line[1]?.length).toBeLessThan(80);
  }
});

test('what is cut in the picture is its title, and is whole in the table', () => {
  const long = `GET ${'k'.repeat(900)}`;
  const event = { ...request, trace: [entry(1, long, 'OK')] };
  expect(renderSequence(event).text).toContain(`<title>${long}</title>`);
  expect(renderTrace(event)?.text).toContain(`<code>${long}</code>`);
});

test('a failure says so in more than its colour', () => {
  const event = { ...request, trace: [entry(1, 'INCR a', 'ERR no integer', { failed: true })] };
  expect(textOf(renderSequence(event).text)).toContain('✘ ERR no integer');
  expect(textOf(renderTrace(event)?.text ?? '')).toContain('failed: ERR no integer');
});

test('many of one kind are counted in the picture, and each is in the table', () => {
  const trace = Array.from({ length: 9 }, (_, index) => entry(index, `GET key:${index}`, 'x'));
  const event = { ...request, trace };
  expect(textOf(renderSequence(event).text)).toContain('… 6 more like this');
  expect(textOf(renderTrace(event)?.text ?? '')).toContain('GET key:8');
});

test('a request that asked no store has no table', () => {
  expect(renderTrace({ ...request, trace: [] })).toBeNull();
});
