import { insideMargin, onPage } from '../view/page.js';
import { type Screen, screenOf } from '../view/screen.js';

/** Prints a text with the margin of a page, as wide and as colourful as the output can show it. */
export function printPage(render: (screen: Screen) => string): void {
  const found = screenOf(process.stdout);
  const screen = { ...found, colour: found.colour && process.stdout.isTTY };
  process.stdout.write(`${onPage(render(insideMargin(screen)), screen)}\n`);
}
