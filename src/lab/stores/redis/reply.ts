/** A reply in RESP2, with the kinds kept apart that redis-cli prints apart. */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'integer'; readonly text: string }
  | { readonly kind: 'bulk'; readonly bytes: Buffer }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly Reply[] };

/** What a reply says; the empty string for nil and for an array. */
export function textOf(reply: Reply): string {
  if (reply.kind === 'bulk') return reply.bytes.toString();
  return reply.kind === 'nil' || reply.kind === 'array' ? '' : reply.text;
}

type Parsed = { readonly reply: Reply; readonly end: number };

/**
 * Turns bytes into replies, as they come: https://redis.io/docs/latest/develop/reference/protocol-spec/
 * A reply that is split over many chunks is parsed when it is complete.
 */
export class ReplyParser {
  private chunks: Buffer[] = [];
  private length = 0;
  /** No reply can be complete with fewer bytes than this; saves parsing a large one once per chunk. */
  private needed = 1;

  /** The replies that the chunk completes. Throws an Error when the bytes are not RESP2. */
  push(chunk: Buffer): Reply[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.needed) return [];

    const bytes = Buffer.concat(this.chunks);
    const replies: Reply[] = [];
    let start = 0;
    for (let parsed = this.parse(bytes, 0); parsed; parsed = this.parse(bytes, start)) {
      replies.push(parsed.reply);
      start = parsed.end;
    }
    this.needed -= start;
    this.chunks = [bytes.subarray(start)];
    this.length = bytes.length - start;
    return replies;
  }

  private parse(bytes: Buffer, start: number): Parsed | undefined {
    this.needed = bytes.length + 1;
    const lineEnd = bytes.indexOf('\r\n', start);
    if (lineEnd === -1) return undefined;
    const text = bytes.toString('utf8', start + 1, lineEnd);
    const end = lineEnd + 2;
    switch (bytes[start]) {
      case 0x2b: // +
        return { reply: { kind: 'status', text }, end };
      case 0x2d: // -
        return { reply: { kind: 'error', text }, end };
      case 0x3a: // :
        return { reply: { kind: 'integer', text }, end };
      case 0x24: // $
        return this.bulk(bytes, end, Number(text));
      case 0x2a: // *
        return this.array(bytes, end, Number(text));
      default:
        throw new Error(`Not a Redis reply: ${JSON.stringify(text.slice(0, 40))}`);
    }
  }

  private bulk(bytes: Buffer, start: number, size: number): Parsed | undefined {
    if (size === -1) return { reply: { kind: 'nil' }, end: start };
    const end = start + size + 2;
    if (bytes.length < end) {
      this.needed = end;
      return undefined;
    }
    // A copy: a view would keep all of the bytes that were read with it.
    return { reply: { kind: 'bulk', bytes: Buffer.from(bytes.subarray(start, start + size)) }, end };
  }

  private array(bytes: Buffer, start: number, size: number): Parsed | undefined {
    if (size === -1) return { reply: { kind: 'nil' }, end: start };
    const items: Reply[] = [];
    let end = start;
    while (items.length < size) {
      const item = this.parse(bytes, end);
      if (!item) return undefined;
      items.push(item.reply);
      end = item.end;
    }
    return { reply: { kind: 'array', items }, end };
  }
}
