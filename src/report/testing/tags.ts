/** A start tag of a page, as a browser would read it. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const empty = new Set(['meta', 'br', 'hr', 'line', 'path', 'rect']);

/** The start tags of HTML, in order. Throws where they are not closed in turn, or where a `<` begins none. */
export function tagsOf(html: string): Tag[] {
  const text = html.replace(/<style>[^<]*<\/style>/, '').replace(/<!doctype html>/, '');
  const open: string[] = [];
  const tags: Tag[] = [];
  for (const match of text.matchAll(/<(\/?)([a-z][a-z\d]*)((?: [\w:-]+(?:="[^"]*")?)*)(\/?)>|</gi)) {
    const [whole, closing, name, attributes = ''] = match;
    if (name === undefined) throw new Error(`no tag: ${text.slice(match.index, match.index + 60)}`);
    if (closing === '/') {
      const last = open.pop();
      if (last !== name)
        throw new Error(`</${name}> within <${last}>: ${text.slice(match.index - 80, match.index)}`);
      continue;
    }
    if (!empty.has(name)) open.push(name);
    else if (whole.endsWith('/>') !== ['line', 'path', 'rect'].includes(name)) throw new Error(whole);
    const pairs = [...attributes.matchAll(/ ([\w:-]+)(?:="([^"]*)")?/g)];
    tags.push({ name, attributes: Object.fromEntries(pairs.map(([, key, value]) => [key, value ?? ''])) });
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  return tags;
}

/** What a reader sees of HTML: without tags, runs of white space as one space. */
export function textOf(html: string): string {
  return html
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
