import type { Lesson, Scene } from './lesson.js';
import { listNames, type Source } from './lesson-error.js';

/** Fails where a lesson refers to a name that no earlier step gives, or to a copy that does not run. */
export function checkReferences(lesson: Lesson, source: Source): void {
  const known: string[] = [];
  let copies = lesson.servers.copies;
  for (const block of lesson.scenes.flatMap((scene: Scene) => scene.blocks)) {
    if (block.kind === 'servers') copies = block.copies;
    if (block.kind === 'http' && block.to !== null && !copyNames(copies).includes(block.to)) {
      const running = listNames(copyNames(copies));
      source.fail(block.line, `there is no copy \`${block.to}\` here; running: ${running}`);
    }
    if ('expectations' in block) {
      for (const { name, line } of block.expectations) {
        if (name !== null && !known.includes(name)) {
          const hint = known.length === 0 ? 'no step before has an `as`' : `known here: ${listNames(known)}`;
          source.fail(line, `\`${name}\` is not known; ${hint}`);
        }
      }
    }
    const names = 'as' in block && block.as !== null ? [block.as] : [];
    known.push(...names);
  }
}

/** The names of so many copies: `A`, `B`, … */
export function copyNames(copies: number): string[] {
  return Array.from({ length: copies }, (_, index) => String.fromCharCode(65 + index));
}
