import { Talk } from './talk.mjs';

/** A conversation with Redis as it should be, of about `length` commands. */
export function redisTalk(random, length) {
  const talk = redisOpening(random);
  for (let id = 1; id <= length; id++) {
    if (talk.pushes && random.below(8) === 0) talk.answer('>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\nnews\r\n');
    random.pick(exchanges)(talk, id, random);
  }
  return talk;
}

/** What a client library says first; half of them speak RESP3. */
export function redisOpening(random) {
  const talk = new Talk();
  talk.pushes = random.below(2) === 0;
  if (talk.pushes) {
    talk.ask(command('HELLO', '3'));
    talk.answer('%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n');
  }
  return talk;
}

const command = (...words) => Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...words.map(bulk)]);

function bulk(word) {
  const bytes = Buffer.from(word);
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
}

/** One kind of command each, with its reply. */
const exchanges = [
  (talk, id) => {
    talk.ask(command('GET', `k${id}`));
    talk.answer(bulk(`v${id}`));
    talk.expect(`GET k${id}`, `"v${id}"`);
  },
  (talk, id) => {
    talk.ask(command('GET', `k${id}`));
    talk.answer(talk.pushes ? '_\r\n' : '$-1\r\n');
    talk.expect(`GET k${id}`, '(nil)');
  },
  (talk, id, random) => {
    talk.ask(command('SET', `k${id}`, random.bytes(random.below(300))));
    talk.answer('+OK\r\n');
    talk.expect(undefined, 'OK');
  },
  (talk, id, random) => {
    if (random.below(40) > 0) return;
    talk.ask(command('SET', `k${id}`, Buffer.alloc(random.below(2_000_000), id)));
    talk.answer('+OK\r\n');
    talk.expect(undefined, 'OK');
  },
  (talk, id) => {
    talk.ask(`INCRBY k${id} "${id}"\r\n`);
    talk.answer(`:${id}\r\n`);
    talk.expect(`INCRBY k${id} ${id}`, `(integer) ${id}`);
  },
  (talk, id) => {
    talk.ask(command('DELL', `k${id}`));
    talk.answer(`-ERR no ${id}\r\n`);
    talk.expect(`DELL k${id}`, `(error) ERR no ${id}`);
  },
  (talk, id, random) => {
    const count = 1 + random.below(50);
    talk.ask(command('LRANGE', `k${id}`, '0', '-1'));
    talk.answer(Buffer.concat([Buffer.from(`*${count + 1}\r\n*0\r\n`), ...Array(count).fill(bulk('one'))]));
    talk.expect(`LRANGE k${id} 0 -1`, `${count + 1} items`);
  },
  (talk, id) => {
    talk.ask(command('MULTI'), command('INCR', `k${id}`), command('EXEC'));
    talk.answer('+OK\r\n', '+QUEUED\r\n', `*1\r\n:${id}\r\n`);
    talk.expect('MULTI', 'OK');
    talk.expect(`INCR k${id}`, 'QUEUED');
    talk.expect('EXEC', '1 item');
  },
  (talk, id) => {
    if (!talk.pushes) return;
    talk.ask(command('HGETALL', `k${id}`));
    talk.answer('|1\r\n+ttl\r\n:1\r\n%2\r\n+a\r\n,1.5\r\n+b\r\n#t\r\n');
    talk.expect(`HGETALL k${id}`, '2 fields');
  },
  (talk, id) => {
    if (!talk.pushes) return;
    talk.ask(command('ECHO', `${id}`));
    talk.answer(`$?\r\n;2\r\nid\r\n;${`${id}`.length}\r\n${id}\r\n;0\r\n`);
    talk.expect(`ECHO ${id}`, `"id${id}"`);
  },
  (talk) => {
    talk.ask(command('PING'));
    talk.answer('+PONG\r\n');
  },
];
