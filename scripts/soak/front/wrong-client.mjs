import { connect } from 'node:net';
import { garbage, spoil, Talk } from '../wire/talk.mjs';
import { writeSplit } from '../wire/write-split.mjs';
import { asking } from './asking.mjs';
import { front, message, run } from './messages.mjs';

/** Only about liveness. */
const deadlineMs = 60_000;

const opening = new Talk();
opening.ask(front.startup);

/** What no library sends: right in its form, and wrong where it stands or in what it says. */
const odd = [
  () => [message('p', Buffer.from('password\0'))],
  (random) => [message('F', random.bytes(random.below(30)))],
  (random) => [message('B', random.bytes(random.below(60)))],
  (random) => [message('P', random.bytes(random.below(60)))],
  (random) => [message('D', random.bytes(random.below(4))), message('C', random.bytes(random.below(4)))],
  (random) => [message('E', random.bytes(random.below(9))), front.sync],
  (random) => [message('Q', random.bytes(random.below(60)))],
  () => [front.copyData('1\n'), front.copyDone, message('f', Buffer.from('no\0'))],
  () => [
    front.query('COPY wrong FROM STDIN'),
    front.copyData('x\n'),
    message('p', Buffer.from('x\0')),
    front.sync,
  ],
  () => [front.query(`SELECT ${'('.repeat(20_000)}1`)],
  () => [front.query(`SELECT 1${' + 1'.repeat(5000)}`)],
  () => [
    front.parse('', `SELECT ${'$1::text || '.repeat(500)}''`),
    front.bind('', '', ['x']),
    front.execute(''),
    front.sync,
  ],
  () => [
    front.parse('', 'SELECT 1', Array(3000).fill(23)),
    front.bind('', '', Array(3000).fill('1')),
    front.execute(''),
  ],
  () => [front.query('BEGIN'), front.query('DECLARE c CURSOR FOR SELECT 1'), ...run('FETCH c'), front.flush],
  () => [front.query('LISTEN wrong'), front.query("NOTIFY wrong, 'x'"), front.query('UNLISTEN *')],
  () => [front.query('DEALLOCATE ALL'), front.query('DISCARD ALL'), front.query('RESET ALL')],
  () => [front.query('SET work_mem = 100'), front.query("SET DateStyle = 'German'")],
  // After an error everything is passed over, up to the Sync.
  () => [...run('nonsense'), ...Array(200).fill(front.bind('', '', ['1'])), front.sync],
  (random) => [...Array(random.below(300)).fill(front.flush)],
  (random) => [...Array(random.below(300)).fill(front.sync)],
];

/** Makes what a client says that is no right one: `spoilt`, `odd` or `senseless`, with its messages. */
export function wrongTalk(random) {
  const kind = random.pick(['spoilt', 'odd', 'senseless']);
  if (kind === 'senseless') return { kind, talk: garbage(opening, random) };
  const talk = new Talk();
  talk.ask(front.startup);
  const me = { name: 'wrong', number: 0, count: 0, id: 0, prepared: new Set(), set: false };
  for (let left = 1 + random.below(12); left > 0; left--) {
    if (kind === 'odd') talk.ask(...random.pick(odd)(random));
    else for (const { send } of random.pick(asking)(me, random)) talk.ask(...send);
  }
  return { kind, talk: random.below(3) === 0 || kind === 'spoilt' ? spoil(talk, random) : talk };
}

/** Says it all to the front, listens or does not, and leaves in one way or the other. Rejects when it is kept. */
export async function sayAndLeave(port, talk, random) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  if (random.below(10) > 0) socket.resume();
  const bytes = Buffer.concat(talk.pieces.flatMap(([way, piece]) => (way === '>' ? [piece] : [])));
  await writeSplit(socket, bytes, random);
  const how = random.below(3);
  if (how === 0) socket.destroy();
  else if (how === 1) socket.end(front.terminate);
  else socket.end();
  socket.resume();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('the connection of a client that left stays open')),
      deadlineMs,
    );
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
}
