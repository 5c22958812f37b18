// Loaded before the program: its nth change of a file fails, in the way that FAIL_WRITE says, as does every later one.
//   killed   the program is killed there; a file has been opened, half of what was to be written has been
//   full     there is no space left, but for half of what was to be written
// Only files below FAIL_WRITE_BELOW count.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const way = process.env.FAIL_WRITE;
const failAt = Number(process.env.FAIL_WRITE_AT);
const below = process.env.FAIL_WRITE_BELOW;
let changes = 0;

/** What takes no space on a full disk, or gives some back. */
const possibleWhenFull = ['rmSync', 'unlinkSync', 'renameSync', 'utimesSync', 'fsyncSync'];
/** The descriptors of files that are being written. */
const opened = new Set();

function fails(name) {
  changes++;
  return changes >= failAt && (way === 'killed' || !possibleWhenFull.includes(name));
}

function fail() {
  if (way === 'killed') process.kill(process.pid, 'SIGKILL');
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
}

const isBelow = (file) =>
  typeof file === 'number' ? opened.has(file) : path.resolve(String(file)).startsWith(below);

for (const name of [...possibleWhenFull, 'mkdirSync', 'symlinkSync', 'linkSync']) {
  const original = fs[name];
  fs[name] = (file, ...rest) => {
    if (isBelow(name === 'symlinkSync' || name === 'linkSync' ? rest[0] : file) && fails(name)) fail();
    return original(file, ...rest);
  };
}

const { openSync, writeFileSync, closeSync } = fs;

/** Who is killed has made the file, or emptied it. */
function failToOpen(file, flags) {
  if (way === 'killed') openSync(file, flags);
  fail();
}

fs.openSync = (file, flags = 'r', ...rest) => {
  if (flags === 'r' || !isBelow(file)) return openSync(file, flags, ...rest);
  if (fails('openSync')) failToOpen(file, flags);
  const descriptor = openSync(file, flags, ...rest);
  opened.add(descriptor);
  return descriptor;
};
fs.closeSync = (descriptor) => {
  opened.delete(descriptor);
  closeSync(descriptor);
};
fs.writeFileSync = (file, text, options) => {
  if (!isBelow(file)) return writeFileSync(file, text, options);
  if (typeof file !== 'number' && fails('openSync')) failToOpen(file, options?.flag ?? 'w');
  if (fails('writeFileSync')) {
    writeFileSync(file, text.slice(0, text.length / 2), options);
    fail();
  }
  writeFileSync(file, text, options);
};
syncBuiltinESMExports();
