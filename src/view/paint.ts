import { Chalk, type ChalkInstance } from 'chalk';

/** What text can mean; a view never names a colour. The meaning is always there in the words or marks too. */
export interface Paint {
  readonly heading: ChalkInstance;
  readonly strong: ChalkInstance;
  readonly emphasis: ChalkInstance;
  readonly faint: ChalkInstance;
  readonly plain: ChalkInstance;
  /** What one can type: code, commands, URLs. */
  readonly code: ChalkInstance;
  readonly good: ChalkInstance;
  readonly bad: ChalkInstance;
  readonly changed: ChalkInstance;
  /** The pieces of highlighted code. */
  readonly keyword: ChalkInstance;
  readonly string: ChalkInstance;
  readonly number: ChalkInstance;
  readonly name: ChalkInstance;
  readonly comment: ChalkInstance;
}

/**
 * Only the sixteen colours of the terminal's own theme are used, and of these the four that hold on black and on white
 * in the usual themes: blue and magenta are hard to read on black unless they are bright, yellow and cyan on white.
 */
function paintAt(level: 0 | 1): Paint {
  const chalk = new Chalk({ level });
  return {
    heading: chalk.bold.blueBright,
    strong: chalk.bold,
    emphasis: chalk.italic,
    faint: chalk.dim,
    plain: chalk,
    code: chalk.blueBright,
    good: chalk.green,
    bad: chalk.red,
    changed: chalk.magentaBright,
    keyword: chalk.magentaBright,
    string: chalk.green,
    number: chalk.magentaBright,
    name: chalk.blueBright,
    comment: chalk.dim,
  };
}

const inColour = paintAt(1);
const withoutColour = paintAt(0);

/** How a screen shows meanings; without colour the text comes back as it was. */
export function paintOf(screen: { readonly colour: boolean }): Paint {
  return screen.colour ? inColour : withoutColour;
}
