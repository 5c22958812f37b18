import { incremental } from '../bytes.js';
import type { ExchangeLog, Observer } from '../exchange.js';
import { readBackend } from './backend.js';
import { readFrontend } from './frontend.js';
import { Session } from './session.js';
import { Startup } from './startup.js';

/**
 * Reads PostgreSQL's protocol 3, up to 3.2. The beginning of a connection (encryption requests, start-up,
 * authentication, parameter reports) and cancel requests become no events. A connection that turns
 * encrypted, or replicates, is not read.
 */
export function observePostgres(log: ExchangeLog): Observer {
  const startup = new Startup();
  const session = new Session(log);
  return {
    sent: incremental((input) => readFrontend(input, startup, session)),
    received: incremental((input) => readBackend(input, startup, session.replies)),
  };
}
