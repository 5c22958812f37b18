import type { SavedUrl } from '../../config-content.js';
import { TutorialError } from '../../errors.js';
import { findAvn, listAivenServices, readAivenUri } from '../../lab/avn.js';
import { aivenSteps } from '../../view/setup/aiven-steps.js';
import { type Asking, askForUrl } from './ask-url.js';

/** Shows how one comes by a service at Aiven, and asks for its URI, or reads it from `avn`. Null: the learner went back. */
export async function askForAiven(asking: Asking): Promise<SavedUrl | null> {
  const { product, questions } = asking;
  const { intro, commands, console } = aivenSteps(product.aivenTypes[0]);
  questions.say(intro);
  questions.show(commands);
  questions.say(console);
  const avn = findAvn();
  if (avn === undefined) return askForUrl(asking, { url: '' }, false);
  for (;;) {
    const way = await questions.choose('avn is installed here. Where shall the URI come from?', [
      { label: 'From avn', note: 'it lists your services, and is asked for the URI of one', value: 'avn' },
      { label: 'I paste it', note: '', value: 'paste' },
    ]);
    if (way === null) return null;
    const first = way === 'avn' ? await readFrom(avn, asking) : { url: '' };
    const choice = first && (await askForUrl(asking, first, way === 'avn'));
    if (choice) return choice;
  }
}

/** Null when avn cannot tell, which is said, or the learner went back. */
async function readFrom(avn: string, { product, questions, signal }: Asking): Promise<SavedUrl | null> {
  try {
    const services = await questions.during('Asking avn for your services', listAivenServices(avn, signal));
    const usable = services.filter(({ type }) => product.aivenTypes.some((known) => known === type));
    if (usable.length === 0) {
      questions.mark(
        false,
        `There is no ${product.name} in this project: make one as above, or change the project.`,
      );
      return null;
    }
    const name = await questions.choose(
      'Which service?',
      usable.map(({ name, type, state, plan }) => ({
        label: name,
        note: [type, plan, state.toLowerCase()].join(', '),
        value: name,
      })),
    );
    if (name === null) return null;
    return {
      url: await questions.during(`Asking avn for the URI of ${name}`, readAivenUri(avn, name, signal)),
    };
  } catch (error) {
    if (!(error instanceof TutorialError)) throw error;
    questions.mark(false, error.message);
    return null;
  }
}
