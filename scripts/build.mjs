// Builds dist/: TypeScript by tsc, some files with the packages that they use, and PostgreSQL's data as it is before the
// first table.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleCli, cliFiles } from './build/cli.mjs';
import { bundleFiles } from './build/files.mjs';
import { bundleProgram } from './build/program.mjs';
import { bundlePackagesOfServers } from './build/servers.mjs';
import { buildTemplate } from './build/template.mjs';
import { bundleThreads } from './build/threads.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
process.chdir(root);

rmSync('dist', { recursive: true, force: true });
// TypeScript exports its package.json but not its programs.
const tsc = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
const alone = [...(await bundleFiles()), ...(await bundleThreads()), ...cliFiles];
await bundleProgram({ bodies: await bundleCli(), alone });
await bundlePackagesOfServers();
await buildTemplate('dist/postgres.template');
