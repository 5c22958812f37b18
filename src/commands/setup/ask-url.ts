import path from 'node:path';
import type { SavedUrl } from '../../config-content.js';
import { messageOf, TutorialError } from '../../errors.js';
import { readCaFile } from '../../lab/stores/url/ca-file.js';
import { describeAddress } from '../../lab/stores/url/describe-address.js';
import { withDatabase, withPassword } from '../../lab/stores/url/edit-url.js';
import { StoreTrouble } from '../../lab/stores/url/trouble.js';
import type { Questions } from '../../view/setup/questions.js';
import { knownHome } from '../../view/tilde.js';
import { addressOf, type Product } from './product.js';
import { TakenDatabase, tryStore } from './try-store.js';

export interface Asking {
  readonly product: Product;
  readonly questions: Questions;
  readonly signal: AbortSignal;
}

/**
 * Asks for a URL until one works, and resolves with it, or with null when the learner went back. What does not work is
 * said, and stays there to be mended. `known`: the first one is not asked for.
 */
export async function askForUrl(asking: Asking, first: SavedUrl, known: boolean): Promise<SavedUrl | null> {
  const { product, questions } = asking;
  let choice = first;
  let ask = !known;
  for (;;) {
    if (ask) {
      const url = await questions.url(`The URL of your ${product.name}, as in ${product.example}`, {
        initial: choice.url,
        complaint: (text) => complaintOf(() => addressOf(product, { ...choice, url: text })),
      });
      if (url === null) return null;
      choice = { ...choice, url };
    }
    try {
      const address = addressOf(product, choice);
      const work = tryStore(address, asking.signal);
      questions.mark(true, await questions.during(`Trying ${describeAddress(address)}`, work));
      return choice;
    } catch (error) {
      if (!(error instanceof TutorialError)) throw error;
      questions.mark(false, error.message);
      const mended = await mend(error, choice, asking);
      ask = mended === null || error instanceof TakenDatabase;
      choice = mended ?? choice;
    }
  }
}

/** What to try instead, if all that is missing can be asked for on its own; null when not. */
async function mend(error: TutorialError, choice: SavedUrl, asking: Asking): Promise<SavedUrl | null> {
  const { product, questions } = asking;
  if (error instanceof TakenDatabase) {
    return error.empty === undefined ? null : { ...choice, url: withDatabase(choice.url, error.empty) };
  }
  if (!(error instanceof StoreTrouble)) return null;
  if (error.kind === 'no-password' || error.kind === 'wrong-password') {
    const where = describeAddress(addressOf(product, choice));
    const password = await questions.password(`The password for ${where}; Esc changes the URL`);
    return password ? { ...choice, url: withPassword(choice.url, password) } : null;
  }
  if (error.kind === 'not-trusted') {
    const file = await questions.text('The file with the CA certificate, in PEM; Esc changes the URL', {
      complaint: (text) => complaintOf(() => readCaFile(absolute(text))),
    });
    return file ? { ...choice, caFile: absolute(file) } : null;
  }
  return null;
}

/** As a shell would have it: what was typed into a question, none has expanded. */
const absolute = (file: string) => path.resolve(file.replace(/^~(?=$|[/\\])/, () => knownHome() ?? '~'));

function complaintOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
