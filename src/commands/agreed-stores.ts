import { environmentError, usageError } from '../errors.js';
import type { LabOptions } from '../lab/lab.js';
import type { ToClaim } from '../lab/stores/url/claims.js';
import { userDirectory } from '../user-directory.js';
import { canPrompt } from './can-prompt.js';
import type { Session } from './session.js';
import { chooseStores, type StoreOptions } from './store-choice.js';

/**
 * The stores that the learner has chosen, as a lab takes them. Before the first use of one that is somebody's, the
 * learner is told what will be made there, and asked; where nobody can be asked, `--yes` says it.
 * Rejects with a TutorialError when a store cannot be used, or the learner does not agree.
 */
export async function agreedStores(
  options: StoreOptions,
  { signal }: Session,
): Promise<Pick<LabOptions, 'embedded' | 'postgres' | 'redis'>> {
  const chosen = await chooseStores(options);
  const { embedded, postgres, redis } = chosen;
  if (!postgres && !redis) return { embedded };
  const [{ planPostgres, planRedis }, { ownerId }, { noteClaim }] = await Promise.all([
    import('../lab/stores/url/plan.js'),
    import('../lab/stores/url/owner-id.js'),
    import('../lab/stores/url/claims.js'),
  ]);
  const dataDir = userDirectory('data');
  const plan = { owner: { id: ownerId(dataDir), name: chosen.name }, dataDir, signal };
  const [postgresPlan, redisPlan] = await Promise.all([
    postgres && planPostgres(postgres, plan),
    redis && planRedis(redis, plan),
  ]);
  const toClaim = [...(postgresPlan?.toClaim ?? []), ...(redisPlan?.toClaim ?? [])];
  if (toClaim.length > 0 && !options.yes) await ask(toClaim);
  for (const claim of toClaim) noteClaim(dataDir, claim);
  return {
    embedded,
    ...(postgresPlan && { postgres: postgresPlan.store }),
    ...(redisPlan && { redis: redisPlan.store }),
  };
}

async function ask(toClaim: readonly ToClaim[]): Promise<void> {
  const { renderClaims, whatClaims } = await import('../view/claims.js');
  if (!canPrompt()) {
    throw usageError(`This makes ${toClaim.map(whatClaims).join(', and ')}: add --yes if that is right.`);
  }
  const [{ Terminal }, { confirm }, { insideMargin, onPage }] = await Promise.all([
    import('../view/terminal.js'),
    import('../view/asking.js'),
    import('../view/page.js'),
  ]);
  const terminal = new Terminal(process.stdin, process.stdout);
  try {
    const { screen } = terminal;
    terminal.print(onPage(renderClaims(toClaim, insideMargin(screen)), screen));
    if (await confirm('Make them', terminal)) return;
  } finally {
    terminal.close();
  }
  throw environmentError(
    'Nothing was made. Without a URL, or with --embedded, the tutorial uses stores of its own.',
  );
}
