import { describe, expect, test } from 'vitest';
import { LessonError } from './lesson-error.js';
import { parseLesson } from './parse.js';

const frontMatter = `---
id: demo
title: Demo
minutes: 3
server: cache
watch:
  - label: latte orders
    truth: SELECT 1
    key: k
---

# Demo

## Scene
`;

const fence = (info: string, text: string) => `\n\`\`\`${info}\n${text}\n\`\`\`\n`;
const see = (...sentences: string[]) =>
  `\n> **You should see**\n${sentences.map((text) => `> - ${text}\n`).join('')}`;
const get = fence('http', 'GET /orders/count?drink=latte');
const parse = (body: string, head = frontMatter) => parseLesson(head + body, 'lesson.md', 1);

function problemOf(body: string, head = frontMatter): string {
  try {
    parse(body, head);
  } catch (error) {
    if (error instanceof LessonError) return error.message;
    throw error;
  }
  return 'no problem';
}

test('a lesson is its scenes, and a scene its blocks in order', () => {
  const lesson = parse(
    `Some words.\n${get}${see('the status is 200', '`X-Cache` is `miss`.')}\nMore words.\n\n## Second\n${fence('sql as=n', 'SELECT 1')}`,
  );
  expect(lesson.scenes.map(({ title, blocks }) => [title, ...blocks.map(({ kind }) => kind)])).toEqual([
    ['Scene', 'prose', 'http', 'prose'],
    ['Second', 'sql'],
  ]);
  const [, http] = lesson.scenes[0]?.blocks ?? [];
  expect(http).toMatchObject({ method: 'GET', path: '/orders/count?drink=latte', repeat: 1, line: 17 });
  const expectations = http && 'expectations' in http ? http.expectations : [];
  expect(expectations.map(({ text, line }) => [line, text])).toEqual([
    [22, 'the status is 200'],
    [23, 'X-Cache is miss'],
  ]);
});

test('steps with no prose between them are carried out together', () => {
  const lesson = parse(`${get}${see('the status is 200')}${get}\nWords.\n${get}`);
  const joined = lesson.scenes[0]?.blocks.map((block) => 'joined' in block && block.joined);
  expect(joined).toEqual([false, true, false, false]);
});

test('a lesson written on Windows is the same lesson', () => {
  const body = `${get}${see('the status is 200')}`;
  const onWindows = parseLesson((frontMatter + body).replaceAll('\n', '\r\n'), 'lesson.md', 1);
  expect(JSON.stringify(onWindows)).toBe(JSON.stringify(parse(body)));
});

test('a quiz has its answer folded below', () => {
  const quiz = fence('yaml quiz', 'ask: Why?\nhint: Think.\noptions:\n  a: So.\n  b: Because.');
  const lesson = parse(
    `${quiz}\n<details><summary>Answer</summary>\n\n**b.** It is so.\n\nAnd so.\n\n</details>\n`,
  );
  expect(lesson.scenes[0]?.blocks[0]).toMatchObject({
    question: 'Why?',
    hint: 'Think.',
    options: [
      { text: 'So.', correct: false },
      { text: 'Because.', correct: true },
    ],
    explanation: 'It is so.\n\nAnd so.',
  });
});

