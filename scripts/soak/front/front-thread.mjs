import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The front that is tried, in a thread of its own. */
export class FrontThread {
  /** Why it has died, if it has. */
  died;
  #worker = new Worker(new URL('./front-worker.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { stackSizeMb: 16 },
  });

  static async start() {
    const thread = new FrontThread();
    thread.#worker.on('error', (error) => {
      thread.died = error.stack;
    });
    [thread.port] = await once(thread.#worker, 'message');
    return thread;
  }

  /** What it holds in memory, in bytes, without the engine's own. */
  async heldBytes() {
    this.#worker.postMessage('held');
    const [bytes] = await once(this.#worker, 'message');
    return bytes;
  }

  async close() {
    if (this.died) return;
    const exit = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await exit;
  }
}
