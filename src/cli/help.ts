import { type Argument, type Command, Help, type HelpConfiguration } from 'commander';
import { outputColumns } from '../output.js';

/** With less room than this behind the terms, in columns, a description stands below its term. */
const narrowest = 30;
const margin = '      ';

/** Columns of the terminal, of `COLUMNS`, or 80. */
export function helpWidth(): number {
  return outputColumns() || Number(process.env.COLUMNS) || 80;
}

/** How help is laid out, on wide terminals and on narrow ones. */
export const helpFormat: HelpConfiguration = {
  minWidthToWrap: 20,
  // Every command has options; to say so of each tells nobody anything.
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(termOf)].join(' '),
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? helpWidth();
    if (description === '' || width - termWidth - 4 >= narrowest) {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const lines = helper.boxWrap(description, width - margin.length).split('\n');
    return [`  ${term}`, ...lines.map((line) => margin + line)].join('\n');
  },
};

function termOf(argument: Argument): string {
  const inner = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${inner}>` : `[${inner}]`;
}

/** Adds lines to the end of a command's help that can be pasted, without the name of the program. */
export function addExamples(command: Command, ...examples: readonly string[]): void {
  const lines = examples.map((example) => `\n  cache-tutorial ${example}`);
  command.addHelpText('after', `\n${examples.length === 1 ? 'Example' : 'Examples'}:${lines.join('')}`);
}
