import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError } from '../../errors.js';
import { isOwnUser } from '../own-user.js';

const host = '127.0.0.1';
const reopenWithinMs = 2000;

/** A port of this machine that can be shut, so that connections to it are refused, and opened again. */
export class Listener {
  #server: Promise<Server> | undefined;
  #port = 0;

  /** With `ownUserOnly`, programs of other users of this machine are hung up on. */
  constructor(
    readonly accept: (client: Socket) => void,
    readonly ownUserOnly = false,
  ) {}

  get address(): { readonly host: string; readonly port: number } {
    return { host, port: this.#port };
  }

  /** Listens: on any free port the first time, on the same one after that. */
  async open(): Promise<void> {
    this.#server ??= this.#listen();
    await this.#server;
  }

  /** Stops listening. Resolves when the connections that it has accepted have ended too. */
  async shut(): Promise<void> {
    const opening = this.#server;
    this.#server = undefined;
    const server = await opening?.catch(() => undefined);
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  async #admit(client: Socket): Promise<void> {
    client.on('error', () => undefined);
    if (await isOwnUser(client)) this.accept(client);
    else client.destroy();
  }

  async #listen(): Promise<Server> {
    const deadline = performance.now() + reopenWithinMs;
    for (;;) {
      try {
        const server = await listen(
          this.#port,
          this.ownUserOnly ? (client) => this.#admit(client) : this.accept,
        );
        this.#port = (server.address() as AddressInfo).port;
        return server;
      } catch (error) {
        if (this.#port > 0 && performance.now() < deadline) await sleep(20);
        else {
          this.#server = undefined;
          throw environmentError(`Cannot listen on ${host}:${this.#port}: start the lesson again.`, error);
        }
      }
    }
  }
}

async function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen(port, host);
  await once(server, 'listening');
  // A connection that cannot be accepted (too many files are open) is that client's failure.
  server.on('error', () => undefined);
  return server;
}
