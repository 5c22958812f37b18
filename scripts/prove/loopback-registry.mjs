import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * A registry on 127.0.0.1 in which the package of `root`, packed as `tarball`, is published; every other
 * request is redirected to the registry at `upstream`. Resolves with its URL and a `close`.
 */
export async function openLoopbackRegistry({ root, tarball, upstream }) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const bytes = readFileSync(tarball);
  const { name, version } = manifest;
  const file = `/${name}/-/${name}-${version}.tgz`;

  const server = createServer(({ url }, response) => {
    if (url === file) return response.end(bytes);
    if (url !== `/${name}`) return response.writeHead(302, { location: new URL(url, upstream).href }).end();
    const published = {
      ...manifest,
      dist: {
        tarball: `${origin()}${file}`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      },
    };
    return response.end(
      JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: published } }),
    );
  });
  const origin = () => `http://127.0.0.1:${server.address().port}`;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${origin()}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
