import { TutorialError } from '../../../src/errors.ts';
import { describeAddress } from '../../../src/lab/stores/url/describe-address.ts';
import { withDatabase, withoutPassword, withPassword } from '../../../src/lab/stores/url/edit-url.ts';
import { parsePostgresUrl } from '../../../src/lab/stores/url/parse-postgres.ts';
import { parseRedisUrl } from '../../../src/lab/stores/url/parse-redis.ts';
import { mutateText } from './mutate-text.mjs';

/** A word that stands in every password, and nowhere else. */
const secret = 'hunter2';

const postgres = [
  'postgres://anna:<>@db.example.com:5432/shop?sslmode=require',
  'postgresql://anna:<>@[::1]/shop?application_name=x',
  'postgres:///shop?host=/var/run/postgresql&user=anna&password=<>',
  'postgres://anna@db.example.com/shop?password=<>&sslmode=verify-full&channel_binding=require',
];
const redis = [
  'redis://default:<>@cache.example.com:6379/5',
  'rediss://:<>@cache.example.com?ssl_cert_reqs=none',
  'valkeys://anna:<>@[::1]:6379/0?db=3',
];
const raw = [
  '',
  'p',
  '@',
  ':',
  '/',
  '?',
  '#',
  '%',
  '%4',
  '&',
  '=',
  ' ',
  '[',
  ']',
  'é',
  '%00',
  '%zz',
  '\\',
  '"',
  '<',
  "'",
];

const encodings = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** URLs of stores, right and wrong, with a password: an address, or a sentence; the password is told nowhere. */
export function tryUrls(trials, random, times) {
  for (let left = times; left > 0; left--) {
    const password = `${random.pick(raw)}${secret}${random.pick(raw)}${random.pick(raw)}`;
    for (const [kind, forms, parse] of [
      ['PostgreSQL URL', postgres, parsePostgresUrl],
      ['Redis URL', redis, parseRedisUrl],
    ]) {
      const form = random.pick(forms);
      // Right ones, too, whose password must come back as it was.
      if (random.below(2) === 0) {
        const url = form.replace('<>', encodeURIComponent(password));
        const same = (address) =>
          address.password === password ? toldNowhere(address, url) : `the password ${address.password}`;
        trials.one(kind, url, parse, clear, /%00/.test(password) ? undefined : same);
      } else {
        const url = mutateText(form, random).replace('<>', password);
        trials.one(`${kind}, wrong`, url, parse, clear, (address) => toldNowhere(address, url));
      }
    }
  }
}

const clear = (error) => error instanceof TutorialError && !error.message.includes(secret);

/** What is shown of an address, and of a URL that could be read, has no password. */
function toldNowhere(address, url) {
  if (!encodings.includes(address.encryption.mode)) return `the encryption ${address.encryption.mode}`;
  if (!address.password?.includes(secret)) return undefined;
  for (const shown of [describeAddress(address), withoutPassword(url)])
    if (shown.includes(secret)) return `shown: ${shown}`;
  if (address.product === 'redis') withDatabase(url, 7);
  const again = address.product === 'redis' ? parseRedisUrl : parsePostgresUrl;
  const other = again(withPassword(url, 'an@ther')).password;
  return other === 'an@ther' ? undefined : `another password becomes ${other}`;
}
