import { expect, test } from 'vitest';
import { createProgram } from '../cli/program.js';
import { declareEverything } from '../cli/put-off.js';
import { type Candidates, candidatesFor } from './candidates.js';
import { values } from './values.js';

const program = createProgram(() => {});
declareEverything(program);
const words = (...typed: string[]): Candidates | readonly string[] => {
  const found = candidatesFor(program, typed, values);
  return typeof found === 'string' ? found : found.map(({ word }) => word);
};

test.each<[typed: string[], expected: Candidates | readonly string[]]>([
  [['les'], ['lesson']],
  [['__'], []],
  [['lesson', 'i'], ['invalidation']],
  [['lesson', '3', ''], []],
  [['verify', '3', 'i'], ['invalidation']],
  [['lesson', '--pl'], ['--plain']],
  [['lesson', '--plain', '--pl'], []],
  [['lesson', '--', '--pl'], []],
  [['--', 'les'], ['lesson']],
  [['serve', '--port', ''], []],
  [['serve', '--port', '8080', 'tt'], ['ttl']],
  [['exercise', '--dir', ''], 'directories'],
  [['exercise', '--dir='], []],
  [['progress', 'import', ''], 'files'],
  [['psql', '-f', ''], 'files'],
  [['verify', '--only', 'l'], ['lessons']],
  [['verify', '--only=l'], ['--only=lessons']],
  // As bash splits it.
  [['verify', '--only', '=', 'l'], ['lessons']],
  [
    ['verify', '--only', '='],
    ['lessons', 'exercises'],
  ],
  [['help', 'ser'], ['serve']],
  [['nonsense', ''], []],
])('%j', (typed, expected) => {
  expect(words(...typed)).toEqual(expected);
});

test('candidates say what they mean', () => {
  expect(candidatesFor(program, ['lesson', 'ttl'], values)).toEqual([{ word: 'ttl', about: 'Time to live' }]);
  expect(candidatesFor(program, ['exercise', '--wa'], values)).toEqual([
    { word: '--watch', about: 'check again on every save' },
  ]);
});

/** Values that only the learner knows. */
const free = ['n', 'pid', 'scene', 'seed', 'command', 'url', 'name'];

test('every argument and every value of an option that is declared is known, or known to be free', () => {
  const unknown: string[] = [];
  const look = (command: typeof program) => {
    for (const argument of command.registeredArguments) {
      if (!argument.argChoices && command.name() !== '__complete') unknown.push(argument.name());
    }
    for (const { flags, argChoices } of command.options) {
      if (!argChoices) unknown.push(...[...flags.matchAll(/[<[]([\w-]+)/g)].map(([, name]) => name ?? ''));
    }
    command.commands.forEach(look);
  };
  look(program);
  expect(unknown.filter((name) => !(name in values) && !free.includes(name))).toEqual([]);
});
