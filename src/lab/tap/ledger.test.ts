import { expect, test } from 'vitest';
import type { WireEvent } from './event.js';
import { Holds } from './hold.js';
import { Ledger } from './ledger.js';

const identity = { store: 'redis', source: 'A', connection: 1 } as const;

function setUp() {
  const events: WireEvent[] = [];
  const emit = (event: WireEvent) => events.push(event);
  return { events, ledger: new Ledger({ identity, holds: new Holds(), emit }, () => undefined) };
}

function request(text: string) {
  const content = () => ({ text, statement: 'GET', parameters: [] });
  return { startMs: 0, content, reply: 'OK', failed: false };
}

test('what was taken before a reply was complete has nothing to do with it', () => {
  const { ledger, events } = setUp();
  const get = request('GET a');
  ledger.opened(get);
  const before = ledger.takeComplete();
  ledger.replied(get);
  const after = ledger.takeComplete();
  ledger.delivered(before);
  expect(events).toEqual([]);
  expect(ledger.pending).toBe(1);
  ledger.delivered(after);
  expect(events.map(({ text, reply }) => `${text} → ${reply}`)).toEqual(['GET a → OK']);
  expect(ledger.pending).toBe(0);
});

test('when the client is gone, nothing is pending', () => {
  const { ledger } = setUp();
  const [answered, waiting] = [request('GET a'), request('GET b')];
  ledger.opened(answered);
  ledger.opened(waiting);
  ledger.replied(answered);
  ledger.noMoreDeliveries();
  expect(ledger.pending).toBe(0);
});
