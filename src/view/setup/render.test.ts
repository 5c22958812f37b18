import { expect, test } from 'vitest';
import { fitting, screenAt } from '../testing/fits.js';
import { renderChoices, renderTyping } from './render.js';

const choices = [
  { label: 'The embedded one', note: 'nothing to install, nothing left behind' },
  {
    label: 'The one at /var/run/postgresql',
    note: 'it runs on this machine; you give its user and database',
  },
  { label: 'A URL', note: '' },
];

test.each([40, 80, 120])('at %i columns no line passes the edge', (width) => {
  for (const more of [{}, { colour: true }, { unicode: false }]) {
    const screen = screenAt(width, more);
    for (const active of choices.keys())
      fitting(renderChoices('Which PostgreSQL shall the lessons use?', choices, active, screen), screen);
    const long = 'A name has 1 to 32 characters, each of them a lower-case letter, a digit or an underscore.';
    for (const problem of ['', long]) {
      const { head, foot } = renderTyping(`${long} What is yours?`, problem, screen);
      fitting(`${head}\n${foot}`, screen);
    }
  }
});

test('what can be chosen, with what is active marked; where notes have no room, the note of that alone', () => {
  expect(
    fitting(renderChoices('Which one?', choices, 1, screenAt(100)), screenAt(100)),
  ).toMatchInlineSnapshot(`
    "
    Which one?
      The embedded one                nothing to install, nothing left behind
    ❯ The one at /var/run/postgresql  it runs on this machine; you give its user and database
      A URL
    ↑↓ and Enter   Esc back
    "
  `);
  expect(fitting(renderChoices('Which one?', choices, 1, screenAt(40)), screenAt(40))).toMatchInlineSnapshot(`
    "
    Which one?
      The embedded one
    ❯ The one at /var/run/postgresql
      A URL
    it runs on this machine; you give its
    user and database
    ↑↓ and Enter   Esc back
    "
  `);
});
