import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from './program.js';
import { declareEverything } from './put-off.js';

/** A command with its parents' names, as it is typed: `progress export`; the program itself is the empty text. */
function everyCommand(command: Command, name = ''): [name: string, command: Command][] {
  const below = command.commands
    .filter((one) => one.name() !== '__complete')
    .flatMap((one) => everyCommand(one, `${name} ${one.name()}`.trim()));
  return [[name, command], ...below];
}

const program = createProgram(() => {});
declareEverything(program);
const commands = everyCommand(program);

/** What `--help` prints on a terminal of this width. */
function helpOf(command: Command, width: number): string {
  let text = '';
  command.configureOutput({
    getOutHelpWidth: () => width,
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

describe.each(commands)('cache-tutorial %s', (name, command) => {
  test.skipIf(name === '')('has examples of itself', () => {
    const help = helpOf(command, 80);
    const examples = /\nExamples?:\n((?: {2}.*\n)+)$/.exec(help)?.[1]?.trimEnd().split('\n') ?? [];
    expect(examples.length, help).toBeGreaterThan(0);
    for (const example of examples) {
      expect(`${example} `).toMatch(new RegExp(`^ {2}cache-tutorial ${name} `));
    }
  });

  test.each([40, 60, 80, 200])('at %i columns no line passes the edge but what is to be pasted', (width) => {
    const lines = helpOf(command, width).split('\n');
    const wide = lines.filter((line) => line.length > width && !/cache-tutorial/.test(line));
    expect(wide).toEqual([]);
  });

  test('is in characters that every terminal can show', () => {
    expect(helpOf(command, 80)).toMatch(/^\p{ASCII}*$/u);
  });

  test('descriptions are aligned at 80 columns, and below their terms at 40', () => {
    const items = (width: number) => helpOf(command, width).match(/^ {2}-.*$/gm) ?? [];
    const columns = items(80).map((line) => /^ {2}\S.*? {2,}(?=\S)/.exec(line)?.[0].length);
    expect(new Set(columns).size).toBe(1);
    expect(items(40).every((line) => !/\S {2,}\S/.test(line))).toBe(true);
  });
});

test('the help of the program says first what to do first, and groups the commands', () => {
  const help = helpOf(
    createProgram(() => {}),
    80,
  );
  expect(help.indexOf('Start here:\n  cache-tutorial lesson 1\n')).toBeLessThan(help.indexOf('Options:'));
  expect(help).toMatch(/\nLearn:\n {2}lesson <lesson> {2,}run.*\nPlay:\n {2}serve <variant>.*\nBesides:\n/s);
  expect(help).not.toContain('__complete');
  expect(help).not.toContain('\nCommands:');
});
