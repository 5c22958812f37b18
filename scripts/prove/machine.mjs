import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** The versions of Node that we support, each with the npm that its installer brings. */
const versions = [
  { node: '20.19', npm: '10' },
  { node: '22', npm: '10' },
  { node: '24', npm: '11' },
  { node: '26', npm: '11' },
];

/**
 * Installs every version of Node and npm into `directory`, from the registry, and makes two folders of
 * programs for each: with and without a `redis-server`. Resolves with where they are.
 */
export async function installNodes(directory) {
  mkdirSync(directory, { recursive: true });
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const wanted = versions.flatMap(({ node, npm }) => [
    `node-${node}@npm:${nodePackage}@${node}`,
    `npm-${npm}@npm:npm@${npm}`,
  ]);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--force'];
  const unique = [...new Set(wanted)];
  await run('npm', ['install', ...options, ...unique], { cwd: directory, env: process.env });
  return versions.map(({ node, npm }) => {
    const modules = path.join(directory, 'node_modules');
    const binary = path.join(modules, `node-${node}`, 'bin/node');
    const npmBin = path.join(modules, `npm-${npm}`, 'bin');
    const programs = { node: binary, sh: find('sh') };
    const redis = find('redis-server') ?? find('valkey-server');
    return {
      name: `Node ${execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim().slice(1)}, npm ${npm}`,
      node: binary,
      npm: path.join(npmBin, 'npm-cli.js'),
      npx: path.join(npmBin, 'npx-cli.js'),
      plainPath: folderOf(path.join(directory, `plain-${node}`), programs),
      redisPath:
        redis && folderOf(path.join(directory, `redis-${node}`), { ...programs, 'redis-server': redis }),
    };
  });
}

/**
 * The environment of somebody with an empty home directory: of ours only what reaching the registry
 * needs, so that no setting of this machine makes a warning, or hides one.
 */
export function environmentOf({ home, programs, registry }) {
  mkdirSync(home, { recursive: true });
  const env = {
    HOME: home,
    PATH: programs,
    npm_config_registry: registry,
    npm_config_update_notifier: 'false',
  };
  for (const key of ['cafile', 'proxy', 'https-proxy', 'noproxy']) {
    const value = npmConfig(key);
    if (value !== '' && value !== 'null' && value !== 'undefined')
      env[`npm_config_${key.replace('-', '_')}`] = value;
  }
  return env;
}

/** A setting of npm as it is here. */
export function npmConfig(key) {
  return execFileSync('npm', ['config', 'get', key], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function find(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

function folderOf(folder, programs) {
  mkdirSync(folder);
  for (const [name, target] of Object.entries(programs)) symlinkSync(target, path.join(folder, name));
  return folder;
}
