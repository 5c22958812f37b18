import { setFlagsFromString } from 'node:v8';

/**
 * How much a WebAssembly function has to run until V8 compiles it once more, with optimizations; roughly in bytes of
 * code carried out. V8's own limit in Node 20 is a fiftieth of this. A server that opens, answers and ends then
 * spends more time on compiling what it hardly uses again than on all it does; what counts rows gets there soon.
 */
const budget = 100_000_000;

/** Keeps V8 from compiling what a PGlite hardly uses. For those that are opened after it, in the whole process. */
export function tierUpLate(): void {
  setFlagsFromString(`--wasm-tiering-budget=${budget}`);
}
