import fc from 'fast-check';
import { framing, header, json, type } from './hostile-bodies.mjs';
import { encoded, raw } from './hostile-names.mjs';

const query = fc.oneof(
  { weight: 6, arbitrary: encoded.map((text) => `?drink=${text}`) },
  encoded.map((text) => `?drink=${text}&drink=latte`),
  encoded.map((text) => `?${text}=1&drink=latte`),
  fc.constantFrom(
    '',
    '?',
    '?drink',
    '?drink=',
    '?drink[]=latte',
    '?drink[__proto__]=1',
    '?__proto__[drink]=latte',
    '?DRINK=latte',
  ),
  fc.constantFrom(
    '?drink=%',
    '?drink=%ff',
    '?drink=%C0%80',
    '?drink=%ED%A0%80',
    '?drink=a+b',
    '?drink=a;b=c',
    '#?drink=latte',
  ),
  fc.nat(20_000).map((length) => `?drink=${'x'.repeat(length)}`),
  raw.map((text) => `?drink=${text}`),
);
const path = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '/orders/count',
      '/orders/count',
      '/orders',
      '/orders/first',
      '/orders/prices',
    ),
  },
  fc.constantFrom(
    '/',
    '//',
    '//[',
    '/orders/',
    '/orders/%63ount',
    '/orders/../orders/count',
    '/ORDERS',
    '*',
    'http://x/orders/count',
  ),
  raw.map((text) => `/${text}`),
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'GET', 'POST') },
  fc.constantFrom(
    'PUT',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'PATCH',
    'TRACE',
    'CONNECT',
    'get',
    'QUIT',
    'PROPFIND',
    '',
  ),
);

/** One request whose form is right, so that its names reach the handlers; or one that is broken anywhere. */
const rightInForm = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST'),
  path: fc.constantFrom('/orders/count', '/orders/count', '/orders', '/orders/first', '/orders/prices'),
  query,
  type: fc.constant('application/json'),
  body: json,
  headers: fc.constant([]),
  framing: fc.constantFrom('right', 'right', 'chunked'),
});
const anyhow = fc.record({
  method,
  path,
  query,
  type,
  body: json,
  headers: fc.array(header, { maxLength: 2 }),
  framing,
});
const request = fc.oneof({ weight: 4, arbitrary: rightInForm }, anyhow);

/** Requests on one connection, sent before the first is answered; `cut`: how much of the last is not sent. */
export const conversation = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 8 }),
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(300)),
});
