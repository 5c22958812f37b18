/** The text with a star for every character. */
export const masked = (text: string): string => '*'.repeat(text.length);

/**
 * A URL as it may be seen while it is typed: of the same length, with stars for what is a password, or may become one
 * when there is more of it. Only digits after a host's colon are shown, since they are a port.
 */
export function withPasswordMasked(url: string): string {
  const start = /^\s*[\w+-]+:\/\/[^:@/?#[\]]*:/.exec(url)?.[0].length;
  const inQuery = (text: string) =>
    text.replace(
      /([?&](?:ssl)?password=)([^&#]*)/gi,
      (_, name: string, value: string) => name + masked(value),
    );
  if (start === undefined) return inQuery(url);
  const at = url.lastIndexOf('@');
  const rest = url.slice(start);
  if (at >= start) return url.slice(0, start) + masked(url.slice(start, at)) + inQuery(url.slice(at));
  const isPort = /^\d+([/?#]|$)/.test(rest) && !url.slice(0, start).endsWith('//:');
  return url.slice(0, start) + (isPort ? inQuery(rest) : masked(rest));
}
