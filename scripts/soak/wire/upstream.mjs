import { once } from 'node:events';
import { createServer } from 'node:net';

/** A store that is played: hands out its connections, one by one, in the order in which they come. */
export class Upstream {
  #sockets = [];
  #waiting = [];
  #server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    const waiting = this.#waiting.shift();
    if (waiting) waiting(socket);
    else this.#sockets.push(socket);
  });

  static async open() {
    const upstream = new Upstream();
    upstream.#server.listen(0, '127.0.0.1');
    await once(upstream.#server, 'listening');
    return upstream;
  }

  get address() {
    return { host: '127.0.0.1', port: this.#server.address().port };
  }

  /** The next connection. */
  async next() {
    return this.#sockets.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  close() {
    this.#server.close();
  }
}
