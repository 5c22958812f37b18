import { exitCodes, messageOf, TutorialError } from '../../errors.js';
import type { PostgresAddress, RedisAddress, StoreAddress } from '../../lab/stores/url/address.js';
import { describeAddress } from '../../lab/stores/url/describe-address.js';
import { ownerId } from '../../lab/stores/url/owner-id.js';
import type { PlanOptions } from '../../lab/stores/url/plan.js';
import { StoreTrouble } from '../../lab/stores/url/trouble.js';
import { usualLearnerName } from '../../learner-name.js';
import { userDirectory } from '../../user-directory.js';
import { formatDuration } from '../../view/duration.js';

/** The place in a Redis that the tutorial would take is somebody's; a logical database that is empty, if one is. */
export class TakenDatabase extends TutorialError {
  constructor(
    cause: unknown,
    readonly empty: number | undefined,
  ) {
    super(messageOf(cause), exitCodes.environment, { cause });
  }
}

/**
 * Connects to a store, and looks whether there is a place for the tutorial. Resolves with words for what answers there:
 * product, version, address, TLS, how long an answer takes. Makes nothing there. Rejects with a TutorialError that says
 * what to do instead. `name`: the learner's part of the schema's name; without, no schema is looked at.
 */
export function tryStore(address: StoreAddress, signal: AbortSignal, name?: string): Promise<string> {
  return address.product === 'postgres' ? tryPostgres(address, signal, name) : tryRedis(address, signal);
}

/** Looks whether the schema of this name is the learner's, or can be. Rejects with a TutorialError that says what to do. */
export async function trySchema(address: PostgresAddress, signal: AbortSignal, name: string): Promise<void> {
  const { planPostgres } = await import('../../lab/stores/url/plan.js');
  await planPostgres(address, planOf(name, signal));
}

async function tryPostgres(
  address: PostgresAddress,
  signal: AbortSignal,
  name: string | undefined,
): Promise<string> {
  const [{ probePostgres }, { mayNotCreateSchemas }] = await Promise.all([
    import('../../lab/stores/url/probe/postgres.js'),
    import('../../lab/stores/url/probe/postgres-trouble.js'),
  ]);
  const facts = await probePostgres(address, { signal });
  if (name !== undefined) await trySchema(address, signal, name);
  else if (!facts.mayCreateSchemas) throw mayNotCreateSchemas(address);
  return describe({ product: 'PostgreSQL', ...facts }, address);
}

async function tryRedis(address: RedisAddress, signal: AbortSignal): Promise<string> {
  const [{ probeRedis }, { planRedis }] = await Promise.all([
    import('../../lab/stores/url/probe/redis.js'),
    import('../../lab/stores/url/plan.js'),
  ]);
  const facts = await probeRedis(address, { signal });
  try {
    const { store } = await planRedis(address, planOf(usualLearnerName(), signal));
    return describe(facts, store.address);
  } catch (error) {
    if (!(error instanceof TutorialError) || error instanceof StoreTrouble) throw error;
    const all = Array.from({ length: facts.databases ?? 16 }, (_, number) => number);
    throw new TakenDatabase(
      error,
      all.find((number) => !facts.keys.has(number)),
    );
  }
}

function planOf(name: string, signal: AbortSignal): PlanOptions {
  const dataDir = userDirectory('data');
  return { owner: { id: ownerId(dataDir), name }, dataDir, signal };
}

function describe(
  facts: { product: string; version: string; tls: string | null; latencyMs: number },
  address: StoreAddress,
): string {
  const { product, version, tls, latencyMs } = facts;
  return `${product} ${version} at ${describeAddress(address)}, ${tls ?? 'without TLS'}, answers in ${formatDuration(latencyMs)}`;
}
