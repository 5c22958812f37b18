// Builds dist/: TypeScript by tsc, some files with the packages that they use, and PostgreSQL's data as it is before the
// first table.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleCli } from './build/cli.mjs';
import { bundleFiles } from './build/files.mjs';
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
await bundleFiles();
await bundleThreads();
await bundleCli();
await bundlePackagesOfServers();
await buildTemplate('dist/postgres.template');
