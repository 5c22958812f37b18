// A front with an engine of its own on an empty database, in a thread with the stack that the product's has. Tells its
// port, and what it holds when it is asked.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';
import { heldBytes } from '../memory.mjs';

register();
const { startFront } = await import('../../../src/lab/stores/postgres/testing/start-front.ts');

const front = await startFront(5000);
parentPort.postMessage(front.port);
parentPort.on('message', async (wish) => {
  if (wish === 'held') parentPort.postMessage(await heldBytes());
  else {
    await front.close();
    parentPort.close();
  }
});
