import { expect, test } from 'vitest';
import { renderReport } from './page.js';
import { recordedEvents, recordingOf } from './testing/recordings.js';
import { tagsOf, textOf } from './testing/tags.js';

const page = renderReport(recordingOf(recordedEvents));
const tags = tagsOf(page);
const named = (name: string) => tags.filter((tag) => tag.name === name);

test('the page says what it is, and how the run went', () => {
  expect(textOf(page)).toContain('Lesson 2: Cache, as you ran it');
  expect(textOf(page)).toMatch(
    /Run on 1 March 2026 Questions 0 of 1 right Requests 1 Expectations 1 of 2 held/,
  );
  expect(textOf(page)).not.toContain('left before its end');
  expect(textOf(renderReport({ ...recordingOf([]), ended: false }))).toContain('left before its end');
});

test('the page loads nothing and runs nothing', () => {
  expect(tags.map(({ name }) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(script|link|img|iframe|object|base|form)$/)]),
  );
  expect(page).not.toMatch(/@import|url\(/);
  for (const { attributes } of named('a')) expect(attributes.href).toMatch(/^#/);
});

test('landmarks, one title, and headings that skip no level', () => {
  for (const landmark of ['header', 'nav', 'main', 'footer', 'h1']) expect(named(landmark)).toHaveLength(1);
  const levels = tags.flatMap(({ name }) => (/^h\d$/.test(name) ? [Number(name[1])] : []));
  levels.forEach((level, index) => {
    expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
  });
});

test('every entry of the table of contents and the skip link lead somewhere', () => {
  const ids = tags.flatMap(({ attributes }) => attributes.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = named('a').map(({ attributes }) => attributes.href?.slice(1));
  expect(targets).toEqual(['lesson', 'scene-1', 'scene-2']);
  expect(ids).toEqual(expect.arrayContaining(targets));
});

test('every picture has a name and a description, every table a caption and headers', () => {
  const pictures = page.split('<svg').slice(1);
  expect(pictures).toHaveLength(5);
  for (const picture of pictures) {
    expect(picture).toMatch(/^[^>]* role="img"[^>]*>\s*<title>[^<]+<\/title>\s*<desc>[^<]+<\/desc>/);
  }
  const tables = page.split('<table>').slice(1);
  expect(tables.length).toBeGreaterThan(4);
  for (const table of tables)
    expect(table).toMatch(/^<caption>[^<]+<\/caption>\s*<thead><tr>(<th scope="col"[^>]*>[^<]+<\/th>)+/);
});

test('what can scroll can be reached by the keyboard, and has a name', () => {
  for (const { name, attributes } of tags) {
    if (name !== 'pre' && attributes.class !== 'scroll') continue;
    expect(attributes).toMatchObject({ tabindex: '0', role: 'group' });
    expect(attributes['aria-label']).toBeTruthy();
  }
});

test('scenes that were passed over are told of', () => {
  const recording = recordingOf([]);
  const [first, second] = recording.scenes;
  if (!first || !second) throw new Error('there are two');
  const gap = renderReport({ ...recording, scenes: [first, { ...second, number: 5 }] });
  expect(textOf(gap)).toContain('3 scenes were passed over. Scene 5 of 6');
});

const hostile = `<script>alert(1)</script>" onload="x' <b>&amp; \x1b[31m\u0000 ${'w'.repeat(300)}`;
/** What only the program itself can have written. */
const ours = new Set(['type', 'change', 'agreement', 'show', 'store', 'outcomes', 'kind', 'language']);

function poisoned<Value>(value: Value, key = ''): Value {
  if (typeof value === 'string') return (ours.has(key) ? value : value + hostile) as Value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)])) as Value;
}

test('what came from a server, a store or a file stays text, wherever it stands', () => {
  const recording = { ...poisoned(recordingOf(recordedEvents)), savedAt: '2026-03-01T12:00:00.000Z' };
  const bad = renderReport(recording);
  expect(textOf(bad)).toContain('<script>alert(1)</script>');
  const known = new Map<string, Set<string>>();
  for (const { name, attributes } of tagsOf(page)) {
    known.set(name, new Set([...(known.get(name) ?? []), ...Object.keys(attributes)]));
  }
  for (const { name, attributes } of tagsOf(bad)) {
    expect(known.has(name), name).toBe(true);
    for (const attribute of Object.keys(attributes))
      expect(known.get(name), `${name} ${attribute}`).toContain(attribute);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(bad).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
  expect(bad).toContain('\\x1b[31m');
});
