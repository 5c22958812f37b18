/** At first pages are touched and code is compiled; so many turns are not looked at. */
const warmUpTurns = 4;
/** As few turns after it say nothing of memory, which goes up and down with the garbage. */
const turnsForMemory = 20;
/**
 * What may be more at the end than at the beginning. Handles and threads of connections and workers that end just now are
 * counted or not; V8 and malloc keep some of what they have once needed, which comes to an end, so that the memory's limit
 * is one that any leak of a lab, a worker or a recording in each turn passes within the hour.
 */
const mayGrow = { megabytes: 40, processes: 0, handles: 4, threads: 4, files: 0 };

/** What has grown from the first tenth of the turns after the warm-up to the last, by more than it may: a line each. */
export function growth(footprints) {
  const looked = footprints.slice(warmUpTurns);
  const tenth = Math.ceil(looked.length / 10);
  const [first, last] = [looked.slice(0, tenth), looked.slice(-tenth)];
  if (looked.length < 2) return [`only ${footprints.length} turns came about`];
  return Object.entries(mayGrow).flatMap(([name, limit]) => {
    if (name === 'megabytes' && looked.length < turnsForMemory) return [];
    const [before, after] = [first, last].map((tenth) => mean(tenth.map((one) => one[name])));
    return after - before > limit ? [`${name} grew from ${before.toFixed(1)} to ${after.toFixed(1)}`] : [];
  });
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
