import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { environmentOf } from './machine.mjs';
import { assertMatch, assertQuiet, run } from './run.mjs';

/** Every check of the packed package with one version of Node and npm; `directory` is empty before. */
export async function proveWith(machine, { root, tarball, registry, directory, tally }) {
  const { name, node, npm, npx } = machine;
  const home = path.join(directory, 'home');
  const env = environmentOf({ home, programs: machine.plainPath, registry });
  const withRedis = { ...env, PATH: machine.redisPath };
  mkdirSync(path.join(directory, 'empty'));
  const emptyDirectory = () => mkdtempSync(path.join(directory, 'empty', 'x-'));
  const withTarball = () => {
    const cwd = emptyDirectory();
    copyFileSync(tarball, path.join(cwd, 'x.tgz'));
    return cwd;
  };

  for (const options of [[], ['--ignore-scripts']]) {
    await tally.check(`${name}: ${['npm install', ...options].join(' ')} ./x.tgz`, async () => {
      const cwd = withTarball();
      assertQuiet(await run(node, [npm, 'install', ...options, './x.tgz'], { cwd, env }));
      const installed = assertTested(root, cwd);
      assertMatch(
        await run(path.join(cwd, 'node_modules/.bin/cache-tutorial'), ['list'], { cwd, env }),
        /^ 1 /m,
      );
      return `${installed} packages, ${megabytes(path.join(cwd, 'node_modules'))} MB`;
    });
  }

  await tally.check(`${name}: npx -y ./x.tgz list`, async () => {
    const output = await run(node, [npx, '-y', './x.tgz', 'list'], { cwd: withTarball(), env });
    assertQuiet(output);
    assertMatch(output, /^ 1 /m);
  });
  const lesson = async (number, environment, banner) => {
    const args = ['-y', 'cache-tutorial', 'lesson', number, '--plain'];
    const output = await run(node, [npx, ...args], { cwd: emptyDirectory(), env: environment });
    assertQuiet(output);
    assertMatch(output, /the end: all \d+ expectations held/);
    assertMatch(output, banner);
    const sessions = readdirSync(path.join(home, '.cache/cache-tutorial/sessions'));
    if (sessions.length > 0) throw new Error(`sessions were left behind: ${sessions.join(', ')}`);
  };
  await tally.check(`${name}: npx -y cache-tutorial lesson 1 --plain, nothing prepared`, () =>
    lesson('1', env, /PostgreSQL \S+ \(embedded\)/),
  );
  await tally.check(`${name}: npx -y cache-tutorial lesson 3 --plain, no redis-server`, () =>
    lesson('3', env, /Redis \S+ \(embedded\)/),
  );
  await tally.check(`${name}: npx -y cache-tutorial lesson 3 --plain, with redis-server`, () => {
    if (!machine.redisPath) throw new Error('There is no redis-server on PATH: install one to prove this.');
    return lesson('3', withRedis, /\(local program\)/);
  });
  await tally.check(`${name}: npx -y cache-tutorial load, with what is bundled for it`, async () => {
    const args = ['-y', 'cache-tutorial', 'load', 'cache', 'no-cache', '--seconds', '1', '--plain'];
    const output = await run(node, [npx, ...args], { cwd: emptyDirectory(), env });
    assertQuiet(output);
    assertMatch(output, /requests answered per second/);
  });
  await tally.check(`${name}: npx cache-tutorial list, in the clone`, async () => {
    const inClone = { ...env, PATH: [env.PATH, process.env.PATH].join(path.delimiter) };
    assertMatch(await run(node, [npx, 'cache-tutorial', 'list'], { cwd: root, env: inClone }), /^ 1 /m);
  });
}

/**
 * Throws unless the packages that we name are there in the versions that we tested, and nothing that only
 * developers need. Returns how many packages there are.
 */
function assertTested(root, cwd) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(path.join(cwd, 'node_modules/.package-lock.json'), 'utf8'));
  const versionOf = (name) => packages[`node_modules/${name}`]?.version;
  const wrong = [
    ...Object.entries(dependencies)
      .filter(([name, wanted]) => versionOf(name) !== wanted.split('@').at(-1))
      .map(([name, wanted]) => `${name} is ${versionOf(name)} instead of ${wanted}`),
    ...Object.keys(devDependencies)
      // esbuild bundles for us, and is also what tsx runs on.
      .filter((name) => name !== 'esbuild' && versionOf(name))
      .map((name) => `${name} is only for developers`),
  ];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return Object.keys(packages).length;
}

function megabytes(directory) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce(
    (sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size,
    0,
  );
  return (bytes / 1e6).toFixed(1);
}
