import { leftInCache } from '../../../test/support/left-behind.ts';
import { endAll, whatIsLeft } from '../left.mjs';

/**
 * Notes a trial, and what does not hold: that it ended with `code`, and said on standard error what `says` matches, as
 * sentences of ours without a stack, or nothing; and that nothing is left.
 */
export async function expectEnd(soak, what, home, { code, stderr }, wanted) {
  soak.tried(what);
  const failed = (problem) => soak.failed(what, problem);
  if (code !== wanted.code) failed(`it ended with ${code}: ${stderr}`);
  const silent = wanted.says === undefined;
  if (silent ? stderr !== '' : !wanted.says.test(stderr)) failed(`it said: ${stderr}`);
  if (/this is a defect|^ {4}at /m.test(stderr)) failed(`it takes this for a defect: ${stderr}`);
  for (const left of await whatIsLeft(home, { files: false })) failed(`left: ${left}`);
  endAll(home);
  for (const name of leftInCache(home)) failed(`left: file ${name}`);
}
