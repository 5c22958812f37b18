import { back, front, message } from '../../../src/lab/tap/testing/postgres-messages.ts';
import { Talk } from './talk.mjs';

/** A conversation with PostgreSQL as it should be, of about `length` statements. */
export function postgresTalk(random, length) {
  const talk = postgresOpening(random);
  for (let id = 1; id <= length; id++) {
    if (random.below(10) === 0) talk.answer(random.pick([back.notice, notification, setting]));
    random.pick(exchanges)(talk, id, random);
  }
  if (random.below(2) === 0) talk.ask(front.terminate);
  return talk;
}

export function postgresOpening(random) {
  const talk = new Talk();
  for (const request of [front.ssl, front.gss]) {
    if (random.below(4) > 0) continue;
    talk.ask(request);
    talk.answer('N');
  }
  talk.ask(front.startup);
  talk.answer(back.welcome);
  return talk;
}

const notification = message('A', Buffer.from('\0\0\0\x01channel\0news\0'));
const setting = message('S', Buffer.from('TimeZone\0UTC\0'));
const rows = (count) => Array(count).fill(back.row('one'));

/** One kind of statement each, with its reply. */
const exchanges = [
  (talk, id, random) => {
    const count = random.below(4);
    talk.ask(front.query(`SELECT ${id}`));
    talk.answer(back.columns, ...rows(count), back.complete(`SELECT ${count}`), back.ready());
    talk.expect(`SELECT ${id}`, count === 1 ? '1 row' : `${count} rows`);
  },
  (talk, id) => {
    talk.ask(front.query(`INSERT ${id}; SELECT nonsense`));
    talk.answer(back.complete(`INSERT 0 ${id}`), back.error(`no ${id}`), back.ready());
    talk.expect(`INSERT ${id}; SELECT nonsense`, `INSERT 0 ${id}, ERROR: no ${id}`);
  },
  (talk, id) => {
    talk.ask(front.query(''), front.query(`BEGIN --${id}`));
    talk.answer(back.empty, back.ready(), back.complete('BEGIN'), back.ready('T'));
    talk.expect('', '(empty query)');
    talk.expect(`BEGIN --${id}`, 'BEGIN');
  },
  (talk, id) => {
    talk.ask(front.parse('', `INSERT $1, '$1', $2`, [23, 25]), front.describe('S', ''));
    talk.ask(front.bind('', '', [`${id}`, 'it']), front.describe('P', ''), front.execute(''), front.sync);
    talk.answer(back.parsed, back.parameters([23, 25]), back.noData, back.bound, back.noData);
    talk.answer(back.complete(`INSERT 0 ${id}`), back.ready());
    talk.expect(`INSERT ${id}, '$1', 'it'`, `INSERT 0 ${id}`);
  },
  (talk, id) => {
    const name = `s${id % 5}`;
    if (!talk[name]) {
      talk[name] = id;
      talk.ask(front.parse(name, `UPDATE ${id}, $1`, [25]), front.sync);
      talk.answer(back.parsed, back.ready());
    }
    talk.ask(front.bind('', name, [`${id}`]), front.execute(''), front.sync);
    talk.answer(back.bound, back.complete(`UPDATE ${id}`), back.ready());
    talk.expect(`UPDATE ${talk[name]}, '${id}'`, `UPDATE ${id}`);
  },
  (talk, id) => {
    talk.ask(
      front.parse('', `FAIL ${id}`),
      front.bind('', ''),
      front.execute(''),
      front.execute(''),
      front.sync,
    );
    talk.answer(back.parsed, back.error(`no ${id}`), back.ready());
    talk.expect(`FAIL ${id}`, `ERROR: no ${id}`);
  },
  (talk, id) => {
    talk.ask(front.query(`COPY t${id} FROM STDIN`));
    talk.answer(back.copyIn);
    talk.ask(front.copyData('1\n'), front.copyData(`${'2\n'.repeat(id)}`), front.copyDone);
    talk.answer(back.complete(`COPY ${id}`), back.ready());
    talk.expect(`COPY t${id} FROM STDIN`, `COPY ${id}`);
  },
  (talk, id) => {
    talk.ask(front.query(`COPY t${id} TO STDOUT`));
    talk.answer(message('H', Buffer.alloc(3)), front.copyData('1\n'), front.copyDone);
    talk.answer(back.complete(`COPY ${id}`), back.ready());
    talk.expect(`COPY t${id} TO STDOUT`, `COPY ${id}`);
  },
  (talk, id) => {
    talk.ask(front.parse('', `SELECT ${id}`), front.bind(`p${id}`, ''), front.execute(`p${id}`, 2));
    talk.ask(front.execute(`p${id}`), front.close('P', `p${id}`), front.sync);
    talk.answer(back.parsed, back.bound, ...rows(2), back.suspended, ...rows(1), back.complete('SELECT 1'));
    talk.answer(back.closed, back.ready());
    talk.expect(`SELECT ${id}`, '2 rows, more to come');
    talk.expect(`FETCH ALL FROM "p${id}"`, '1 row');
  },
  (talk, id) => {
    talk.ask(front.parse('', `SELECT ${id}`), front.bind('', ''), front.execute(''), front.flush);
    talk.answer(back.parsed, back.bound, ...rows(1), back.complete('SELECT 1'));
    talk.ask(front.sync);
    talk.answer(back.ready());
    talk.expect(`SELECT ${id}`, '1 row');
  },
  (talk, id, random) => {
    if (random.below(40) > 0) return;
    const huge = Buffer.alloc(random.below(2_000_000), id);
    talk.ask(front.parse('', 'SELECT $1'), front.bind('', '', [huge]), front.execute(''), front.sync);
    talk.answer(
      back.parsed,
      back.bound,
      back.row(huge.toString('latin1')),
      back.complete('SELECT 1'),
      back.ready(),
    );
    talk.expect(undefined, '1 row');
  },
];
