import { exitCodes } from '../../errors.js';
import { Interrupted } from '../../view/interrupted.js';
import { Questions } from '../../view/setup/questions.js';
import { Terminal } from '../../view/terminal.js';
import { askForName } from './ask-name.js';
import { askForStore } from './ask-store.js';
import { type Product, postgres, redis } from './product.js';
import { type Chosen, hasPassword, isUrl, saveChosen } from './save.js';

type Draft = { -readonly [K in keyof Chosen]: Chosen[K] } & { withPasswords: boolean };

/** One question; `ask` resolves with false when the learner went back. */
interface Step {
  readonly needed: (draft: Draft) => boolean;
  readonly ask: (draft: Draft) => Promise<boolean>;
}

/** Asks everything, and saves what worked. Returns the exit code. Both streams must be terminals. */
export async function setupByQuestions(signal: AbortSignal): Promise<number> {
  const terminal = new Terminal(process.stdin, process.stdout);
  try {
    const questions = new Questions(terminal);
    questions.say(
      'Esc goes back a question, Ctrl-C leaves. Nothing is saved before the end, nothing is created yet.',
    );
    const draft = await walk(stepsOf(questions, signal));
    if (draft === null) {
      questions.say('Nothing has been changed.');
      return exitCodes.ok;
    }
    questions.mark(true, await saveChosen(draft, draft.withPasswords ? ['postgres', 'redis'] : []));
    questions.say('Go on with `cache-tutorial lesson 1`; `cache-tutorial doctor` looks at everything again.');
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  } finally {
    terminal.close();
  }
}

/** Takes the steps in order, and back where the learner goes back; null when they went back from the first. */
async function walk(steps: readonly Step[]): Promise<Draft | null> {
  const draft: Draft = { name: undefined, postgres: undefined, redis: undefined, withPasswords: false };
  let direction = 1;
  for (let at = 0; at < steps.length; at += direction) {
    const step = steps[at];
    if (step === undefined) return null;
    if (step.needed(draft)) direction = (await step.ask(draft)) ? 1 : -1;
  }
  return draft;
}

function stepsOf(questions: Questions, signal: AbortSignal): Step[] {
  const store = (product: Product): Step => ({
    needed: () => true,
    ask: async (draft) => {
      const answer = await askForStore({ product, questions, signal });
      if (answer === null) return false;
      draft[product.key] = answer.choice;
      // Of a URL, what answered there has been said.
      if (!isUrl(answer.choice))
        questions.mark(true, `${product.name}: ${answer.choice ?? 'started for each lesson'}`);
      return true;
    },
  });
  return [store(postgres), store(redis), nameStep(questions, signal), passwordStep(questions)];
}

const nameStep = (questions: Questions, signal: AbortSignal): Step => ({
  needed: (draft) => isUrl(draft.postgres),
  ask: async (draft) => {
    const name = isUrl(draft.postgres) ? await askForName(questions, draft.postgres, signal) : null;
    if (name !== null) draft.name = name;
    return name !== null;
  },
});

const passwordStep = (questions: Questions): Step => ({
  needed: (draft) => hasPassword(draft.postgres) || hasPassword(draft.redis),
  ask: async (draft) => {
    const save = await questions.choose('May the password be saved, in a file that only you can read?', [
      { label: 'No', note: 'you set an environment variable instead', value: false },
      { label: 'Yes', note: 'nothing more to do', value: true },
    ]);
    if (save !== null) draft.withPasswords = save;
    return save !== null;
  },
});
