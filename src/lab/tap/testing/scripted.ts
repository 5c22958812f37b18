import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A store that a test plays itself. */
export interface ScriptedStore {
  readonly host: string;
  readonly port: number;
  readonly connections: readonly Socket[];
  close(): Promise<void>;
}

/** Listens, and hands each connection to `serve`; by default it keeps silent. */
export async function scriptedStore(
  serve: (socket: Socket) => void = (socket) => socket.resume(),
): Promise<ScriptedStore> {
  const connections: Socket[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of connections) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, connections, close };
}

/** A client that keeps what it receives. */
export class RawClient {
  readonly #chunks: Buffer[] = [];
  /** `ECONNRESET`, `ECONNREFUSED`, …, once there was an error. */
  error: string | undefined;
  ended = false;
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    socket.on('end', () => {
      this.ended = true;
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code;
    });
  }

  static open(port: number): RawClient {
    return new RawClient(createConnection({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }));
  }

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get text(): string {
    return this.received.toString();
  }
}
