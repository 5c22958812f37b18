import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentError } from '../../errors.js';

const host = '127.0.0.1';
const reopenWithinMs = 2000;

/** A port of this machine that can be shut, so that connections to it are refused, and opened again. */
export class Listener {
  #server: Server | undefined;
  #port = 0;

  constructor(readonly accept: (client: Socket) => void) {}

  get address(): { readonly host: string; readonly port: number } {
    return { host, port: this.#port };
  }

  /** Listens: on any free port the first time, on the same one after that. */
  async open(): Promise<void> {
    if (this.#server) return;
    const deadline = performance.now() + reopenWithinMs;
    for (;;) {
      try {
        this.#server = await listen(this.#port, this.accept);
        this.#port = (this.#server.address() as AddressInfo).port;
        return;
      } catch (error) {
        if (performance.now() < deadline) await sleep(20);
        else throw environmentError(`Port ${this.#port} was taken meanwhile: start the lesson again.`, error);
      }
    }
  }

  /** Stops listening. The connections it has accepted must end first. */
  async shut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    await new Promise((resolve) => server.close(resolve));
  }
}

async function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
