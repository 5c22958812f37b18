import type { RequestEvent } from '../lesson/events.js';
import { widthOf } from './text.js';

type CurlRequest = Pick<RequestEvent, 'method' | 'url' | 'requestBody'>;

/**
 * The command that sends a request, to be pasted into a POSIX shell. Wider than `width`, it goes on after a
 * backslash at the next option; no argument is ever broken, so a long URL or body may pass the edge.
 */
export function curlCommand({ method, url, requestBody }: CurlRequest, width: number): string {
  // curl takes brackets and braces in a URL for ranges of URLs, unless it is told not to.
  const parts: Part[] = [[/[[\]{}]/.test(url) ? 'curl -g' : 'curl']];
  if (method !== 'GET' || requestBody !== null) parts.push([`-X ${method}`]);
  if (requestBody !== null) {
    parts.push(['-H', "'content-type: application/json'"]);
    // `-d @name` would send the file of that name.
    parts.push([requestBody.startsWith('@') ? '--data-raw' : '-d', shellQuote(requestBody)]);
  }
  parts.push([shellQuote(url)]);
  const widest = Math.max(...parts.slice(0, -1).map((part) => widthOf(part.join(' '))));
  return lay(parts, width, widest + indented.length + goesOn.length <= width ? indented : '');
}

/** What should stay on one line: an option, with its argument if it has one; or the URL. */
type Part = readonly string[];

const indented = '  ';
const goesOn = ' \\';

function lay(parts: readonly Part[], width: number, indentation: string): string {
  const lines: string[] = [];
  let line = '';
  parts.forEach((part, index) => {
    const room = width - (index === parts.length - 1 ? 0 : goesOn.length);
    const whole = part.join(' ');
    const longer = line === '' ? whole : `${line} ${whole}`;
    // A URL wider than the screen is not helped by a line of its own, unless it were first on it anyway.
    const hopeless = lines.length === 0 && part.length === 1 && widthOf(indentation + whole) > room;
    if (line === '' || widthOf(longer) <= room || hopeless) {
      line = longer;
      return;
    }
    lines.push(line);
    const apart = widthOf(indentation + whole) > room ? part : [whole];
    lines.push(...apart.slice(0, -1).map((piece) => indentation + piece));
    line = indentation + (apart.at(-1) ?? '');
  });
  return [...lines, line].join(`${goesOn}\n`);
}

/** One word for a POSIX shell: in single quotes, in which only a single quote must be taken out. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
