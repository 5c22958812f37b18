import { setFlagsFromString } from 'node:v8';

/**
 * How much a WebAssembly function has to run until V8 compiles it once more, with optimizations: roughly, in bytes of
 * code carried out. V8's own 1.8 million, in Node 20, is reached by much that PGlite does only while it opens; the
 * functions that go through the rows reach this one, too, with the first count.
 */
const budget = 300_000_000;

/**
 * Keeps V8 from compiling what a PGlite hardly uses, and from validating what it does not use at all: a function is
 * looked at when it is called first. For those that are opened after it, in the whole process.
 */
export function compileLess(): void {
  setFlagsFromString(`--wasm-tiering-budget=${budget}`);
  setFlagsFromString('--wasm-lazy-validation');
}
