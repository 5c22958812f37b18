import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * A data directory in one file: brotli over a list of what is in it, as one line of JSON, and then the
 * bytes of the files one after the other.
 */
interface Listing {
  readonly directories: readonly string[];
  readonly files: readonly (readonly [name: string, size: number])[];
}

/** Packs a closed data directory. */
export function packDirectory(directory: string): Buffer {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const nameOf = (entry: (typeof entries)[number]) =>
    path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
  const names = entries.filter((entry) => entry.isFile()).map(nameOf);
  const contents = names.map((name) => readFileSync(path.join(directory, name)));
  const listing: Listing = {
    directories: entries
      .filter((entry) => entry.isDirectory())
      .map(nameOf)
      .sort(),
    files: names.map((name, index) => [name, contents[index]?.length ?? 0]),
  };
  const packed = Buffer.concat([Buffer.from(`${JSON.stringify(listing)}\n`), ...contents]);
  return brotliCompressSync(packed, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: packed.length,
    },
  });
}

/** Unpacks a packed data directory into `directory`, which must exist. Throws what the file system throws. */
export function unpackDirectory(packed: Buffer, directory: string): void {
  const bytes = brotliDecompressSync(packed);
  let at = bytes.indexOf('\n') + 1;
  const listing = JSON.parse(bytes.toString('utf8', 0, at)) as Listing;
  // The server refuses a data directory that others may write to.
  for (const name of listing.directories) mkdirSync(path.join(directory, name), { mode: 0o700 });
  for (const [name, size] of listing.files) {
    writeFileSync(path.join(directory, name), bytes.subarray(at, at + size), { mode: 0o600 });
    at += size;
  }
}
