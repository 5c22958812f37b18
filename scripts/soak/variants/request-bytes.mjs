/** The bytes of a request. */
export function bytesOf({ method, path, query, type, body, headers, framing }) {
  const withBody = method !== 'GET' && method !== 'HEAD';
  const payload = withBody ? Buffer.from(body) : Buffer.alloc(0);
  const [more, content] = withBody ? framed(payload, framing) : [[], payload];
  const lines = [...headers, ...(withBody ? [['content-type', type]] : []), ...more];
  const head = [
    `${method} ${path}${query} HTTP/1.1`,
    'host: x',
    ...lines.map(([key, value]) => `${key}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}

function framed(body, framing) {
  const chunk = Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
  if (framing === 'chunked')
    return [[['transfer-encoding', 'chunked']], body.length > 0 ? chunk : Buffer.from('0\r\n\r\n')];
  if (framing === 'broken chunks')
    return [[['transfer-encoding', 'chunked']], Buffer.concat([Buffer.from('zz\r\n'), chunk])];
  if (framing === 'none') return [[], body];
  const length = {
    right: body.length,
    'too long': body.length + 9,
    'too short': Math.max(0, body.length - 3),
  }[framing];
  return [[['content-length', String(length)]], body];
}
