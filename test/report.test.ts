import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { Browser, chromium } from './browser.js';
import type { Home } from './home.js';
import { play } from './play.js';
import { run, test, tutorial } from './program.js';

const runsOf = (home: Home) => {
  const directory = path.join(home.directory, 'data/cache-tutorial/runs');
  return existsSync(directory) ? readdirSync(directory) : [];
};

test('a lesson that is left by Ctrl-C is in the report as far as it was run', async ({ home }) => {
  const terminal = tutorial(home, ['lesson', '3'], { columns: 80, rows: 30 });
  await play(terminal, 'DEL orders:count:latte');
  terminal.press('ctrl-c');
  expect(await terminal.exit()).toMatchObject({ code: 130 });
  expect(runsOf(home)).toEqual(['ttl.json']);

  const { code, stdout, stderr } = await run(home, ['report']);
  const file = path.join(home.directory, 'cache-tutorial-lesson-3.html');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`${file}\n`);
  expect(stdout).toContain(pathToFileURL(file).href);
  const page = readFileSync(file, 'utf8');
  expect(page).toMatch(/<h1>Lesson 3: Time to live<\/h1>/);
  expect(page).toContain('The lesson was left before its end');
  expect(page.match(/<h2 /g)).toHaveLength(2);
  expect(page).toContain('✘ a is not right: the answer is b');
  // The one of an earlier run is replaced.
  expect((await run(home, ['report', 'ttl'])).code).toBe(0);
});

test('a run for programs is not recorded', async ({ home }) => {
  expect((await run(home, ['lesson', '1', '--json'])).code).toBe(0);
  expect(runsOf(home)).toEqual([]);
});

test('without a run, or with a file in its place, one sentence says what to do', async ({ home }) => {
  const fails = async (args: string[], message: RegExp) => {
    const { code, stdout, stderr } = await run(home, ['report', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  };
  await fails([], /No lesson has been run yet: run one first, such as `cache-tutorial lesson 1`\.$/m);
  await fails(['3'], /Lesson 3 has not been run yet: run `cache-tutorial lesson 3` first\.$/m);
  await fails(['ttk'], /There is no lesson "ttk"/);

  expect((await run(home, ['lesson', '1', '--plain'])).code).toBe(0);
  const recording = path.join(home.directory, 'data/cache-tutorial/runs/no-cache.json');
  const right = readFileSync(recording, 'utf8');
  writeFileSync(recording, right.replaceAll('"watched":', '"wretched":'));
  await fails(['1'], /no-cache\.json is damaged and cannot be read: run `cache-tutorial lesson 1` again\.$/m);
  writeFileSync(recording, right);

  const mine = path.join(home.directory, 'mine.html');
  writeFileSync(mine, 'what I wrote');
  await fails(['--output', 'mine.html'], /mine\.html is there and is not a report: choose another file/);
  expect(readFileSync(mine, 'utf8')).toBe('what I wrote');
  const nowhere = await run(home, ['report', '--output', 'no/such/place.html']);
  expect(nowhere).toMatchObject({ code: 3, stdout: '' });
  expect(nowhere.stderr).toMatch(/cannot be written .*choose another place/);
});

// Where there is no Chromium this is passed over, and the run says so.
test.skipIf(chromium === undefined)(
  'Chromium shows the report from disk: nothing is loaded, nothing overflows, and it prints',
  async ({ home }) => {
    expect((await run(home, ['lesson', '2', '--plain'])).code).toBe(0);
    expect((await run(home, ['report', '--output', 'report.html'])).code).toBe(0);
    const browser = await Browser.open(path.join(home.directory, 'report.html'));
    try {
      const backgrounds = new Set<string>();
      for (const scheme of ['light', 'dark'] as const) {
        for (const width of [360, 1280]) {
          await browser.look({ width, scheme });
          const page = 'document.documentElement';
          expect(await browser.value(`${page}.scrollWidth - ${page}.clientWidth`), `at ${width}`).toBe(0);
          backgrounds.add(await browser.value('getComputedStyle(document.body).backgroundColor'));
        }
        expect(await browser.value(lowestContrast), scheme).toBeGreaterThanOrEqual(4.5);
      }
      expect(backgrounds.size).toBe(2);

      const nodes = await browser.accessible();
      for (const role of ['banner', 'navigation', 'main', 'contentinfo']) {
        expect(
          nodes.filter((node) => node.role === role),
          role,
        ).toHaveLength(1);
      }
      const pictures = nodes.filter(({ role }) => role === 'image' || role === 'img');
      expect(pictures.length).toBeGreaterThan(3);
      for (const { name, description } of pictures) expect(name && description).toBeTruthy();

      const print = await browser.print();
      expect(print.subarray(0, 5).toString()).toBe('%PDF-');
      expect(browser.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

/** The lowest contrast of a text of the page with what it stands on, by the formula of WCAG 2. */
const lowestContrast = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return channels(colour)[3] === 0 ? behind(node.parentElement) : colour;
  };
  const ratios = [...document.querySelectorAll('body *')]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ''))
    .filter((node) => node.closest('svg') === null)
    .map((node) => [luminance(getComputedStyle(node).color), luminance(behind(node))].sort((a, b) => b - a))
    .map(([light, dark]) => (light + 0.05) / (dark + 0.05));
  return Math.min(...ratios);
})()`;
