const nameWidth = 58;
const digits = (value) =>
  Math.abs(value) < 10 ? value.toFixed(Number.isInteger(value) ? 0 : 2) : value.toFixed(0);

/** A figure as a line: its median, the lowest and the highest value. */
export function figureLine({ name, unit, median, min, max, values }) {
  const range = values > 1 ? `  (${digits(min)} to ${digits(max)}, ${values} values)` : '';
  return `  ${name.padEnd(nameWidth)} ${digits(median).padStart(8)} ${unit}${range}`;
}

/** A comparison as a line: what came out, the aim, and whether that is met. */
export function comparisonLine({ name, other, value, atMost, atLeast, orAtMost, met }) {
  const aim = [
    atMost !== undefined && `at most ${atMost}`,
    atLeast !== undefined && `at least ${atLeast}`,
    orAtMost !== undefined && `or at most ${orAtMost}`,
  ].filter(Boolean);
  const measured = other === null ? digits(value) : `${value.toFixed(2)} × ${other}`;
  return `  ${met ? 'met        ' : 'falls short'} ${name}: ${measured} (aim: ${aim.join(', ')})`;
}
