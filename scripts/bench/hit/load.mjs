import autocannon from 'autocannon';

/** GET of the count of one of many drinks; the first of them is one that is sold. */
const countPath = (drink) => `/orders/count?drink=latte${drink === 0 ? '' : drink}`;

/** Puts so many drinks into a server's cache. Throws unless each then is a hit. */
export async function fill(url, drinks) {
  for (let drink = 0; drink < drinks; drink++) {
    const first = await (await fetch(url + countPath(drink))).text();
    const second = await fetch(url + countPath(drink));
    const answer = await second.text();
    const isHit =
      second.headers.get('x-cache') === 'hit' && /^\{"drink":"latte\d*","count":\d+\}$/.test(answer);
    if (!isHit || answer !== first)
      throw new Error(`${url} answered ${first} and then ${answer}, not a hit.`);
  }
}

/**
 * Asks a server for counts over many connections at once, on each the next as soon as the one before is answered, for
 * `seconds`. With `drinkEach` every connection asks for a drink of its own, else all for the same. Returns how many were
 * answered, and that per second. Rejects when an answer is not a 200.
 */
export async function load(url, { connections, drinkEach, seconds }) {
  let opened = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: 50,
    setupClient: (client) => client.setRequests([{ path: countPath(drinkEach ? opened++ : 0) }]),
  });
  const others = result.non2xx + result.errors;
  if (others > 0) throw new Error(`${others} requests to ${url} were not answered with 200.`);
  const answers = result['2xx'];
  return { answers, perSecond: (answers * 1000) / (result.finish - result.start) };
}
