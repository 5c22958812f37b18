/** A duration in ms as a person reads it, to three figures: `0.21 ms`, `71.8 ms`, `348 ms`, `1.2 s`, `4 min 58 s`. */
export function formatDuration(ms: number): string {
  if (ms < 0.995) return `${ms.toFixed(2)} ms`;
  if (ms < 99.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** The time to live of a key: `5.0 s left`, or `no expiry`. To the tenth of a second, since that is what it is read at. */
export function formatTtl(ms: number | null): string {
  if (ms === null) return 'no expiry';
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s left` : `${formatDuration(ms)} left`;
}
