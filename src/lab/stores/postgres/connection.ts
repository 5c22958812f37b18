import type { Socket } from 'node:net';
import { ClientReader, maxBufferedBytes, ProtocolViolation } from './client-reader.js';
import { fatalError } from './messages.js';
import type { Session } from './session.js';
import { parseStartup, type SessionPacket } from './startup.js';

/** What a connection asks of the front. */
export interface ConnectionEvents {
  /** The client has introduced itself. */
  introduced(packet: SessionPacket): void;
  /** More messages have come, or the last ones; or the client has taken what it was sent, and can be sent more. */
  arrived(): void;
  /** The connection is gone. */
  closed(): void;
}

/** A client's socket: cuts what comes into messages, and sees to the startup before there is a session. */
export class Connection {
  /** From the moment the client is let in. */
  session: Session | undefined;
  readonly #reader = new ClientReader();
  #introduced = false;
  #ended = false;

  constructor(
    private readonly socket: Socket,
    private readonly events: ConnectionEvents,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#end());
    socket.on('drain', () => {
      if (this.session) events.arrived();
    });
    // What matters follows as `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => events.closed());
  }

  /** Whether the client has yet to take what it was sent. */
  get congested(): boolean {
    return this.socket.writableNeedDrain;
  }

  send(bytes: Buffer): void {
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** Ends the connection, after an error if there is one to tell, once what was sent has left. */
  close(error?: Buffer): void {
    this.#ended = true;
    if (!this.socket.writable) this.socket.destroy();
    else if (error === undefined) this.socket.end(() => this.socket.destroy());
    else this.socket.end(error, () => this.socket.destroy());
  }

  /** Takes in the messages that came before there was a session. */
  begin(session: Session): void {
    this.session = session;
    this.#read();
  }

  #receive(chunk: Buffer): void {
    if (this.#ended) return;
    this.#reader.push(chunk);
    this.#read();
  }

  #end(): void {
    if (this.session === undefined) this.close();
    else {
      this.session.inbox.end();
      this.events.arrived();
    }
  }

  #read(): void {
    try {
      if (!this.#introduced) this.#introduce();
      if (this.session !== undefined) this.#takeIn(this.session);
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
      this.close(fatalError('08P01', error.message));
    }
  }

  #takeIn(session: Session): void {
    for (let message = this.#reader.next(); message; message = this.#reader.next()) {
      session.inbox.push(message);
    }
    if (this.#reader.buffered + session.inbox.bytes <= maxBufferedBytes) this.events.arrived();
    else this.close(fatalError('54000', 'more data than the embedded PostgreSQL holds for one connection'));
  }

  #introduce(): void {
    const packet = this.#reader.next();
    if (packet === undefined) return;
    const startup = parseStartup(packet.bytes);
    if (startup.kind === 'encryption') {
      this.send(Buffer.from('N'));
      this.#introduce();
    } else if (startup.kind === 'cancel') {
      // One query runs at a time and cannot be stopped: there is nothing to answer.
      this.close();
    } else {
      this.#introduced = true;
      this.#reader.startupDone();
      this.events.introduced(startup);
    }
  }
}
