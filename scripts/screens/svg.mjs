const cellWidth = 8.4;
const cellHeight = 19;
const padding = 16;
const columns = 92;

/** The sixteen colours on a dark ground. */
const palette = [
  ['#6e7681', '#ff7b72', '#7ee787', '#e3b341', '#79c0ff', '#d2a8ff', '#76e3ea', '#e6edf3'],
  ['#8b949e', '#ffa198', '#aff5b4', '#f2cc60', '#a5d6ff', '#e2c5ff', '#b3f0ff', '#ffffff'],
].flat();

/** Lines of a terminal, as `Recorder` gives them, as an SVG picture whose text can be selected. */
export function svgOf(lines) {
  const width = Math.ceil(columns * cellWidth + 2 * padding);
  const height = lines.length * cellHeight + 2 * padding;
  const texts = lines.flatMap((pieces, row) =>
    pieces.flatMap(phrasesOf).map((phrase) => textOf(phrase, padding + (row + 0.75) * cellHeight)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${texts.join('\n')}
</g>
</svg>
`;
}

/** Each phrase has a place of its own, since SVG makes one of several spaces. */
function phrasesOf(piece) {
  const phrases = piece.text.matchAll(/\S+(?: \S+)*/g);
  return [...phrases].map(({ 0: text, index }) => ({ ...piece, text, column: piece.column + index }));
}

function textOf({ column, text, colour, bold, dim }, y) {
  const attributes = [
    `x="${(padding + column * cellWidth).toFixed(1)}"`,
    `y="${y.toFixed(1)}"`,
    // Whatever font there is, the columns stay where they were.
    `textLength="${([...text].length * cellWidth).toFixed(1)}"`,
    'lengthAdjust="spacingAndGlyphs"',
    ...(colour === null ? [] : [`fill="${palette[colour] ?? palette[7]}"`]),
    ...(bold ? ['font-weight="bold"'] : []),
    ...(dim ? ['opacity="0.65"'] : []),
  ];
  return `<text ${attributes.join(' ')}>${escaped(text)}</text>`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
