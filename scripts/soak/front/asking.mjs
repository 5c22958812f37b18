import { front, message, run } from './messages.mjs';

/**
 * What a client asks that does everything right, and what must be answered. Each has a client's own name and
 * counters in it, so that an answer that was meant for another one is seen. `me`: { name, count (rows in its table),
 * prepared (names it has prepared), id (grows) }.
 * @type {((me, random) => { send: Buffer[], expect: string[] }[])[]}
 */
export const asking = [
  (me) => [
    {
      send: [front.query(`SELECT '${me.name}', ${me.id}`)],
      expect: ['T', `D:${me.name},${me.id}`, 'C:SELECT 1', 'Z:I'],
    },
  ],
  (me) => [
    {
      send: [...run('SELECT $1::text', `${me.name}-${me.id}`), front.sync],
      expect: ['1', '2', `D:${me.name}-${me.id}`, 'C:SELECT 1', 'Z:I'],
    },
  ],
  (me, random) => {
    // The names are the same on all connections, what is behind them is not.
    const name = `s${random.below(3)}`;
    const prepare = me.prepared.has(name) ? [] : [front.parse(name, `SELECT $1::int, '${me.name} ${name}'`)];
    me.prepared.add(name);
    const use = [front.bind('', name, [`${me.id}`]), front.describe('P', ''), front.execute(''), front.sync];
    const answer = ['2', 'T', `D:${me.id},${me.name} ${name}`, 'C:SELECT 1', 'Z:I'];
    return [{ send: [...prepare, ...use], expect: [...prepare.map(() => '1'), ...answer] }];
  },
  (me, random) => {
    const name = `s${random.below(3)}`;
    me.prepared.delete(name);
    return [{ send: [front.close('S', name), front.sync], expect: ['3', 'Z:I'] }];
  },
  () => [
    { send: [...run('SELECT * FROM nowhere'), ...run('SELECT 1'), front.sync], expect: ['E:42P01', 'Z:I'] },
    { send: [front.query('SELECT 1 / 0; SELECT 2')], expect: ['E:22012', 'Z:I'] },
  ],
  (me) => [
    { send: [front.query('BEGIN')], expect: ['C:BEGIN', 'Z:T'] },
    {
      send: [...run(`INSERT INTO ${me.name} VALUES ($1)`, `${me.id}`), front.sync],
      expect: ['1', '2', 'C:INSERT 0 1', 'Z:T'],
    },
    {
      send: [front.query(`SELECT count(*) FROM ${me.name}`)],
      expect: ['T', `D:${me.count + 1}`, 'C:SELECT 1', 'Z:T'],
    },
    ...(me.id % 2 === 0
      ? [{ send: [front.query('ROLLBACK')], expect: ['C:ROLLBACK', 'Z:I'] }]
      : [{ send: [front.query('COMMIT')], expect: ['C:COMMIT', 'Z:I'], afterwards: () => me.count++ }]),
  ],
  () => [
    { send: [front.query('BEGIN'), front.query('nonsense')], expect: ['C:BEGIN', 'Z:T', 'E:42601', 'Z:E'] },
    { send: [...run('SELECT 1'), front.sync], expect: ['E:25P02', 'Z:E'] },
    { send: [front.query('COMMIT')], expect: ['C:ROLLBACK', 'Z:I'] },
  ],
  (me) => [
    {
      send: [
        front.parse('', `SELECT ${me.id} + g FROM generate_series(1, $1::int) g`),
        front.bind('p', '', ['3']),
        front.execute('p', 2),
        front.execute('p', 2),
        front.close('P', 'p'),
        front.sync,
      ],
      expect: ['1', '2', `D:${me.id + 1}`, `D:${me.id + 2}`, 's', `D:${me.id + 3}`, 'C:SELECT 1', '3', 'Z:I'],
    },
  ],
  (me) => [
    {
      send: [...run('SELECT $1::int', `${me.id}`), front.flush],
      expect: ['1', '2', `D:${me.id}`, 'C:SELECT 1'],
    },
    { send: [front.sync], expect: ['Z:I'] },
  ],
  (me) => [
    { send: [front.query(`COPY ${me.name} FROM STDIN`)], expect: ['G'] },
    {
      send: [front.copyData(`${me.id}\n`), front.copyData('7\n8\n'), front.copyDone],
      expect: ['C:COPY 3', 'Z:I'],
      afterwards: () => (me.count += 3),
    },
  ],
  (me) => [
    { send: [front.query(`COPY ${me.name} FROM STDIN`)], expect: ['G'] },
    { send: [front.copyData('1\n'), message('f', Buffer.from('no\0'))], expect: ['E:57014', 'Z:I'] },
  ],
  (me) => [
    {
      send: [front.query(`COPY (SELECT ${me.id}) TO STDOUT`)],
      expect: ['H', `d:${me.id}`, 'c', 'C:COPY 1', 'Z:I'],
    },
  ],
  (me) => [
    {
      send: [
        ...run('SELECT 1'),
        front.sync,
        ...run('nonsense'),
        front.sync,
        front.query(''),
        ...run('SELECT $1::text', me.name),
        front.sync,
      ],
      expect: [
        '1',
        '2',
        'D:1',
        'C:SELECT 1',
        'Z:I',
        'E:42601',
        'Z:I',
        'I',
        'Z:I',
        '1',
        '2',
        `D:${me.name}`,
        'C:SELECT 1',
        'Z:I',
      ],
    },
  ],
  (me) => [
    {
      send: [front.query(`SET statement_timeout = ${me.number + 1000}`)],
      expect: ['C:SET', 'Z:I'],
      afterwards: () => (me.set = true),
    },
  ],
  (me) => [
    {
      send: [front.query("SELECT current_setting('statement_timeout')")],
      expect: ['T', me.set ? `D:${timeout(me.number + 1000)}` : 'D:0', 'C:SELECT 1', 'Z:I'],
    },
  ],
  (_, random) => {
    const count = 1 + random.below(3000);
    const text = 'x'.repeat(count);
    return [
      {
        send: [...run('SELECT repeat($1::text, 30)', text), front.sync],
        expect: ['1', '2', `D:${text.repeat(30)}`, 'C:SELECT 1', 'Z:I'],
      },
    ];
  },
];

/** As PostgreSQL writes it: whole seconds are so many s. */
const timeout = (ms) => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);
