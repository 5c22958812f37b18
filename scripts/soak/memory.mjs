import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** What this thread holds on to, in bytes: JavaScript's heap and the buffers beside it, after a collection. */
export async function heldBytes() {
  collect();
  // Buffers that were collected are only counted off by another thread, and at the next collection.
  await sleep(50);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
