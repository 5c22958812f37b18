import { findProgram } from '../../lab/process/find-program.js';
import { programVersion } from '../../lab/process/program-version.js';
import type { Look } from './look.js';

/** Programs that are used where they are there, and what for. */
const uses = [
  ['redis-server', 'lessons run on it'],
  ['valkey-server', 'lessons run on it when there is no redis-server'],
  ['redis-cli', 'for `k` in a lesson and `cache-tutorial redis-cli`'],
  ['psql', 'for `p` in a lesson and `cache-tutorial psql`'],
  ['avn', 'lets `cache-tutorial setup` read the URI of a service at Aiven'],
] as const;

export const programs: readonly Look[] = uses.map(([name, use]) => ({
  id: name,
  label: name,
  async take() {
    const file = findProgram([name]);
    if (file === undefined) return { status: 'note', found: `not installed (${use}); nothing needs it` };
    const version = await programVersion(file);
    if (version !== undefined) return { status: 'ok', found: `${version}, ${file}` };
    return {
      status: 'note',
      found: `${file} does not say its version`,
      fix: `Install ${name} again, or take it off your PATH.`,
    };
  },
}));
