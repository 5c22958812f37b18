import { readFileSync } from 'node:fs';
import pg from 'pg';
import { launchBehindTaps } from '../../../dist/src/lab/launch.js';
import { startWatchdog } from '../../../dist/src/lab/process/watchdog.js';
import { createOrders } from '../../../dist/src/lab/stores/postgres/shop.js';
import { openEmbeddedRedis } from '../../../dist/src/lab/stores/redis/embedded.js';
import { openTap } from '../../../dist/src/lab/tap/tap.js';
import { listeningUrl, variantProcess } from '../../../dist/src/lab/variant-process.js';
import { findVariant, listVariants, variantsDir } from '../../../dist/src/lab/variants.js';
import { FrontThread } from '../front/front-thread.mjs';

const startLimitMs = 60_000;

/** All variants before one PostgreSQL with no orders in it, and one Redis, both tapped. */
export class Stand {
  /** What crossed to either store, by the name of the variant that asked. */
  wire = new Map();
  variants = [];
  #closing = [];

  static async open() {
    const stand = new Stand();
    try {
      await stand.#open();
      return stand;
    } catch (error) {
      await stand.close();
      throw error;
    }
  }

  async #open() {
    const front = await FrontThread.start();
    this.#closing.push(() => front.close());
    const login = `postgres://look@127.0.0.1:${front.port}/postgres`;
    this.db = new pg.Pool({ connectionString: login, max: 1 });
    this.#closing.push(() => this.db.end());
    await this.db.query(
      `${createOrders}; CREATE TABLE canary (word text); INSERT INTO canary VALUES ('sings')`,
    );
    const redis = await openEmbeddedRedis();
    this.#closing.push(() => redis.close());
    const postgres = { login };
    const taps = {
      postgres: openTap({ store: 'postgres', upstream: { host: '127.0.0.1', port: front.port } }),
      redis: openTap({ store: 'redis', upstream: { host: redis.host, port: redis.port } }),
    };
    for (const tap of Object.values(taps)) {
      tap.subscribe((event) => this.wire.get(event.source)?.push(event));
      this.#closing.push(() => tap.close());
    }
    const watchdog = startWatchdog();
    this.#closing.push(() => watchdog.close());
    for (const variant of listVariants()) {
      this.wire.set(variant, []);
      const file = findVariant(variantsDir, variant);
      const options = variantProcess({ name: variant, variant }, file, {});
      const child = await launchBehindTaps({ taps, postgres, redis, watchdog }, variant, options, 0);
      this.#closing.push(() => child.stop());
      const url = await listeningUrl(child, startLimitMs);
      this.variants.push({ name: variant, child, url, port: Number(new URL(url).port) });
    }
  }

  /** What has crossed the wire for a variant since this was asked last. */
  takeWire(variant) {
    return this.wire.get(variant).splice(0);
  }

  async close() {
    for (const close of this.#closing.reverse()) await close();
  }
}

/** What a process holds of the machine's memory, in bytes; 0 where that cannot be read. */
export function residentBytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return 0;
  }
}
