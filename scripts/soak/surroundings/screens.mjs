import { play } from '../../../test/play.ts';
import { makeHome } from '../home.mjs';
import { endAll, whatIsLeft } from '../left.mjs';
import { openTutorial } from '../terminal.mjs';

/** What is looked at, with what it is told; `codes`: how it may end. */
const looks = [
  { args: ['--help'] },
  { args: ['lesson', '--help'] },
  { args: ['list'] },
  { args: ['status'] },
  { args: ['doctor'] },
  { args: [], keys: homeKeys },
  { args: ['lesson', '5'], keys: lessonKeys },
  { args: ['load', 'cache', '--seconds', '1'] },
  { args: ['exercise', '1'], codes: [1] },
];
const inShort = ['', '--help', 'list'];
/** The narrowest that lists and help are drawn for; in a narrower terminal the terminal breaks the lines. */
const narrowest = 40;

const surroundings = [
  { name: '1 column', columns: 1 },
  { name: '2 columns', columns: 2 },
  { name: `${narrowest} columns`, columns: narrowest },
  { name: '500 columns', columns: 500, rows: 200 },
  { name: 'no TERM', env: { TERM: undefined } },
  { name: 'LC_ALL=POSIX', env: { LC_ALL: 'POSIX' }, ascii: true },
  { name: 'TERM=dumb', env: { TERM: 'dumb' }, ascii: true, plain: true },
];

/** Terminals of odd widths, without a name, without UTF-8, and that can do nothing. */
export async function tryScreens(soak) {
  const home = makeHome(soak.work);
  for (const surrounding of surroundings) {
    for (const look of looks) {
      const command = look.args.join(' ');
      if (soak.short && !inShort.includes(command)) continue;
      const what = `${surrounding.name}: ${command || 'the list of everything'}`;
      soak.tried(surrounding.name);
      for (const problem of await tryScreen(surrounding, look, home)) soak.failed(what, problem);
    }
  }
}

async function tryScreen({ columns = 100, rows, env, ascii, plain }, { args, keys, codes = [0] }, home) {
  const problems = [];
  const terminal = openTutorial(home, args, { columns, rows, env });
  // Where nobody is asked, no keys are waited for.
  if (keys && !plain) await keys(terminal, columns);
  const { code, signal } = await terminal.exit();
  if (signal !== 0 || !codes.includes(code))
    problems.push(`it ended with ${signal || code}: ${terminal.text.slice(-500)}`);
  if (/this is a defect|^ {4}at /m.test(terminal.text)) problems.push(terminal.text.slice(-500));
  if (ascii && /\P{ASCII}/u.test(terminal.raw))
    problems.push(`not ASCII: ${terminal.raw.match(/.{0,20}\P{ASCII}+.{0,20}/u)?.[0]}`);
  if (plain && terminal.raw.includes('\x1b')) problems.push('an escape');
  if (columns >= narrowest) problems.push(...tooWide(terminal).map((line) => `past the edge: ${line}`));
  problems.push(...(await whatIsLeft(home)).map((left) => `left: ${left}`));
  endAll(home);
  return problems;
}

/** Lines that the terminal had to break; addresses and commands are there to be pasted, and are never broken. */
const tooWide = ({ lines }) =>
  lines
    .filter(({ text, wrapped }) => wrapped && !/:\/\/|cache-tutorial|\//.test(text))
    .map(({ text }) => text);

/** Where lines are broken, one cannot see what is asked: then it is Enter and an answer, in turn. */
async function lessonKeys(terminal, columns) {
  if (columns >= narrowest) return play(terminal);
  const deadline = performance.now() + 120_000;
  for (let key = 0; performance.now() < deadline; key++) {
    if (await terminal.becomes(() => terminal.hasEnded, 200)) return;
    terminal.type(key % 2 === 0 ? '\r' : 'a');
  }
}

async function homeKeys(terminal) {
  await terminal.becomes(
    () => terminal.hasEnded || terminal.raw.includes('Search') || terminal.raw.length > 2000,
  );
  terminal.press('down');
  await terminal.becomes(() => false, 300);
  terminal.type('q');
}
