// Tries for a long time what must never happen: something left behind, a byte changed, progress lost, a crash. Everything
// random comes from one seed, so that a run can be repeated. Any failure makes the run fail. Needs dist/ (npm run build).
//   npm run soak -- [part...] [--short] [--seed <text>] [--json <file>]
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readArguments } from './arguments.mjs';
import { machineLine, machineNow } from './machine.mjs';
import { Soak } from './soak/soak.mjs';
import { inWorkDirectory } from './work-directory.mjs';

const options = readArguments(new URL('./soak/parts/', import.meta.url));
const { parts, short, json, seed = randomBytes(4).toString('hex') } = options;
const machine = machineNow();
const results = [];
const print = (line) => process.stdout.write(`${line}\n`);

print(`${machineLine(machine)}${short ? ', short' : ''}, seed ${seed}`);
for (const part of parts) await inWorkDirectory('soak', (work) => runPart(part, work));
const failed = results.filter(({ failures }) => failures.length > 0).map(({ part }) => part);
if (json) writeFileSync(json, `${JSON.stringify({ machine, short, seed, results }, null, 2)}\n`);
print(`\n${parts.length - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) {
  print(`Again: npm run soak -- ${failed.join(' ')} --seed ${seed}${short ? ' --short' : ''}`);
  process.exitCode = 1;
}

async function runPart(part, work) {
  const soak = new Soak({ work, short, seed: `${seed}/${part}` });
  const start = performance.now();
  print(`\n${part}`);
  try {
    const { run } = await import(`./soak/parts/${part}.mjs`);
    await run(soak);
  } catch (error) {
    soak.failed('the part itself', error.stack);
  }
  for (const { what, trials } of soak.trials()) print(`  ${String(trials).padStart(9)}  ${what}`);
  for (const note of soak.notes) print(`  ${note}`);
  for (const { what, problem } of soak.failures) print(`  failed     ${what}: ${problem}`);
  const seconds = Math.round((performance.now() - start) / 1000);
  print(`  ${seconds} s`);
  results.push({ part, seconds, trials: soak.trials(), notes: soak.notes, failures: soak.failures });
}
