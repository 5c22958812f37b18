import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configFile, forgetConfig, readConfig, saveConfig } from './config.js';
import type { Config } from './config-content.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'config-'));
  vi.stubEnv('XDG_CONFIG_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const directory = () => path.dirname(configFile());

function place(text: string): void {
  mkdirSync(directory(), { recursive: true });
  writeFileSync(configFile(), text);
}

const config: Config = {
  version: 1,
  name: 'anna',
  postgres: { url: 'postgres://anna:geheim@db.example.com/shop', caFile: '/ca.pem' },
  redis: 'embedded',
};

test('what is saved is read back, and nobody else can read it', async () => {
  expect(readConfig()).toEqual({ version: 1 });
  await saveConfig(config);
  expect(readConfig()).toEqual(config);
  expect(statSync(configFile()).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory())).toEqual(['config.json']);
});

test('a file that others could read is closed to them when it is replaced', async () => {
  place('{"version":1}');
  chmodSync(configFile(), 0o644);
  await saveConfig(config);
  expect(statSync(configFile()).mode & 0o777).toBe(0o600);
});

test('settings are replaced as a whole, and can be forgotten, also twice', async () => {
  await saveConfig(config);
  await saveConfig({ version: 1, redis: { url: 'redis://cache.example.com/5' } });
  expect(readConfig()).toEqual({ version: 1, redis: { url: 'redis://cache.example.com/5' } });
  forgetConfig();
  forgetConfig();
  expect(readConfig()).toEqual({ version: 1 });
});

test.each([
  ['{"version":1,"postgres":', 'damaged'],
  ['[]', 'damaged'],
  ['{"version":1,"postgres":"elsewhere"}', 'damaged'],
  ['{"version":1,"redis":{"caFile":"/ca.pem"}}', 'damaged'],
  ['{"version":1,"name":5}', 'damaged'],
  ['{"version":2,"postgres":{"host":"db"}}', 'newer'],
])(
  '%s is %s: it counts as none, is reported, and is kept aside when something is saved',
  async (text, why) => {
    place(text);
    const reports: string[] = [];
    const report = (message: string) => reports.push(message);
    expect(readConfig(report)).toEqual({ version: 1 });
    expect(readFileSync(configFile(), 'utf8')).toBe(text);
    await saveConfig(config, report);
    expect(readConfig()).toEqual(config);
    expect(reports).toEqual([expect.stringContaining(why), expect.stringContaining(why)]);
    const aside = readdirSync(directory()).find((name) => name !== 'config.json');
    expect(readFileSync(path.join(directory(), aside ?? ''), 'utf8')).toBe(text);
  },
);

test('a directory that cannot be made is said with what to do', async () => {
  writeFileSync(path.join(home, 'cache-tutorial'), 'a file');
  await expect(saveConfig(config)).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/could not be saved: .*Make .* writable/),
  });
});
