import { Transform } from 'node:stream';
import { ByteReader } from '../../../tap/bytes.js';
import { encodeCommand } from '../../redis/connection.js';
import type { RedisAddress } from '../address.js';
import { impossible, readAndJudge, type Verdicts } from './guard-reader.js';
import { Rules } from './rules.js';

/** How much of a command may be kept until it is judged, in bytes. */
const keptLimit = 512 * 1024;

/**
 * Passes what a client sends to Redis, unchanged, but for commands that `Rules` refuses: in their place goes one that no
 * Redis knows, whose name says why, so that the error comes back in order. It keeps no more of a command than its first
 * words. What Redis would not understand is not passed on, and ends the connection.
 */
export function guard(address: RedisAddress): Transform {
  const input = new ByteReader();
  let chunk: Buffer = Buffer.alloc(0);
  /** Where in the chunk begins what has not been dealt with. */
  let from = 0;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let state: 'judging' | 'passing' | 'dropping' | 'over' = 'judging';

  const dealWith = (to: number) => {
    const bytes = chunk.subarray(from, to);
    from = to;
    if (state === 'passing') stream.push(bytes);
    if (state === 'judging') {
      kept.push(bytes);
      keptBytes += bytes.length;
    }
  };
  const judged = () => {
    const bytes = Buffer.concat(kept);
    kept = [];
    keptBytes = 0;
    return bytes;
  };
  const verdicts: Verdicts = {
    begin() {
      dealWith(input.offset);
      state = 'judging';
    },
    pass() {
      dealWith(input.offset);
      stream.push(judged());
      state = 'passing';
    },
    replace(bytes) {
      judged();
      stream.push(bytes);
      state = 'dropping';
    },
  };
  const reading = readAndJudge(input, new Rules(address), verdicts);
  const stream = new Transform({
    transform(next: Buffer, _, done) {
      if (state === 'over') return done();
      chunk = next;
      from = 0;
      input.feed(chunk, 0);
      try {
        reading.next();
        dealWith(chunk.length);
        if (keptBytes > keptLimit) throw new Error('too long a command');
      } catch {
        state = 'over';
        // Redis answers both before it ends the connection; at the end of what it is sent it would drop its answers.
        stream.push(
          Buffer.concat([impossible('(not passed on: this is no command)'), encodeCommand(['QUIT'])]),
        );
      }
      done();
    },
  });
  return stream;
}
