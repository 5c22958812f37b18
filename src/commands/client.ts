import { environmentError, usageError } from '../errors.js';
import { type Client, openClient } from '../lab/client.js';
import type { RunningLab } from '../lab/owner.js';
import { runningLabs } from '../lab/running-labs.js';
import { withPassword } from '../lab/stores/url/edit-url.js';
import { chooseStores } from './store-choice.js';

/**
 * Opens psql or redis-cli, connected to what runs in another terminal: to the newest, or to that of a process.
 * Returns the client's exit code. Rejects with a TutorialError when nothing runs, or the client is not installed.
 */
export async function clientCommand(
  client: Client,
  args: readonly string[],
  { pid }: { pid?: number },
): Promise<number> {
  const lab = choose(client, runningLabs(), pid);
  return openClient(client, await loginOf(lab, client), args);
}

/** What runs tells no password: it is known from the settings, where the store is the learner's own. */
async function loginOf(lab: RunningLab, client: Client): Promise<string> {
  const [url, isOwn] = client === 'psql' ? [lab.databaseUrl, lab.ownPostgres] : [lab.redisUrl, lab.ownRedis];
  if (!isOwn) return url;
  const { postgres, redis } = await chooseStores({});
  const password = (client === 'psql' ? postgres : redis)?.password;
  return password === undefined ? url : withPassword(url, password);
}

function choose(client: Client, labs: readonly RunningLab[], pid: number | undefined): RunningLab {
  const [newest] = labs;
  if (!newest) {
    throw environmentError(
      `Nothing runs that ${client} could be connected to: start \`cache-tutorial lesson 1\` or ` +
        '`cache-tutorial serve cache` in another terminal.',
    );
  }
  if (pid !== undefined) {
    const wanted = labs.find((lab) => lab.pid === pid);
    if (wanted) return wanted;
    throw usageError(
      `Process ${pid} runs nothing of the tutorial. There are: ${labs.map(named).join(', ')}.`,
    );
  }
  if (labs.length > 1) {
    const others = labs.slice(1).map((lab) => `--pid ${named(lab)}`);
    process.stderr.write(
      `cache-tutorial: ${client} opens ${newest.command}, the newest. The others: ${others.join(', ')}.\n`,
    );
  }
  return newest;
}

const named = ({ pid, command }: RunningLab) => `${pid} (${command})`;
