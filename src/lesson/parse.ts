import { readCode, readDiff } from './code.js';
import { readExpectation } from './expectation/read.js';
import type { SeenKind } from './expectation/sentence.js';
import type { Fence } from './fence.js';
import { allowOnly } from './fence.js';
import { readFrontMatter, watchesOf } from './front-matter.js';
import { type Block, type ExpectingStep, isStep, type Lesson, type QuizStep, type Scene } from './lesson.js';
import { type Source, sourceOf } from './lesson-error.js';
import { readQuiz } from './quiz.js';
import { checkReferences } from './references.js';
import { type Piece, splitMarkdown } from './split.js';
import * as steps from './steps.js';

/**
 * Reads a lesson. `file` is its path for messages, `number` its place in the course.
 * @throws LessonError with file and line where the page is not a lesson: an unknown field, attribute,
 * block or sentence, or a reference to something that is not there.
 */
export function parseLesson(text: string, file: string, number: number): Lesson {
  const source = sourceOf(file);
  const { fields, rest, restLine } = readFrontMatter(text.replaceAll('\r\n', '\n'), source);
  steps.mustExist(fields.server, 2, source);
  const scenes = readScenes(splitMarkdown(rest, restLine, source), restLine, source);
  const lesson: Lesson = {
    number,
    file,
    id: fields.id,
    title: fields.title,
    minutes: fields.minutes,
    servers: { variant: fields.server, copies: fields.copies, env: fields.env },
    needs: fields.needs,
    watches: watchesOf(fields.watch),
    scenes,
  };
  checkReferences(lesson, source);
  return lesson;
}

function readScenes(pieces: readonly Piece[], firstLine: number, source: Source): Scene[] {
  const [title, ...rest] = pieces;
  if (title?.kind !== 'heading' || title.depth !== 1) {
    source.fail(firstLine, 'after the front matter comes the title: one line that starts with `# `');
  }
  const scenes: { title: string; line: number; blocks: Block[] }[] = [];
  for (let index = 0; index < rest.length; index++) {
    const piece = rest[index] as Piece;
    if (piece.kind === 'heading' && piece.depth === 1) source.fail(piece.line, 'a lesson has one title');
    if (piece.kind === 'heading' && piece.depth === 2) {
      scenes.push({ title: piece.text, line: piece.line, blocks: [] });
      continue;
    }
    const scene = scenes.at(-1);
    if (!scene) source.fail(piece.line, 'the text of a lesson stands in scenes; each starts with `## `');
    if (piece.kind === 'heading')
      scene.blocks.push({
        kind: 'prose',
        line: piece.line,
        markdown: `${'#'.repeat(piece.depth)} ${piece.text}`,
      });
    else if (piece.kind === 'prose') scene.blocks.push(piece);
    else if (piece.kind === 'see')
      source.fail(piece.line, '“You should see” must follow the block that it is about');
    else if (piece.kind === 'answer') source.fail(piece.line, 'a folded answer must follow its quiz');
    else {
      const next = rest[index + 1];
      const last = scene.blocks.at(-1);
      const joined = last !== undefined && isStep(last);
      const { block, usedNext } = readFencePiece(piece.fence, next, joined, source);
      scene.blocks.push(block);
      if (usedNext) index++;
    }
  }
  if (scenes.length === 0)
    source.fail(firstLine, 'a lesson has at least one scene; a scene starts with `## `');
  return scenes;
}

function readFencePiece(
  fence: Fence,
  next: Piece | undefined,
  joined: boolean,
  source: Source,
): { block: Block; usedNext: boolean } {
  if (fence.language === 'yaml' && fence.word === 'quiz') {
    allowOnly(fence, [], source);
    const block: QuizStep = readQuiz(fence, next?.kind === 'answer' ? next.markdown : null, source);
    return { block, usedNext: true };
  }
  if (fence.language === 'ts') return { block: readCode(fence, source), usedNext: false };
  if (fence.language === 'diff') return { block: readDiff(fence, source), usedNext: false };
  if (fence.language === 'text' || fence.language === 'sh') {
    allowOnly(fence, [], source);
    const markdown = `\`\`\`${fence.language}\n${fence.text}\n\`\`\``;
    return { block: { kind: 'prose', line: fence.line, markdown }, usedNext: false };
  }
  const bare = readStep(fence, source);
  const see = next?.kind === 'see' ? next.sentences : [];
  const expectations = see.map(({ text, line }) => readExpectation(text, seenKindOf(bare), line, source));
  return { block: { ...bare, joined, expectations }, usedNext: next?.kind === 'see' };
}

/** What the expectations of a step are about. */
function seenKindOf(step: steps.Bare<ExpectingStep>): SeenKind {
  return step.kind === 'chart' ? `${step.show} chart` : step.kind;
}

function readStep(fence: Fence, source: Source): steps.Bare<ExpectingStep> {
  const kind = fence.word === null ? fence.language : `${fence.language} ${fence.word}`;
  if (fence.language === 'yaml') allowOnly(fence, [], source);
  switch (kind) {
    case 'http':
      return steps.readHttp(fence, source);
    case 'sql':
      return steps.readSql(fence, source);
    case 'redis':
      return steps.readRedis(fence, source);
    case 'yaml wait':
      return steps.readWait(fence, source);
    case 'yaml servers':
      return steps.readServers(fence, source);
    case 'yaml load':
      return steps.readLoad(fence, source);
    case 'yaml chart':
      return steps.readChart(fence, source);
    default:
      source.fail(
        fence.line,
        `\`${kind}\` is not a block of a lesson; these are: http, sql, redis, ts, diff, yaml quiz, yaml wait, ` +
          'yaml servers, yaml load, yaml chart, and sh or text for what is only shown',
      );
  }
}
