/**
 * What a client and a store say to each other on one connection: pieces in an order that is possible, `>` from the
 * client and `<` from the store.
 */
export class Talk {
  /** @type {['>' | '<', Buffer][]} */
  pieces = [];
  /** What the tap must have seen of it, in order; what is undefined is not compared. */
  /** @type {{ text?: string, reply?: string }[]} */
  expected = [];

  /** The client says these messages. */
  ask(...messages) {
    for (const message of messages) this.pieces.push(['>', Buffer.from(message)]);
  }

  /** The store says these messages, once it has been asked all that was asked so far. */
  answer(...messages) {
    for (const message of messages) this.pieces.push(['<', Buffer.from(message)]);
  }

  expect(text, reply) {
    this.expected.push({ text, reply });
  }

  /** How many messages it has, in both directions. */
  get messages() {
    return this.pieces.length;
  }
}

/** The same talk with some of its messages changed, doubled, left out, swapped or cut off: anything may follow from it. */
export function spoil(talk, random) {
  const spoilt = new Talk();
  for (const piece of talk.pieces) {
    const [direction, bytes] = piece;
    const how = random.below(60);
    if (how === 0) spoilt.pieces.push([direction, random.mutate(bytes)]);
    else if (how === 1) spoilt.pieces.push([direction, flipped(bytes, random)]);
    else if (how === 2) spoilt.pieces.push([direction, bytes.subarray(0, random.below(bytes.length + 1))]);
    else if (how === 3) spoilt.pieces.push(piece, piece);
    else if (how === 4) spoilt.pieces.push([direction === '>' ? '<' : '>', bytes]);
    else if (how === 5) spoilt.pieces.splice(random.below(spoilt.pieces.length + 1), 0, piece);
    else if (how !== 6) spoilt.pieces.push(piece);
  }
  return spoilt;
}

/** Bytes with one bit turned over. */
function flipped(bytes, random) {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[random.below(copy.length)] ^= 1 << random.below(8);
  return copy;
}

/** Bytes that are nothing, after an opening that may be right. */
export function garbage(opening, random) {
  const talk = new Talk();
  if (random.below(2) === 0) talk.pieces.push(...opening.pieces);
  const count = 1 + random.below(60);
  for (let index = 0; index < count; index++) {
    const bytes = random.below(4) === 0 ? random.pick(traps)(random) : random.bytes(1 + random.below(80));
    talk.pieces.push([random.below(2) === 0 ? '>' : '<', bytes]);
  }
  return talk;
}

const line = (text) => () => Buffer.from(`${text}\r\n`);

/** What is hard on a reader that trusts what it is told: lengths that never come, depth, lines without an end. */
const traps = [
  line('*1\r\n$999999999999999'),
  line('*999999999999999\r\n$1\r\na'),
  line('$-2'),
  line('*-1'),
  line('$?\r\n;999999999999999'),
  line('%999999999999999'),
  line('*1\r\n'.repeat(600)),
  line('|1\r\n+a\r\n+b\r\n'.repeat(600)),
  line(`"${'\\'.repeat(999)}`),
  line(`"a"'b'`.repeat(2000)),
  (random) => Buffer.alloc(random.below(100_000), 'a'),
  (random) => Buffer.from([81 + random.below(10), 0x7f, 0xff, 0xff, 0xff]),
  (random) => Buffer.from([66 + random.below(10), 0xff, 0xff, 0xff, 0xff]),
  (random) => Buffer.from([80 + random.below(4), 0, 0, 0, random.below(12)]),
  () => Buffer.from([0x42, 0, 0, 0, 12, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
];
