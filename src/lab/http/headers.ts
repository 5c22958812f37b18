import type { IncomingHttpHeaders } from 'node:http';

/** One value for each header; a header that came several times is joined by commas. */
export function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(entries);
}
