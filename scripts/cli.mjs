import { fileURLToPath } from 'node:url';

/** The built program, as a learner runs it. */
export const cli = fileURLToPath(new URL('../dist/src/cli.cjs', import.meta.url));
