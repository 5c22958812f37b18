import * as v from 'valibot';
import { type Source, sourceOf } from '../lesson/lesson-error.js';
import { readYaml } from '../lesson/yaml-block.js';
import type { Exercise } from './exercise.js';

/** What an exercise's Markdown file says. */
export type ExercisePage = Pick<
  Exercise,
  'title' | 'task' | 'hints' | 'showed' | 'ttlSeconds' | 'starterFails'
>;

const filled = v.pipe(v.string(), v.nonEmpty());

const frontMatterSchema = v.strictObject({
  title: filled,
  // Shown by the lists, which read it without a YAML library.
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ttl: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  'starter-fails': filled,
});

const sections = ['Task', 'Hints', 'What it showed'] as const;
const form = `an exercise has three sections, in this order: ${sections.map((name) => `## ${name}`).join(', ')}`;

/**
 * Reads an exercise's page. `file` is its path for messages.
 * @throws LessonError with file and line where the page is not an exercise.
 */
export function parseExercisePage(text: string, file: string): ExercisePage {
  const source = sourceOf(file);
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    source.fail(1, 'an exercise starts with front matter: fields between two lines of `---`');
  }
  const yaml = lines.slice(1, end).join('\n');
  const fields = readYaml(yaml, frontMatterSchema, 'the front matter', 2, source);
  const [task, hints, showed] = readSections(lines, end + 1, source);
  return {
    title: fields.title,
    ttlSeconds: fields.ttl,
    starterFails: fields['starter-fails'],
    task: task.text,
    hints: readHints(hints, source),
    showed: showed.text,
  };
}

interface Section {
  readonly name: string;
  /** Line of its heading, from 1. */
  readonly line: number;
  readonly text: string;
}

function readSections(lines: readonly string[], from: number, source: Source): [Section, Section, Section] {
  const heads: { name: string; line: number }[] = [];
  let fenced = false;
  for (const [index, line] of lines.entries()) {
    if (index < from) continue;
    if (line.startsWith('```')) fenced = !fenced;
    if (!fenced && line.startsWith('## ')) heads.push({ name: line.slice(3).trim(), line: index + 1 });
    else if (heads.length === 0 && line.trim() !== '') source.fail(index + 1, form);
  }
  const found = heads.map(({ name, line }, index) => {
    const end = heads[index + 1]?.line ?? lines.length + 1;
    return {
      name,
      line,
      text: lines
        .slice(line, end - 1)
        .join('\n')
        .trim(),
    };
  });
  const [task, hints, showed] = found;
  const wrong = found.find(({ name }, index) => name !== sections[index]);
  if (wrong) source.fail(wrong.line, `${form}; this is \`## ${wrong.name}\``);
  if (!task || !hints || !showed) source.fail(lines.length, form);
  const empty = found.find(({ text }) => text === '');
  if (empty) source.fail(empty.line, `\`## ${empty.name}\` is empty`);
  return [task, hints, showed];
}

function readHints({ text, line }: Section, source: Source): string[] {
  const blocks = [...text.matchAll(/<details><summary>Hint (\d+)<\/summary>\n([\s\S]*?)\n<\/details>/g)];
  const hints = blocks.map(([, , hint = '']) => hint.trim());
  const inOrder = blocks.every(([, number], index) => Number(number) === index + 1);
  const rest = text.replaceAll(/<details><summary>Hint \d+<\/summary>\n[\s\S]*?\n<\/details>/g, '').trim();
  if (hints.length === 0 || !inOrder || rest !== '' || hints.includes('')) {
    source.fail(
      line,
      'below `## Hints` stands for each hint, numbered from 1: a line `<details><summary>Hint 1</summary>`, ' +
        'the hint, and a line `</details>`; and nothing else',
    );
  }
  return hints;
}
