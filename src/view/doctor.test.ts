import { expect, test } from 'vitest';
import { type Finding, renderFinding } from './doctor.js';
import { fitting, screenAt } from './testing/fits.js';

const findings: Finding[] = [
  { id: 'node', label: 'Node', status: 'ok', found: '22.1.0 on linux x64, cache-tutorial 0.1.0', fix: null },
  { id: 'avn', label: 'avn', status: 'note', found: 'not installed; nothing needs it', fix: null },
  {
    id: 'postgres',
    label: 'PostgreSQL',
    status: 'failed',
    found: 'anna@db.example.com:5432/shop, password saved',
    fix: 'PostgreSQL refused the password of anna: correct it with `cache-tutorial setup`.',
  },
];
const all = (screen: Parameters<typeof renderFinding>[1]) =>
  findings.map((finding) => renderFinding(finding, screen)).join('\n');

test.each([40, 80, 120])('at %i columns no line passes the edge', (width) => {
  for (const more of [{}, { colour: true }, { unicode: false }])
    fitting(all(screenAt(width, more)), screenAt(width));
});

test('findings are aligned, and say in words what to do', () => {
  expect(fitting(all(screenAt(80)), screenAt(80))).toMatchInlineSnapshot(`
    "
    ✔ Node           22.1.0 on linux x64, cache-tutorial 0.1.0
    · avn            not installed; nothing needs it
    ✘ PostgreSQL     anna@db.example.com:5432/shop, password saved
                     → PostgreSQL refused the password of anna: correct it with
                       \`cache-tutorial setup\`.
    "
  `);
  expect(fitting(all(screenAt(40)), screenAt(40))).toMatchInlineSnapshot(`
    "
    ✔ Node
      22.1.0 on linux x64, cache-tutorial
      0.1.0
    · avn
      not installed; nothing needs it
    ✘ PostgreSQL
      anna@db.example.com:5432/shop,
      password saved
      → PostgreSQL refused the password of
        anna: correct it with
        \`cache-tutorial setup\`.
    "
  `);
  expect(fitting(all(screenAt(80, { unicode: false })), screenAt(80))).toMatchInlineSnapshot(`
    "
    ok Node           22.1.0 on linux x64, cache-tutorial 0.1.0
    -  avn            not installed; nothing needs it
    XX PostgreSQL     anna@db.example.com:5432/shop, password saved
                      -> PostgreSQL refused the password of anna: correct it with
                         \`cache-tutorial setup\`.
    "
  `);
});