describe('a page that is wrong is refused with its line and what was expected', () => {
  const quiz = 'ask: Why?\nhint: Think.\noptions:\n  a: So.\n  b: Because.';
  const answer = (text: string) => `\n<details><summary>Answer</summary>\n\n${text}\n\n</details>\n`;
  test.each([
    [
      'an unknown attribute',
      fence('http repeats=5', 'GET /x'),
      'lesson.md:16: a `http` block has no attribute `repeats`; it takes `to`, `repeat` and `as`',
    ],
    [
      'a repeat that is no number',
      fence('http repeat=many', 'GET /x'),
      'lesson.md:16: `repeat` must be a whole number from 1 to 100, not `many`',
    ],
    [
      'an attribute given twice',
      fence('http to=A to=B', 'GET /x'),
      'lesson.md:16: the attribute `to` stands twice',
    ],
    [
      'a second word',
      fence('yaml quiz now', quiz),
      'lesson.md:16: `now` is not an attribute; attributes look like `name=value`',
    ],
    [
      'a request without a method',
      fence('http', '/orders'),
      'lesson.md:17: an `http` block starts with a method and a path, like `GET /orders/count?drink=latte`',
    ],
    [
      'a body that is not JSON',
      fence('http', 'POST /orders\n\nlatte'),
      'lesson.md:17: the body of a request must be JSON',
    ],
    [
      'a strange header',
      fence('http', 'GET /x\nCookie: a=b'),
      'lesson.md:18: the only header that a request may have is `Content-Type: application/json`',
    ],
    [
      'an unknown block',
      fence('python', 'print()'),
      'lesson.md:16: `python` is not a block of a lesson; these are: http, sql,',
    ],
    [
      'an unknown YAML block',
      fence('yaml pause', 'a: 1'),
      'lesson.md:16: `yaml pause` is not a block of a lesson',
    ],
    ['an empty SQL block', fence('sql', ''), 'lesson.md:16: this `sql` block is empty'],
    [
      'an unknown field',
      fence('yaml wait', 'for: 3'),
      'lesson.md:17: a wait has no field `for`; it has `until gone`, `at most seconds` and `seconds`',
    ],
    [
      'a field of the wrong type',
      fence('yaml servers', 'start: cache\ncopies: two'),
      'lesson.md:18: `copies` of a servers block must be number, not "two"',
    ],
    [
      'a missing field',
      fence('yaml chart', 'show: latency\ntitle:'),
      'lesson.md:18: `title` of a chart must be string, not null',
    ],
    [
      'a chart of something else',
      fence('yaml chart', 'title: T\nshow: memory'),
      'lesson.md:18: `show` of a chart must be ("latency" | "timeline" | "hit ratio"), not "memory"',
    ],
    [
      'a sentence about another chart',
      `${fence('yaml chart', 'title: T\nshow: timeline')}\n\n> **You should see**\n> - at least 50 % of the requests were hits`,
      'is not an expectation that can follow a timeline chart block; these can: “the cache was stale 2 times”',
    ],
    [
      'YAML that is none',
      fence('yaml quiz', 'ask: [') + answer('**a.** x'),
      'lesson.md:17: this is not YAML',
    ],
    [
      'YAML with an alias of nothing',
      fence('yaml quiz', 'ask: *nothing') + answer('**a.** x'),
      'lesson.md:17: this is not YAML',
    ],
    [
      'YAML nested too deep',
      fence('yaml quiz', `ask: ${'['.repeat(20_000)}`) + answer('**a.** x'),
      'lesson.md:17: this is not YAML',
    ],
    ['Markdown nested too deep', '>'.repeat(20_000), 'lesson.md:11: this cannot be read as Markdown'],
    [
      'a wait without a limit',
      fence('yaml wait', 'until gone: k'),
      'lesson.md:16: a wait has either `seconds`, or `until gone` (a key) and `at most seconds`',
    ],
    [
      'an unknown variant',
      fence('yaml servers', 'start: cached-up'),
      'lesson.md:17: there is no server variant `cached-up`',
    ],
    [
      'a variant that leaves the folder',
      fence('yaml servers', 'start: ../src/cli'),
      'lesson.md:17: there is no server variant',
    ],
    [
      'an expectation that no one understands',
      get + see('the status is fine'),
      'lesson.md:21: “the status is fine” is not an expectation that can follow a http block; these can: “the status is 200”',
    ],
    [
      'an expectation after the wrong step',
      fence('sql', 'SELECT 1') + see('the status is 200'),
      'lesson.md:21: “the status is 200” is not an expectation that can follow a sql block',
    ],
    [
      'an expectation of an unknown name',
      get + see("the answer's count is before + 1"),
      'lesson.md:21: `before` is not known; no step before has an `as`',
    ],
    [
      'expectations that follow nothing',
      see('the status is 200'),
      'lesson.md:16: “You should see” must follow the block that it is about',
    ],
    [
      'expectations that are no list',
      `${get}\n> **You should see**\n> all is well\n`,
      'lesson.md:21: below “You should see” stands a list',
    ],
    [
      'a copy that does not run',
      fence('http to=B', 'GET /x'),
      'lesson.md:16: there is no copy `B` here; running: `A`',
    ],
    ['a quiz without an answer', fence('yaml quiz', quiz), 'lesson.md:16: below a quiz stands <details>'],
    [
      'a quiz with a wrong answer',
      fence('yaml quiz', quiz) + answer('**c.** No.'),
      'lesson.md:16: the answer is `c`, which is not an option',
    ],
    [
      'an answer that is never closed',
      `${fence('yaml quiz', quiz)}\n<details><summary>Answer</summary>\n\n**b.** x\n`,
      'lesson.md:24: this <details> is never closed',
    ],
    [
      'a quiz with strange letters',
      fence('yaml quiz', 'ask: Why?\nhint: Think.\noptions:\n  x: So.') + answer('**a.** x'),
      'lesson.md:16: the options of a quiz are lettered',
    ],
    [
      'code that is not in its file',
      fence('ts file=server/cache.ts', 'const app = Express();'),
      'lesson.md:17: this line is not in server/cache.ts where the block has it: const app = Express();',
    ],
    [
      'code from nowhere',
      fence('ts file=server/nothing.ts', 'x'),
      'lesson.md:16: there is no file server/nothing.ts',
    ],
    ['code without a file', fence('ts', 'x'), 'lesson.md:16: a `ts` block names the file'],
    [
      'a difference that is none',
      fence('diff from=server/cache.ts to=server/ttl.ts', '+const x = 1;'),
      'lesson.md:17: this line is not in the difference between server/cache.ts and server/ttl.ts where the block has it: +const x = 1;',
    ],
    ['a second title', '\n# Again\n', 'lesson.md:16: a lesson has one title'],
  ])('%s', (_, body, problem) => {
    expect(problemOf(body)).toContain(problem);
  });

  test.each([
    ['no front matter', '# Demo\n', 'lesson.md:1: a lesson starts with front matter'],
    [
      'an unknown field',
      frontMatter.replace('minutes:', 'duration: 3\nminutes:'),
      'lesson.md:4: the front matter has no field `duration`; it has `id`,',
    ],
    [
      'a missing field',
      frontMatter.replace('minutes: 3\n', ''),
      'lesson.md:2: the front matter lacks the field `minutes`',
    ],
    ['a watch with a mistyped field', frontMatter.replace('    truth:', '    sql:'), 'the front matter'],
    [
      'an unknown server',
      frontMatter.replace('server: cache', 'server: cash'),
      'there is no server variant `cash`',
    ],
    [
      'no title',
      frontMatter.replace('# Demo\n\n', ''),
      'lesson.md:11: after the front matter comes the title',
    ],
    ['no scene', frontMatter.replace('## Scene\n', ''), 'a lesson has at least one scene'],
    [
      'text before the first scene',
      frontMatter.replace('## Scene', 'Words.\n\n## Scene'),
      'lesson.md:14: the text of a lesson stands in scenes',
    ],
  ])('front matter and titles: %s', (_, head, problem) => {
    expect(problemOf('', head)).toContain(problem);
  });
});
