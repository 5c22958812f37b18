import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lab } from '../lab.js';
import type { WireEvent } from '../tap/event.js';
import { listenOn } from './listen.js';
import { type Exchange, passOn } from './proxy.js';
import { untilQuiet } from './quiet.js';
import { recordWire, type WireRecord } from './wire.js';

/**
 * Requests that overlapped in time, and all that their copy asked of the stores meanwhile and until it was
 * quiet again. Which of several requests a statement belongs to cannot be seen from outside.
 */
export interface ExchangeGroup {
  /** The copy that was asked. */
  readonly copy: string;
  /** By the time of their answers; one, unless requests overlapped. */
  readonly exchanges: readonly Exchange[];
  /** By start. */
  readonly wire: readonly WireEvent[];
}

export interface HttpObserver {
  /** Where to send requests: `http://127.0.0.1:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Listens on a port of 127.0.0.1 (a free one for 0), passes every request on to a copy of the lab's server,
 * and calls back with what happened. The copy may be restarted, also as another variant, meanwhile.
 * Rejects with a TutorialError when the port cannot be had.
 */
export async function observeHttp(
  lab: Pick<Lab, 'servers' | 'taps'>,
  copy: string,
  port: number,
  onGroup: (group: ExchangeGroup) => void,
): Promise<HttpObserver> {
  const taps = [lab.taps.postgres, lab.taps.redis];
  let group: { record: WireRecord; exchanges: Exchange[] } | undefined;
  let active = 0;

  async function report(): Promise<void> {
    await untilQuiet(taps);
    // Another request has come: it joins the group. Or the group was reported in the meantime.
    if (active > 0 || !group) return;
    const { record, exchanges } = group;
    group = undefined;
    const wire = record.end().filter(({ source }) => source === copy);
    if (exchanges.length > 0) onGroup({ copy, exchanges, wire });
  }

  const server = createServer(async (request, response) => {
    group ??= { record: recordWire(taps), exchanges: [] };
    active++;
    const target = lab.servers.find(({ name }) => name === copy)?.url;
    const exchange = await passOn(request, response, `Server ${copy}`, target);
    if (exchange) group.exchanges.push(exchange);
    active--;
    await report();
  });
  await listenOn(server, port);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      group?.record.end();
    },
  };
}
