import { cstring, int32, message, sync } from './messages.js';

const own = cstring('ct_own');
const noNumbers = Buffer.alloc(2);

/**
 * A statement of the front's own in a client's transaction, by the extended protocol with names of its own:
 * a simple query would drop the client's unnamed statement and portal.
 */
export function command(sql: string): Buffer {
  return Buffer.concat([
    message('P', own, cstring(sql), noNumbers),
    message('B', own, own, noNumbers, noNumbers, noNumbers),
    message('E', own, int32(0)),
    message('C', Buffer.from('P'), own),
    message('C', Buffer.from('S'), own),
    sync,
  ]);
}

/** Ends a batch that was not finished, so that what it did is undone: it fails, and then comes the Sync. */
export const abandonBatch = Buffer.concat([message('E', cstring('ct_no_such_portal'), int32(0)), sync]);
