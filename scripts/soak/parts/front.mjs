import pg from 'pg';
import { Random } from '../../../src/lab/tap/testing/random.ts';
import { FrontThread } from '../front/front-thread.mjs';
import { RightClient } from '../front/right-client.mjs';
import { sayAndLeave, wrongTalk } from '../front/wrong-client.mjs';

const rightAtOnce = 4;
const wrongAtOnce = 4;
/** How much more may be held after all messages than after a tenth of them, by the front and by the engine. */
const growthBytes = 16 * 2 ** 20;

/** Clients that do everything right, and get right answers, among clients that do not. */
export async function run(soak) {
  const total = soak.short ? 15_000 : 1_000_000;
  const front = await FrontThread.start();
  const start = performance.now();
  let number = 0;
  let messages = 0;
  let before;
  const goesOn = () => messages < total && soak.failures.length < 5 && !front.died;
  const count = (what, times) => {
    messages += times;
    soak.tried(what, times);
  };

  /** Right clients, one after the other; each asks for a few hundred things. */
  async function rightOnes() {
    while (goesOn()) {
      const own = ++number;
      const client = new RightClient(front.port, own, randomOf(soak, own));
      try {
        await client.begin();
        for (let left = 300; left > 0 && goesOn(); left--) {
          const sent = client.sent;
          await client.ask();
          messages += client.sent - sent;
        }
      } catch (error) {
        soak.failed(`right client ${own}`, error.message);
      }
      client.end();
      soak.tried('messages of right clients', client.sent);
      soak.tried('messages that right clients were answered and compared', client.compared);
    }
  }

  async function wrongOnes() {
    while (goesOn()) {
      const own = ++number;
      const random = randomOf(soak, own);
      const { kind, talk } = wrongTalk(random);
      try {
        await sayAndLeave(front.port, talk, random);
      } catch (error) {
        soak.failed(`${kind} client ${own}`, error.message);
      }
      count(`messages of ${kind} clients`, talk.messages);
      if (messages > total / 10) before ??= await held(front);
    }
  }

  try {
    await Promise.all([
      ...Array.from({ length: rightAtOnce }, rightOnes),
      ...Array.from({ length: wrongAtOnce }, wrongOnes),
    ]);
    soak.tried('connections', number);
    soak.tried('messages per second', Math.round(messages / ((performance.now() - start) / 1000)));
    if (front.died) throw new Error(front.died);
    const after = await held(front);
    for (const what of before ? ['front', 'engine'] : []) {
      const growth = after[what] - before[what];
      soak.tried(`KB held by the ${what} more than after a tenth`, Math.max(0, Math.round(growth / 1024)));
      if (growth > growthBytes)
        soak.failed(`memory of the ${what}`, `${growth} bytes more than after a tenth`);
    }
    if (after.prepared !== '0') soak.failed('prepared statements', `${after.prepared} are left`);
  } finally {
    await front.close();
  }
}

const randomOf = (soak, number) => new Random((soak.seedNumber + number * 2_654_435_761) % 2 ** 32);

/** What the front and the engine hold, in bytes, and how many statements are prepared. */
async function held(front) {
  const client = new pg.Client({ host: '127.0.0.1', port: front.port, user: 'look' });
  await client.connect();
  const { rows } = await client.query(`SELECT
    (SELECT sum(total_bytes) FROM pg_backend_memory_contexts) AS bytes,
    (SELECT count(*) FROM pg_prepared_statements) AS prepared`);
  await client.end();
  return { front: await front.heldBytes(), engine: Number(rows[0].bytes), prepared: rows[0].prepared };
}
