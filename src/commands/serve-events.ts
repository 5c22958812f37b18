import { EventEmitter, on } from 'node:events';
import { type ExchangeGroup, observeHttp } from '../lab/http/observe.js';
import type { Lab } from '../lab/lab.js';
import { summaryOf } from '../lesson/current-run.js';
import type { LessonEvent, RequestEvent } from '../lesson/events.js';
import { traceOf } from '../lesson/trace.js';
import { AskedDrinks, drinkOf, watchDrink } from './serve-watch.js';
import type { Session } from './session.js';

/**
 * Listens before each copy of a lab's server and yields every request that comes, until the session ends.
 * Copies listen on `port` and the ports after it, or on free ones.
 */
export async function* serveEvents(
  lab: Lab,
  port: number | undefined,
  session: Session,
): AsyncGenerator<LessonEvent> {
  const groups = new EventEmitter();
  // What comes while another group is being shown waits in here, so that readings do not mix.
  const incoming = on(groups, 'group', { signal: session.signal });

  const copies = [];
  for (const [index, { name }] of lab.servers.entries()) {
    const wanted = port === undefined ? 0 : port + index;
    const observer = await observeHttp(lab, name, wanted, (group) => groups.emit('group', group));
    session.defer(() => observer.close());
    copies.push({ name, url: observer.url });
  }

  const variant = lab.servers[0]?.variant ?? '';
  // Whoever asks a server past its observer would see nothing here.
  lab.announce(copies.map((copy) => ({ ...copy, variant })));
  const drinks = new AskedDrinks();
  const watch = () => lab.watch(drinks.names.map((drink) => watchDrink(variant, drink)));
  watch();
  await lab.snapshot();
  const { postgres, redis } = lab;
  yield { type: 'lab', postgres: summaryOf(postgres), redis: summaryOf(redis) };
  yield { type: 'servers', variant, copies };
  yield { type: 'serving', url: copies[0]?.url ?? '', databaseUrl: postgres.url, redisUrl: redis.url };

  for await (const [group] of incoming as AsyncIterable<[ExchangeGroup]>) {
    const known = drinks.names;
    for (const { path, requestBody } of group.exchanges) drinks.add(drinkOf(path, requestBody) ?? 'latte');
    if (drinks.names.some((drink) => !known.includes(drink))) watch();
    const url = copies.find(({ name }) => name === group.copy)?.url ?? '';
    yield* requestEvents(group, url, copies.length, lab);
  }
}

/** Requests that overlapped share what crossed the wire: which of them asked cannot be told. */
async function* requestEvents(
  { copy, exchanges, wire }: ExchangeGroup,
  url: string,
  copies: number,
  lab: Lab,
): AsyncGenerator<RequestEvent> {
  const snapshot = await lab.snapshot();
  const trace = traceOf(wire, Math.min(...exchanges.map(({ startMs }) => startMs)));
  for (const [index, { startMs: _, headers, ...exchange }] of exchanges.entries()) {
    yield {
      type: 'request',
      ...exchange,
      headers: { ...headers },
      url: url + exchange.path,
      copy,
      copies,
      repeat: { number: index + 1, of: exchanges.length },
      overlapping: exchanges.length > 1,
      trace,
      ...snapshot,
    };
  }
}
