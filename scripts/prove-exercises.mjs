// Proves the checks of every exercise again and again, on a machine that is kept busy: no verdict may flip. One line
// for each run; ends with 1 when any program got another verdict than the one meant for it. Needs dist/ (npm run build).
//   npm run prove:exercises -- [rounds, 20] [runs at once, 2]
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = path.join(fileURLToPath(new URL('..', import.meta.url)), 'dist/src/cli.cjs');
const exercises = [3, 5, 4, 2, 1];
const [rounds = 20, atOnce = 2] = process.argv.slice(2).map(Number);
const runs = Array.from({ length: rounds }, (_, round) =>
  exercises.map((exercise) => ({ round: round + 1, exercise, embedded: round % 2 === 1 })),
).flat();
let flips = 0;

await Promise.all(Array.from({ length: atOnce }, takeRuns));
console.log(`${rounds} rounds, ${flips} verdicts flipped`);
process.exitCode = flips === 0 ? 0 : 1;

async function takeRuns() {
  for (let run = runs.shift(); run; run = runs.shift()) await prove(run);
}

async function prove({ round, exercise, embedded }) {
  const start = performance.now();
  const loadBefore = load();
  const args = [program, 'verify', String(exercise), '--only', 'exercises', '--json'];
  if (embedded) args.push('--embedded');
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = await text(child.stdout);
  if (output === '') throw new Error(`exercise ${exercise} has no verdict`);
  const { programs, seed, failures } = JSON.parse(output);
  flips += failures.length;
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `round ${round}, exercise ${exercise}, ${embedded ? 'embedded' : 'local'} Redis: ` +
      `${programs - failures.length} of ${programs} as meant, seed ${seed}, ${seconds} s, load ${loadBefore} to ${load()}`,
  );
  for (const { program, expected, got } of failures)
    console.log(`  ${program}\n    expected ${expected}\n    got ${got}`);
}

/** How many processes wanted to run, on average over the last minute. */
function load() {
  return os.loadavg()[0].toFixed(1);
}
