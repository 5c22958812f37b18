import { messageOf } from '../../errors.js';
import type { Lab } from '../../lab/lab.js';
import type { StoreAddress } from '../../lab/stores/url/address.js';
import { describeAddress } from '../../lab/stores/url/describe-address.js';
import { formatDuration } from '../../view/duration.js';
import { tryStore } from '../setup/try-store.js';
import { chooseStores } from '../store-choice.js';
import type { Look, Verdict } from './look.js';

/** Whether the embedded stores work, by using them. */
export const embedded: Look = {
  id: 'embedded',
  label: 'Embedded',
  async take(signal) {
    const start = performance.now();
    const { openLab } = await import('../../lab/open.js');
    let lab: Lab | undefined;
    try {
      lab = await openLab({ embedded: true, signal });
      await Promise.all([lab.sql('SELECT count(*) FROM orders'), lab.redisCommand('PING')]);
      const names = [lab.postgres, lab.redis].map(({ product, version }) => `${product} ${version}`);
      const took = formatDuration(performance.now() - start);
      return { status: 'ok', found: `${names.join(' and ')}, ready and asked in ${took}` };
    } catch (error) {
      signal.throwIfAborted();
      const fix = 'Run it again with --debug, and open an issue with what it prints.';
      return { status: 'failed', found: messageOf(error), fix };
    } finally {
      await lab?.close();
    }
  },
};

/** Whether the learner's own stores work, where such are chosen, by the environment or by `setup`. */
export async function ownStores(): Promise<Look[]> {
  try {
    const { postgres, redis, name } = await chooseStores({});
    return [postgres, redis].flatMap((address) => (address ? [ownStore(address, name)] : []));
  } catch (error) {
    const fix = messageOf(error);
    const verdict: Verdict = { status: 'failed', found: 'the choice of them cannot be read', fix };
    return [{ id: 'choice', label: 'Own stores', take: async () => verdict }];
  }
}

function ownStore(address: StoreAddress, name: string): Look {
  return {
    id: address.product,
    label: address.product === 'postgres' ? 'PostgreSQL' : 'Redis',
    async take(signal) {
      try {
        return { status: 'ok', found: await tryStore(address, signal, name) };
      } catch (error) {
        signal.throwIfAborted();
        return { status: 'failed', found: describeAddress(address), fix: messageOf(error) };
      }
    },
  };
}
