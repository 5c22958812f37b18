import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../package-root.js';
import type { Exercise } from './exercise.js';
import { loadExercise } from './load.js';
import { type Proof, prove } from './prove.js';
import { check, exerciseOf } from './testing/attempt.js';
import { openTestLab, type TestLab } from './testing/lab.js';

let testLabs: TestLab[];
let folder: string;
beforeAll(async () => {
  testLabs = await Promise.all([openTestLab({ embedded: true }), openTestLab()]);
  folder = mkdtempSync(path.join(tmpdir(), 'prove-test-'));
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(async () => {
  await Promise.all(testLabs.map((testLab) => testLab.close()));
  rmSync(folder, { recursive: true });
});

async function proofs(exercise: Exercise): Promise<Proof[]> {
  const labs = testLabs.map(({ lab }) => lab);
  const found: Proof[] = [];
  const { signal } = new AbortController();
  for await (const proof of prove(exercise, { labs, seed: 'test', signal })) found.push(proof);
  expect(labs.flatMap(({ servers }) => servers)).toEqual([]);
  return found;
}

test('exercise 1: every program gets what it must get', async () => {
  const found = await proofs(await loadExercise('no-cache'));
  expect(found.filter(({ ok }) => !ok)).toEqual([]);
  const under = (kind: string) => found.filter(({ program }) => program.startsWith(kind)).length;
  expect(found.length).toBe(2 + under('wrong') + under('unusual'));
  expect(under('wrong')).toBeGreaterThanOrEqual(5);
  expect(under('unusual')).toBeGreaterThanOrEqual(3);
}, 300_000);

/** A server that answers with the status. */
const answers = (status: number) => `import { createServer } from 'node:http';
createServer((_, response) => response.writeHead(${status}).end()).listen(process.env.PORT);`;

const checks = [
  check('first', async (bench) => {
    const { status } = await bench.get('/');
    if (status === 204) bench.warn({ text: 'empty answers', why: '' });
    if (status < 400) return undefined;
    return { mistake: 'it is wrong', expected: '', got: String(status), why: '', tryThis: '', reproduce: [] };
  }),
  check('second', async (bench) => {
    const { status } = await bench.get('/');
    return status === 299
      ? { expected: '', got: 'a status of 299', why: '', tryThis: '', reproduce: [] }
      : undefined;
  }),
];

test('what does not get what is stated is told apart', async () => {
  const programs: Record<string, string> = {
    'starter.ts': answers(500),
    'solution.ts': answers(204),
    'wrong/right.ts': `// wrong: first: it is wrong\n${answers(500)}`,
    'wrong/by-what-was-got.ts': `// wrong: second: a status\n${answers(299)}`,
    'wrong/other-check.ts': `// wrong: second: it is wrong\n${answers(500)}`,
    'wrong/other-text.ts': `// wrong: first: it is another\n${answers(500)}`,
    'wrong/passes.ts': `// wrong: first: it is wrong\n${answers(200)}`,
    'wrong/does-not-start.ts': `// wrong: start: Your server ended (exit code 9)\nprocess.exit(9);`,
    'unusual/right.ts': `// unusual: nothing\n// warns: empty\n${answers(204)}`,
    'unusual/fails.ts': `// unusual: nothing\n${answers(500)}`,
    'unusual/warns-too.ts': `// unusual: nothing\n${answers(204)}`,
    'unusual/does-not-warn.ts': `// unusual: nothing\n// warns: empty\n${answers(200)}`,
  };
  for (const kind of ['wrong', 'unusual']) mkdirSync(path.join(folder, kind));
  for (const [name, source] of Object.entries(programs)) writeFileSync(path.join(folder, name), source);
  const found = await proofs({ ...exerciseOf(checks), folder, starterFails: 'first' });
  const ok = Object.fromEntries(found.map(({ program, ok }) => [program, ok]));
  expect(ok).toEqual({
    'starter.ts': true,
    'solution.ts': false,
    'wrong/right.ts': true,
    'wrong/by-what-was-got.ts': true,
    'wrong/other-check.ts': false,
    'wrong/other-text.ts': false,
    'wrong/passes.ts': false,
    'wrong/does-not-start.ts': true,
    'unusual/right.ts': true,
    'unusual/fails.ts': false,
    'unusual/warns-too.ts': false,
    'unusual/does-not-warn.ts': false,
  });
  expect(found.find(({ program }) => program === 'wrong/other-check.ts')).toMatchObject({
    expected: 'fails at second: it is wrong',
    got: 'fails at first: it is wrong; 500',
  });

  writeFileSync(path.join(folder, 'wrong/right.ts'), answers(500));
  await expect(proofs({ ...exerciseOf(checks), folder })).rejects.toThrow(
    /wrong\/right\.ts:1: a wrong program starts with/,
  );
}, 120_000);
