import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const options = {
  short: { type: 'boolean', default: false },
  seed: { type: 'string' },
  json: { type: 'string' },
};

/**
 * Reads `[part...] [--short] [--seed <text>] [--json <file>]`; a part is a file of the folder `url`. Without one, all
 * of them are meant. What cannot be read ends the process with 2 and a sentence.
 */
export function readArguments(url) {
  const known = readdirSync(url)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -'.mjs'.length));
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.find((name) => !known.includes(name));
    if (unknown !== undefined)
      throw new Error(`There is no part "${unknown}". There are: ${known.join(', ')}.`);
    return { ...values, parts: positionals.length > 0 ? positionals : known };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
