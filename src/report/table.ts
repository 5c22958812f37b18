import { type Html, html } from './html.js';

/** What may be wider than the page: it scrolls within itself, also by the keyboard. `what` says to a screen reader what it is. */
export function scrolling(what: string, content: Html): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${what}">${content}</div>`;
}

/** Rows of text under their columns; null is SQL's NULL. */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Html {
  const numeric = columns.map((_, index) => rows.every((row) => isFigure(row[index] ?? '')));
  const kind = (index: number) => (numeric[index] ? html` class="number"` : null);
  const heads = columns.map((name, index) => html`<th scope="col"${kind(index)}>${name}</th>`);
  const cells = (row: readonly (string | null)[]) =>
    row.map((value, index) => html`<td${kind(index)}>${value ?? html`<em>null</em>`}</td>`);
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody></table>`,
  );
}

/** A number, also one with digits in groups or a unit of time; or nothing, which stands in any column. */
const isFigure = (text: string) => /^(?:-?[\d. ]+(?: ?(?:ms|s|%))?)?$/.test(text);
