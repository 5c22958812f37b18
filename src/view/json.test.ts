import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LessonEvent } from '../lesson/events.js';
import { playJson } from './json.js';
import { attemptSamples } from './testing/attempt-samples.js';
import { hitRatio, timeline } from './testing/sample-charts.js';
import { samples } from './testing/samples.js';
import { sink } from './testing/sink.js';

async function play(list: LessonEvent[]): Promise<{ lines: string[]; held: boolean }> {
  async function* events(): AsyncGenerator<LessonEvent, void> {
    yield* list;
  }
  const out = sink();
  const held = await playJson(events(), out.stream);
  return { lines: out.text().trimEnd().split('\n'), held };
}

/** The heading of each section of the documentation, and what stands below it. */
const sections = new Map(
  readFileSync(new URL('../../docs/json.md', import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).replaceAll('`', ''), section]),
);

const printed = Object.values(samples).filter(
  ({ type }) => !['preparing', 'waiting', 'loading'].includes(type),
);

/** Everything that is documented: a lesson's lines, with every kind of chart, and an exercise's. */
const documented = [...printed, timeline, hitRatio, ...Object.values(attemptSamples)].map((event) => ({
  heading: 'show' in event ? `${event.type} (${event.show})` : event.type,
  event,
}));

/** The fields that a section lists, in its first column. */
const listed = (section = '') => [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field = '']) => field);

/** Where values stand in an event, as the documentation writes it: `trace[].store`. */
function fieldsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((element) => fieldsOf(element, `${path}[]`))];
  if (value === null || typeof value !== 'object' || /\bheaders$/.test(path)) return [path];
  const below = Object.entries(value).flatMap(([name, field]) =>
    fieldsOf(field, path ? `${path}.${name}` : name),
  );
  return [path, ...below];
}

test('a lesson is a line of JSON for each event, without the reports of progress', async () => {
  const { lines, held } = await play(Object.values(samples));
  expect(held).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual(printed);
});

test('an expectation that does not hold makes the outcome false', async () => {
  expect((await play([{ ...samples.expectation, ok: false }, samples.end])).held).toBe(false);
});

test('a reader who goes away ends the lesson quietly', async () => {
  async function* endless(): AsyncGenerator<LessonEvent, void> {
    for (;;) yield samples.prose;
  }
  expect(await playJson(endless(), sink({ closeAfter: 3 }).stream)).toBe(true);
});

test('every type of line is documented, and no other', () => {
  // What other commands print with --json has a section too, named after the command.
  const types = [...sections.keys()].filter((title) => title !== 'The stores' && !title.endsWith(' --json'));
  expect(types.sort()).toEqual(documented.map(({ heading }) => heading).sort());
});

test.each(documented)(
  'the documentation of $heading has its fields, and an example',
  ({ heading, event }) => {
    const section = sections.get(heading);
    const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(section ?? '')?.[1] ?? '');
    expect(example).toEqual(event);

    const shared = 'agreement' in event ? listed(sections.get('The stores')) : [];
    const known = [...listed(section), ...shared];
    const actual = new Set(fieldsOf(event, '').filter((field) => field !== '' && field !== 'type'));
    // A list or an object may be documented by what is in it, a list that is empty here by itself.
    const undocumented = [...actual].filter((field) => !known.some((name) => name.startsWith(field)));
    expect(undocumented).toEqual([]);
    const unknown = known.filter((name) => ![...actual].some((field) => name.startsWith(field)));
    expect(unknown).toEqual([]);
  },
);
