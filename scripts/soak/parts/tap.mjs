import { openTap } from '../../../src/lab/tap/tap.ts';
import { Random } from '../../../src/lab/tap/testing/random.ts';
import { until } from '../../../src/lab/tap/testing/wait.ts';
import { heldBytes } from '../memory.mjs';
import { carry, connectThrough, part } from '../wire/carry.mjs';
import { Disturber } from '../wire/disturber.mjs';
import { observesAlike } from '../wire/observes-alike.mjs';
import { postgresOpening, postgresTalk } from '../wire/postgres.mjs';
import { heldForPromises } from '../wire/promised-lengths.mjs';
import { redisOpening, redisTalk } from '../wire/redis.mjs';
import { garbage, spoil } from '../wire/talk.mjs';
import { Upstream } from '../wire/upstream.mjs';

const talks = {
  postgres: { opening: postgresOpening, right: postgresTalk },
  redis: { opening: redisOpening, right: redisTalk },
};
const atOnce = 16;
/** How much more may be held after all conversations than after a tenth of them. */
const growthBytes = 16 * 2 ** 20;
/** What a tap may hold for a value whose length was only promised; it keeps the first 64 KiB of a value. */
const heldForPromiseBytes = 256 * 1024;

/** Right, spoilt and senseless conversations through the tap of either store, several at once. */
export async function run(soak) {
  const messages = soak.short ? 25_000 : 500_000;
  for (const store of ['postgres', 'redis']) await converse(soak, store, messages);
}

async function converse(soak, store, total) {
  const upstream = await Upstream.open();
  const tap = openTap({ store, upstream: upstream.address });
  const events = new Map();
  tap.subscribe(({ connection, text, reply }) => events.get(connection)?.push({ text, reply }));
  const ports = { calm: (await tap.listen('calm')).port, disturbed: (await tap.listen('disturbed')).port };
  const disturber = new Disturber(tap, 'disturbed', new Random(soak.seedNumber));
  const start = performance.now();
  let connection = 0;
  let messages = 0;
  let before;
  let opening = Promise.resolve();

  async function oneAfterTheOther() {
    while (messages < total && soak.failures.length < 5) {
      const number = ++connection;
      const random = new Random((soak.seedNumber + number * 2_654_435_761) % 2 ** 32);
      const { kind, talk } = makeTalk(store, random);
      messages += talk.messages;
      const port = talk.messages < 200 && random.below(30) === 0 ? ports.disturbed : ports.calm;
      // One at a time, so that the two ends of a connection and its number at the tap belong together.
      const connected = opening.then(() => connectThrough(port, upstream));
      opening = connected;
      try {
        const { client, store: end } = await connected;
        const seen = [];
        events.set(number, seen);
        await carry(talk, client, end, random);
        if (kind === 'right') await expectSeen(talk, seen);
        await part(client, end, random);
        if (!observesAlike(store, talk, random))
          throw new Error('read differently when it is cut differently');
      } catch (error) {
        soak.failed(`${store}, conversation ${number}, ${kind}`, error.message);
      }
      events.delete(number);
      soak.tried(`${store}: messages of ${kind} conversations`, talk.messages);
      if (messages > total / 10) before ??= await heldBytes();
    }
  }

  try {
    await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
    await disturber.stop();
    const seconds = (performance.now() - start) / 1000;
    soak.tried(`${store}: conversations`, connection);
    soak.tried(`${store}: conversations that the tap gave up reading`, tap.unobserved);
    soak.tried(`${store}: messages per second`, Math.round(messages / seconds));
    const held = await heldForPromises(store, talks[store].opening(new Random(1)), ports.calm, upstream);
    soak.tried(`${store}: KB held for a promised length`, Math.max(0, Math.round(held / 1024)));
    if (held > heldForPromiseBytes) soak.failed(`${store}: promised lengths`, `${held} bytes held for each`);
    await until('nothing is pending', () => tap.pending === 0);
    const growth = (await heldBytes()) - before;
    soak.tried(`${store}: KB held more than after a tenth`, Math.max(0, Math.round(growth / 1024)));
    if (growth > growthBytes) soak.failed(`${store}: memory`, `${growth} bytes more than after a tenth`);
  } finally {
    await disturber.stop();
    await tap.close();
    upstream.close();
  }
}

/** A third each is right, spoilt, and (shorter) garbage. */
function makeTalk(store, random) {
  const { opening, right } = talks[store];
  const length = random.below(20) === 0 ? random.below(1000) : random.below(60);
  const kind = random.pick(['right', 'spoilt', 'senseless']);
  if (kind === 'right') return { kind, talk: right(random, length) };
  if (kind === 'spoilt') return { kind, talk: spoil(right(random, length), random) };
  return { kind, talk: garbage(opening(random), random) };
}

/** Waits until all has been seen that is in the talk; throws when it was seen differently. */
async function expectSeen({ expected }, seen) {
  await until(`${expected.length} events are seen`, () => seen.length >= expected.length);
  expected.forEach(({ text, reply }, index) => {
    const event = seen[index];
    if ((text ?? event.text) === event.text && (reply ?? event.reply) === event.reply) return;
    throw new Error(`event ${index} is ${event.text} → ${event.reply} instead of ${text} → ${reply}`);
  });
  if (seen.length > expected.length) throw new Error(`${seen.length} events instead of ${expected.length}`);
}
