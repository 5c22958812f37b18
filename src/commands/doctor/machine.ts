import { readFileSync } from 'node:fs';
import { messageOf } from '../../errors.js';
import { freePort } from '../../lab/free-port.js';
import { packageRoot } from '../../package-root.js';
import { screenOf } from '../../view/screen.js';
import type { Look } from './look.js';

/** Below this, much of what is drawn has to be cut. */
const comfortable = 60;

export const node: Look = {
  id: 'node',
  label: 'Node',
  async take() {
    const { version, engines } = JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as {
      version: string;
      engines: { node: string };
    };
    const oldest = engines.node.replace('>=', '');
    const found = `${process.versions.node} on ${process.platform} ${process.arch}, cache-tutorial ${version}`;
    if (isAtLeast(process.versions.node, oldest)) return { status: 'ok', found };
    return { status: 'failed', found, fix: `Install Node ${oldest} or newer: https://nodejs.org` };
  },
};

/** Whether a version is this one, `20.19`, or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldest.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

export const terminal: Look = {
  id: 'terminal',
  label: 'Terminal',
  async take() {
    const { stdin, stdout, env } = process;
    const { width, colour, unicode } = screenOf(stdout);
    const shows = `${colour ? 'colours' : 'no colours'}, ${unicode ? 'Unicode' : 'ASCII only'}`;
    if (!stdin.isTTY || !stdout.isTTY) {
      return { status: 'note', found: `none here (${shows}): lessons run as with --plain` };
    }
    const found = `${width} columns, ${shows}, TERM=${env.TERM ?? ''}`;
    if (width >= comfortable) return { status: 'ok', found };
    return { status: 'note', found, fix: `Make it ${comfortable} columns wide or more: pictures need them.` };
  },
};

export const ports: Look = {
  id: 'ports',
  label: 'Ports',
  async take() {
    try {
      await freePort();
      return { status: 'ok', found: 'a free port of 127.0.0.1 can be had' };
    } catch (error) {
      return {
        status: 'failed',
        found: `127.0.0.1 gives no port (${messageOf(error)})`,
        fix: 'Let programs of yours listen on 127.0.0.1: a sandbox or a security program forbids it.',
      };
    }
  },
};
