import { readConfig } from '../../config.js';
import type { SavedUrl } from '../../config-content.js';
import { messageOf, TutorialError } from '../../errors.js';
import { parsePostgresUrl } from '../../lab/stores/url/parse-postgres.js';
import { checkLearnerName, usualLearnerName } from '../../learner-name.js';
import type { Questions } from '../../view/setup/questions.js';
import { extrasOf, postgres } from './product.js';
import { trySchema } from './try-store.js';

const question = 'Your name in this PostgreSQL: the tables go to the schema cache_tutorial_<name>';

/** Asks for a name until its schema can be the learner's. Null: they went back. */
export async function askForName(
  questions: Questions,
  choice: SavedUrl,
  signal: AbortSignal,
): Promise<string | null> {
  let initial = readConfig().name ?? usualLearnerName();
  for (;;) {
    const name = await questions.text(question, { initial, complaint });
    if (name === null) return null;
    initial = name;
    try {
      const address = parsePostgresUrl(choice.url, extrasOf(postgres, choice));
      await questions.during(`Looking at cache_tutorial_${name}`, trySchema(address, signal, name));
      return name;
    } catch (error) {
      if (!(error instanceof TutorialError)) throw error;
      questions.mark(false, error.message);
    }
  }
}

function complaint(text: string): string | null {
  try {
    checkLearnerName(text);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
