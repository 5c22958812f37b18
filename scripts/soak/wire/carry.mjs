import { createConnection } from 'node:net';
import { writeSplit } from './write-split.mjs';

/** Only about liveness: for so long nothing stands still on a busy machine. */
const deadlineSeconds = 60;

/**
 * Has a client and the store behind the tap say a talk to each other, at random split points. Resolves when every byte
 * has passed and both ends are closed; rejects, saying what is wrong, when a byte is missing or another one.
 */
export async function carry(talk, client, store, random) {
  const all = (way) => Buffer.concat(talk.pieces.flatMap(([from, bytes]) => (from === way ? [bytes] : [])));
  const asked = all('>');
  const answered = all('<');
  const reached = collect(store, asked.length);
  const received = collect(client, answered.length);
  await inTime(
    'not every byte has passed',
    () => state(asked, answered, reached, received),
    [
      writeSplit(client, asked, random),
      answerWhenAsked(talk, store, reached, random),
      reached.all,
      received.all,
    ],
    () => reached.count() + received.count(),
  );
  if (!reached.bytes().equals(asked)) throw new Error(`the store got ${difference(reached.bytes(), asked)}`);
  if (!received.bytes().equals(answered))
    throw new Error(`the client got ${difference(received.bytes(), answered)}`);
}

/** Ends a conversation as one side or the other may; resolves when both are closed. */
export async function part(client, store, random) {
  const closed = [client, store].map((socket) => isClosed(socket));
  const [first, second] = random.pick([
    [client, store],
    [store, client],
  ]);
  if (random.below(2) === 0) first.destroy();
  else first.end();
  second.once('end', () => second.end());
  if (second.readableEnded) second.end();
  await inTime('a connection whose other side has ended stays open', () => '', closed);
}

/** A client's connection, and the store's end of it behind the tap. */
export async function connectThrough(port, upstream) {
  const client = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  client.on('error', () => undefined);
  let store;
  await inTime('the store is not reached', () => '', [upstream.next().then((socket) => (store = socket))]);
  return { client, store };
}

/** Not by `once` of node:events, for which an error that comes before would be one of ours. */
function isClosed(socket) {
  return socket.closed || new Promise((resolve) => socket.once('close', resolve));
}

/** Says each answer when what comes before it in the talk has reached the store. */
async function answerWhenAsked(talk, store, reached, random) {
  let due = 0;
  let answers = [];
  for (const [direction, bytes] of talk.pieces) {
    if (direction === '<') answers.push(bytes);
    else {
      await writeSplit(store, Buffer.concat(answers), random);
      answers = [];
      due += bytes.length;
      await reached.atLeast(due);
    }
  }
  await writeSplit(store, Buffer.concat(answers), random);
}

/** What arrives at a socket, up to `length` bytes and whatever may come beyond. */
function collect(socket, length) {
  const chunks = [];
  let count = 0;
  let waiting = [];
  const atLeast = (least) =>
    count >= least ? undefined : new Promise((resolve) => waiting.push({ least, resolve }));
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    count += chunk.length;
    const due = waiting.filter(({ least }) => count >= least);
    waiting = waiting.filter(({ least }) => count < least);
    for (const { resolve } of due) resolve();
  });
  return { atLeast, all: atLeast(length), bytes: () => Buffer.concat(chunks), count: () => count };
}

/** Waits for all of them, for as long as `progress` goes on. */
async function inTime(problem, details, promises, progress = () => 0) {
  let timer;
  const late = new Promise((_, reject) => {
    let seconds = 0;
    let before = 0;
    // Counted one by one, so that those in which this thread did nothing else but compute do not count.
    timer = setInterval(() => {
      seconds = progress() === before ? seconds + 1 : 0;
      before = progress();
      if (seconds === deadlineSeconds) reject(new Error(`${problem} ${details()}`));
    }, 1000);
  });
  try {
    await Promise.race([Promise.all(promises), late]);
  } finally {
    clearInterval(timer);
  }
}

const state = (asked, answered, reached, received) =>
  `(${reached.count()} of ${asked.length} to the store, ${received.count()} of ${answered.length} to the client)`;

function difference(got, expected) {
  const at = got.findIndex((byte, index) => byte !== expected[index]);
  return `${got.length} bytes instead of ${expected.length}, different from byte ${at} on`;
}
