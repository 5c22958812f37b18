// Makes the pristine data, in a thread of its own, so that its memory is given back when it ends.
import { existsSync, readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Engine } from './engine.js';
import type { MakingData, MakingMessage } from './pristine.js';
import { addKey, continueIds, createOrders, orderChunks, orderCount, vacuumOrders } from './shop.js';
import { unpackDirectory } from './template.js';

const { directory, template }: MakingData = workerData;
const progress = (done: number) => parentPort?.postMessage({ done } satisfies MakingMessage);

// Only a build has the template; without it PGlite initialises the directory itself, which takes seconds.
if (existsSync(template)) unpackDirectory(readFileSync(template), directory);
const engine = await Engine.open(directory);

// In the transaction that makes the table its rows need no log.
await engine.query(`BEGIN; ${createOrders}`);
for (const { sql, done } of orderChunks()) {
  await engine.query(sql);
  if (done < orderCount) progress(done);
}
await engine.query(`${addKey}; ${continueIds}; COMMIT`);
await engine.query(vacuumOrders);
await engine.query('CHECKPOINT');
await engine.close();
progress(orderCount);
