// Measures what a learner waits for, what it costs, and what the bundled servers and taps take, each beside something
// to compare it with, in turn within one run: absolute figures belong to the machine. A missed aim is said, and does not
// make the run fail. Needs dist/ (npm run build).
//   npm run bench -- [part...] [--short] [--json <file>]
import { writeFileSync } from 'node:fs';
import { readArguments } from './arguments.mjs';
import { Bench } from './bench/bench.mjs';
import { comparisonLine, figureLine } from './bench/lines.mjs';
import { machineLine, machineNow } from './machine.mjs';
import { inWorkDirectory } from './work-directory.mjs';

const { parts, short, json } = readArguments(new URL('./bench/parts/', import.meta.url));
const machine = machineNow();
const results = [];
const print = (line) => process.stdout.write(`${line}\n`);

print(`${machineLine(machine)}${short ? ', short' : ''}`);
for (const part of parts) await inWorkDirectory('bench', (work) => runPart(part, work));
if (json) writeFileSync(json, `${JSON.stringify({ machine, short, results }, null, 2)}\n`);

async function runPart(part, work) {
  const bench = new Bench({ work, short });
  const start = performance.now();
  print(`\n${part}`);
  try {
    const { measure } = await import(`./bench/parts/${part}.mjs`);
    await measure(bench);
    for (const figure of bench.figures()) print(figureLine(figure));
    for (const comparison of bench.comparisons()) print(comparisonLine(comparison));
    for (const what of bench.leftOut) print(`  left out: ${what}`);
    results.push({
      part,
      figures: bench.figures(),
      comparisons: bench.comparisons(),
      leftOut: bench.leftOut,
    });
  } catch (error) {
    print(`  not measured: ${error.stack}`);
    results.push({ part, error: String(error.message) });
    process.exitCode = 1;
  }
  print(`  ${Math.round((performance.now() - start) / 1000)} s`);
}
