import type { Failure } from './exercise.js';

/**
 * A request to the learner's server that was not answered as HTTP: it hung, hung up, died or sent what no
 * check can judge. The check that ran has failed, for this reason.
 */
export class ServerTrouble extends Error {
  override readonly name = 'ServerTrouble';

  constructor(
    readonly failure: Failure,
    /** Whether the copies have to be started again for the next check. */
    readonly restart: boolean,
  ) {
    super(failure.got);
  }
}

/**
 * The machine was too busy, or the server too slow, for what was seen to mean anything. The grader says so
 * rather than judge by it.
 */
export class NotJudged extends Error {
  override readonly name = 'NotJudged';
}

/** What went wrong with a request, and to which. */
export interface TroubleFacts {
  /** The request in one line, `GET /orders?x=1`, and as a `curl` line. */
  readonly request: string;
  readonly curl: string;
  /** `A` or `B`. */
  readonly copy: string;
  /** The end of the server's output. */
  readonly output: string;
}

const anAnswer = (request: string) => `an HTTP answer to \`${request}\``;

export function noAnswer({ request, curl, copy, output }: TroubleFacts, waitedMs: number): ServerTrouble {
  return new ServerTrouble(
    {
      mistake: 'your server does not answer',
      expected: anAnswer(request),
      got: `copy ${copy} accepted the request and had sent no complete answer ${Math.round(waitedMs / 1000)} s later.${tail(output)}`,
      why: 'A client that waits for an answer holds a connection, and gives up in the end.',
      tryThis:
        'Look for a way through your handler that sends no answer: a promise that nobody awaits, a client ' +
        'taken from the pool and not given back, a `return` before the answer.',
      reproduce: [`${curl} --max-time ${Math.round(waitedMs / 1000)}`],
    },
    true,
  );
}

export function hungUp({ request, curl, copy, output }: TroubleFacts, how: string): ServerTrouble {
  return new ServerTrouble(
    {
      mistake: 'your server hangs up',
      expected: anAnswer(request),
      got: `copy ${copy} closed the connection before its answer was complete (${how}).${tail(output)}`,
      why: 'The client cannot tell whether anything was done.',
      tryThis: 'Answer also when something fails, with a status of 500, rather than close the connection.',
      reproduce: [curl],
    },
    true,
  );
}

/** `when` it ended: before the request came, during it, or after its answer. */
export function died(
  { request, curl, copy, output }: TroubleFacts,
  exit: string,
  when: 'before' | 'during' | 'after',
): ServerTrouble {
  return new ServerTrouble(
    {
      mistake: 'a request ends your server',
      expected: `a server that runs on after \`${request}\``,
      got: `copy ${copy} ended ${when} ${when === 'after' ? 'its answer' : 'this request'} (${exit}).${tail(output)}`,
      why: 'One bad request takes the service away from everybody.',
      tryThis:
        'Look at the error in its output, and handle it where it happens; an unhandled one ends the program.',
      reproduce: [curl],
    },
    true,
  );
}

export function notHttp({ request, curl, copy, output }: TroubleFacts, how: string): ServerTrouble {
  return new ServerTrouble(
    {
      mistake: 'the answer is not HTTP',
      expected: anAnswer(request),
      got: `copy ${copy} sent something that cannot be read as HTTP (${how}).${tail(output)}`,
      why: 'No client can read it.',
      tryThis: 'Let your web framework write the answer, and write nothing else to the connection.',
      reproduce: [`${curl} --http0.9 --output - | head -c 300`],
    },
    false,
  );
}

export function tooLong({ request, curl, copy }: TroubleFacts, limitBytes: number): ServerTrouble {
  return new ServerTrouble(
    {
      mistake: 'the answer is far too long',
      expected: `a short JSON answer to \`${request}\``,
      got: `copy ${copy} sent more than ${limitBytes / 1024 ** 2} MB; the rest was not read.`,
      why: 'An answer that grows with the table will fill the memory of the server, and of the cache.',
      tryThis: 'Let PostgreSQL work out the result, and answer with that alone rather than with rows.',
      reproduce: [`${curl} | wc -c`],
    },
    false,
  );
}

/** The end of an output as a Markdown block after a sentence; nothing when there is none. */
export function tail(output: string): string {
  const text = output.trim();
  return text === '' ? '' : `\n\nThe end of its output:\n\n\`\`\`text\n${text}\n\`\`\``;
}
