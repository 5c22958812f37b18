import type { Clip } from '../bytes.js';
import {
  backlogLimit,
  type Exchange,
  type ExchangeLog,
  type RequestContent,
  Unreadable,
} from '../exchange.js';
import { Queue } from '../queue.js';
import { brief, isError } from './brief.js';
import { Handshake } from './handshake.js';
import { written } from './quote.js';
import type { Reply } from './read-replies.js';
import type { Command } from './read-requests.js';
import { Subscriptions } from './subscriptions.js';

/** A command that waits for its reply; without an exchange, it becomes no event. */
interface Waiting {
  readonly name: string;
  readonly argumentCount: number;
  readonly exchange: Exchange | undefined;
  /** How many replies are still to come, once the first has. */
  left?: number;
}

/** After these the server sends as it likes. */
const endless = new Set(['MONITOR', 'SYNC', 'PSYNC']);

/** Matches replies with commands: the server answers in order. */
export class Commands {
  readonly #waiting = new Queue<Waiting>();
  readonly #handshake = new Handshake();
  readonly #subscriptions = new Subscriptions();
  /** As CLIENT REPLY has it: how many commands get no reply. */
  #unanswered = 0;

  constructor(readonly log: ExchangeLog) {}

  sent(command: Command): void {
    const name = upperCase(command.words[0]) ?? '';
    if (endless.has(name)) throw new Unreadable(`${name} makes replies without end`);
    if (this.#waiting.length >= backlogLimit) throw new Unreadable('too many commands without a reply');
    const argumentCount = command.words.length + command.more - 1;
    const hidden = this.#handshake.hides(name, argumentCount);
    const exchange = {
      startMs: command.startMs,
      content: () => content(command, name),
      reply: '',
      failed: false,
    };
    if (!hidden) this.log.opened(exchange);
    if (this.#isAnswered(name, command)) {
      this.#waiting.push({ name, argumentCount, exchange: hidden ? undefined : exchange });
    } else if (!hidden) {
      exchange.reply = '(no reply)';
      this.log.replied(exchange);
    }
  }

  /** A value of this type begins at this offset of the chunk. A published message answers nothing. */
  replying(type: string, offset: number): void {
    const head = this.#waiting.peek();
    if (!head?.exchange || head.left !== undefined) return;
    if (type === '>' || (type === '*' && this.#subscriptions.any)) return;
    this.log.replying(head.exchange, offset);
  }

  received(reply: Reply): void {
    const head = this.#waiting.peek();
    // Asked before the reply is counted: how many are due depends on the subscriptions there were.
    const due = head?.left ?? this.#subscriptions.repliesTo(head?.name ?? '', head?.argumentCount ?? 0);
    const confirmed = head !== undefined && this.#subscriptions.confirms(reply, head.name);
    if (!head || (!confirmed && this.#subscriptions.isMessage(reply))) return;
    // Within MULTI it is only QUEUED, once.
    head.left = confirmed ? due - 1 : 0;
    if (head.left > 0) return;
    this.#waiting.shift();
    if (head.name === 'RESET') this.#subscriptions.reset();
    if (!head.exchange) return;
    head.exchange.reply = brief(reply);
    head.exchange.failed = isError(reply);
    this.log.replied(head.exchange);
  }

  /** CLIENT REPLY OFF silences the server from that command on, SKIP that and the next; ON is answered. */
  #isAnswered(name: string, { words }: Command): boolean {
    if (name === 'CLIENT' && upperCase(words[1]) === 'REPLY') {
      const mode = upperCase(words[2]);
      if (mode === 'ON') this.#unanswered = 0;
      else if (mode === 'OFF') this.#unanswered = Number.POSITIVE_INFINITY;
      else if (mode === 'SKIP') this.#unanswered = Math.max(2, this.#unanswered);
    }
    const answered = this.#unanswered === 0;
    if (!answered) this.#unanswered--;
    return answered;
  }
}

function upperCase(word: Clip | undefined): string | undefined {
  return word?.bytes.toString('latin1').toUpperCase();
}

function content({ words, more }: Command, name: string): RequestContent {
  const texts: string[] = [];
  const parameters: string[] = [];
  for (const word of words) {
    const { asArgument, asValue } = written(word);
    texts.push(asArgument);
    parameters.push(asValue);
  }
  parameters.shift();
  if (more > 0) texts.push(`… (${more} more arguments)`);
  return { statement: name, text: texts.join(' '), parameters };
}
