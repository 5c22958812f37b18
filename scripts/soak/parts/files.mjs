import { Random } from '../../../src/lab/tap/testing/random.ts';
import { tryKeptFiles } from '../files/kept-files.mjs';
import { tryPages } from '../files/pages.mjs';
import { Trials } from '../files/trials.mjs';
import { tryTyped } from '../files/typed.mjs';
import { tryUrls } from '../files/urls.mjs';

/** Lessons, exercises, what is kept for a learner, and what a learner types, changed at random. */
export async function run(soak) {
  const trials = new Trials(soak);
  const random = new Random(soak.seedNumber);
  const times = soak.short ? 300 : 10_000;
  tryPages(trials, random, times);
  tryKeptFiles(trials, random, times);
  tryTyped(trials, random, 5 * times);
  tryUrls(trials, random, 5 * times);
}
