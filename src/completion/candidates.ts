import type { Command, Option } from 'commander';

/** A word that can stand where the cursor is, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** Words, or what the shell itself knows best. */
export type Candidates = readonly Candidate[] | 'files' | 'directories';

/** What arguments and options of these names take. One that is not here takes what nobody can guess. */
export type Values = Readonly<Record<string, () => Candidates>>;

/** What may come next on a command line; `words` are those behind the program's name, the unfinished one last. */
export function candidatesFor(program: Command, words: readonly string[], values: Values): Candidates {
  const typed = withoutEqualSigns(words);
  const unfinished = typed.pop() ?? '';
  const { command, position, awaiting, optionsAreOver } = placeAfter(program, typed);
  if (awaiting) return matching(valuesOf(awaiting, values), unfinished);
  const joined = /^(--[\w-]+)=(.*)$/.exec(unfinished);
  if (joined && !optionsAreOver) return joinedValues(command, joined[1] ?? '', joined[2] ?? '', values);
  if (unfinished.startsWith('-') && !optionsAreOver) return matching(optionsOf(command, typed), unfinished);
  const subcommands = position === 0 ? subcommandsOf(command) : [];
  const own = argumentAt(command, position, values);
  if (subcommands.length === 0) return matching(own, unfinished);
  return matching(typeof own === 'string' ? subcommands : [...subcommands, ...own], unfinished);
}

/** Where the cursor is. */
interface Place {
  readonly command: Command;
  /** How many arguments of the command come before. */
  readonly position: number;
  /** The option whose value comes next. */
  readonly awaiting: Option | undefined;
  /** A `--` came before. */
  readonly optionsAreOver: boolean;
}

function placeAfter(program: Command, words: readonly string[]): Place {
  let command = program;
  let position = 0;
  let awaiting: Option | undefined;
  let optionsAreOver = false;
  for (const word of words) {
    if (awaiting) awaiting = undefined;
    // Commander's own command is not among those that are declared; a command's name follows it.
    else if (word === 'help' && command === program && position === 0) continue;
    else if (word === '--' && !optionsAreOver) optionsAreOver = true;
    else if (word.startsWith('-') && !optionsAreOver) {
      const option = command.options.find((one) => isFlagOf(one, word));
      if (option?.required) awaiting = option;
    } else {
      const subcommand = position === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (subcommand) command = subcommand;
      else position++;
    }
  }
  return { command, position, awaiting, optionsAreOver };
}

/** Bash makes three words of `--only=lessons`. */
function withoutEqualSigns(words: readonly string[]): string[] {
  const kept = words.filter((word, index) => word !== '=' || !words[index - 1]?.startsWith('--'));
  return words.at(-1) === '=' && kept.length < words.length ? [...kept, ''] : kept;
}

function subcommandsOf(command: Command): Candidate[] {
  const visible = command.createHelp().visibleCommands(command);
  return visible.map((one) => ({ word: one.name(), about: one.description() }));
}

/** Those that were not given yet. */
function optionsOf(command: Command, typed: readonly string[]): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => !typed.some((word) => isFlagOf(option, word)))
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', about: description }));
}

function argumentAt(command: Command, position: number, values: Values): Candidates {
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  const argument = all[position] ?? (last?.variadic ? last : undefined);
  if (!argument) return [];
  return argument.argChoices?.map(plain) ?? values[argument.name()]?.() ?? [];
}

/** The name of an option's value stands in its flags: `--dir <directory>`. */
function valuesOf(option: Option, values: Values): Candidates {
  const name = /[<[]([\w-]+)/.exec(option.flags)?.[1] ?? '';
  return option.argChoices?.map(plain) ?? values[name]?.() ?? [];
}

function joinedValues(command: Command, flag: string, unfinished: string, values: Values): Candidates {
  const option = command.options.find((one) => isFlagOf(one, flag));
  const found = option?.required ? matching(valuesOf(option, values), unfinished) : [];
  // A shell cannot complete a file behind `--dir=`, since it takes the whole for one word.
  return typeof found === 'string'
    ? []
    : found.map(({ word, about }) => ({ word: `${flag}=${word}`, about }));
}

function matching(candidates: Candidates, unfinished: string): Candidates {
  if (typeof candidates === 'string') return candidates;
  return candidates.filter(({ word }) => word.startsWith(unfinished));
}

const isFlagOf = ({ long, short }: Option, word: string) => word === long || word === short;

const plain = (word: string): Candidate => ({ word, about: '' });
