import type { RequestEvent } from '../lesson/events.js';
import { widthOf } from './text.js';

type CurlRequest = Pick<RequestEvent, 'method' | 'url' | 'requestBody'>;

/**
 * The command that sends a request, to be pasted into a POSIX shell. Wider than `width`, it goes on after a
 * backslash at the next option; no argument is ever broken, so a long URL may pass the edge.
 */
export function curlCommand({ method, url, requestBody }: CurlRequest, width: number): string {
  // curl takes brackets and braces in a URL for ranges of URLs, unless it is told not to.
  const parts = [/[[\]{}]/.test(url) ? 'curl -g' : 'curl'];
  if (method !== 'GET' || requestBody !== null) parts.push(`-X ${method}`);
  if (requestBody !== null) {
    parts.push("-H 'content-type: application/json'");
    // `-d @name` would send the file of that name.
    parts.push(`${requestBody.startsWith('@') ? '--data-raw' : '-d'} ${shellQuote(requestBody)}`);
  }
  parts.push(shellQuote(url));

  const [first = '', ...others] = parts;
  const lines = [first];
  for (const part of others) {
    const line = `${lines.at(-1)} ${part}`;
    const isLast = part === others.at(-1);
    if (widthOf(line) + (isLast ? 0 : 2) <= width) lines[lines.length - 1] = line;
    else lines.push(`  ${part}`);
  }
  return lines.join(' \\\n');
}

/** One word for a POSIX shell: in single quotes, in which only a single quote must be taken out. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
