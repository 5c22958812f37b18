import type { Bench, Reply } from '../../src/exercise/bench.js';
import { notAnswered, start } from '../../src/exercise/checks/answers.js';
import { awkwardNames, withQuery } from '../../src/exercise/checks/names.js';
import {
  averageTolerance,
  describeField,
  numberIn,
  saysNumber,
  show,
} from '../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../src/exercise/exercise.js';
import { psqlLine } from '../../src/exercise/shell.js';

const averageOf = 'SELECT avg(price_cents)::float8 FROM orders WHERE drink = $1';
const pathOf = (drink: string) => withQuery('/orders/average', { drink });

async function truth(bench: Bench, drink: string): Promise<number | null> {
  const [row] = await bench.sql(averageOf, [drink]);
  return row?.[0] == null ? null : Number(row[0]);
}

/** A failure unless the reply has the drink's average as the database has it now. */
async function wrongAverage(bench: Bench, reply: Reply, drink: string): Promise<Failure | undefined> {
  const why = 'Before an answer can be kept, it has to be right.';
  const failure = notAnswered(reply, why);
  if (failure) return failure;
  const expected = await truth(bench, drink);
  if (saysNumber(bench, reply, 'average', expected, averageTolerance)) return undefined;
  return {
    ...(await knownMistake(bench, numberIn(reply, 'average'), drink, expected)),
    expected: `\`average\` is ${show(expected)}, as PostgreSQL has it`,
    got: `${describeField(reply, 'average')}, in${start(reply)}`,
    why,
    reproduce: [reply.curl, psqlLine(averageOf, [drink])],
  };
}

/** Compares a wrong average with what one gets by the usual slips. */
async function knownMistake(
  bench: Bench,
  got: number | null | undefined,
  drink: string,
  expected: number | null,
): Promise<Pick<Failure, 'mistake' | 'tryThis'>> {
  const unknown = { tryThis: 'Run the SQL of your route in psql, and compare.' };
  if (typeof got !== 'number' || expected === null) return unknown;
  const is = (value: number) => Math.abs(got - value) <= averageTolerance;
  if (got === Math.floor(expected)) {
    return {
      mistake: 'your average is cut off',
      tryThis: 'Dividing integers in SQL drops the rest: use `avg`, or divide as `numeric` or `float8`.',
    };
  }
  if (Math.abs(got * 100 - expected) <= 1) {
    return {
      mistake: 'you answer in whole units of money',
      tryThis: 'Prices are cents, and so is the answer.',
    };
  }
  const [row = []] = await bench.sql(
    'SELECT (SELECT avg(price_cents) FROM orders), sum(price_cents), count(*) FROM orders WHERE drink = $1',
    [drink],
  );
  const [all = 0, sum = 0, count = 0] = row.map(Number);
  if (is(all)) {
    return {
      mistake: 'you average the orders of all drinks',
      tryThis: 'Choose the orders of one drink: `WHERE drink = $1`.',
    };
  }
  if (is(sum))
    return { mistake: 'you add the prices up', tryThis: 'The average is the sum divided by the count.' };
  if (is(count))
    return { mistake: 'you count the orders', tryThis: 'What is asked for is `avg(price_cents)`.' };
  return unknown;
}

const average: Check = {
  id: 'average',
  title: 'the average equals the database',
  async run(bench) {
    for (const to of ['A', 'B', 'A'] as const) {
      const drink = await bench.newDrink();
      const failure = await wrongAverage(bench, await bench.get(pathOf(drink.name), to), drink.name);
      if (failure) return failure;
    }
    return undefined;
  },
};

const missing: Check = {
  id: 'missing',
  title: 'a request without a drink is answered with 400',
  after: ['average'],
  async run(bench) {
    for (const path of ['/orders/average', '/orders/average?drink=']) {
      const reply = await bench.get(path);
      if (reply.status === 400) continue;
      if (reply.status === 422) {
        bench.warn({
          text: `\`${path}\` is answered with 422`,
          why: 'It says the same as 400, but the task has 400.',
        });
        continue;
      }
      const served = reply.status < 300;
      return {
        ...(served && { mistake: 'no drink is taken for a drink' }),
        expected: `status 400 for \`${path}\``,
        got: `status ${reply.status}${start(reply)}`,
        why: 'A mistake of the client should be told to the client. Once there is a cache, every such request would also leave an entry in it.',
        tryThis: served
          ? 'Look whether there is a drink, and whether it is more than an empty string, before you ask PostgreSQL.'
          : 'Check the drink before it is used, and answer 400 when it is not there.',
        reproduce: [reply.curl],
      };
    }
    return undefined;
  },
};

const unknown: Check = {
  id: 'unknown',
  title: 'a drink that nobody has ordered is answered with null',
  after: ['average'],
  async run(bench) {
    const reply = await bench.get(pathOf(bench.unknownDrink()));
    const form = {
      expected: 'status 200, and `average` is null',
      why: 'No orders is an answer like any other. A client must be able to tell it from free coffee, and from a mistake.',
      reproduce: [reply.curl],
    };
    if (reply.status === 404) {
      return {
        ...form,
        mistake: 'you take a drink without orders for an error',
        got: `status 404${start(reply)}`,
        tryThis: 'Answer 200 with `"average": null`.',
      };
    }
    const failure = notAnswered(reply, form.why);
    if (failure || saysNumber(bench, reply, 'average', null)) return failure;
    const zero = numberIn(reply, 'average') === 0;
    return {
      ...form,
      ...(zero && { mistake: 'you turn null into 0' }),
      got: `${describeField(reply, 'average')}, in${start(reply)}`,
      tryThis: zero
        ? '`Number(null)` is 0. Look for null first.'
        : '`avg` over no rows is one row with null in it: pass that on.',
    };
  },
};

const asText: Check = {
  id: 'as-text',
  title: 'a name never becomes part of the SQL, or a pattern',
  after: ['average', 'unknown'],
  async run(bench) {
    for (const name of awkwardNames(bench.random)) {
      await bench.newDrink(name);
      const failure = await wrongAverage(bench, await bench.get(pathOf(name)), name);
      if (failure) return becameSql(failure, name);
    }
    return (await takenForPattern(bench)) ?? attacked(bench);
  },
};

function becameSql(failure: Failure, name: string): Failure {
  const quoted = name.includes("'");
  const breaks = quoted && failure.got.startsWith('status 5');
  return {
    ...failure,
    ...(quoted && { mistake: 'a drink with a quote in its name is not found' }),
    ...(breaks && { mistake: 'a quote in the name breaks your SQL' }),
    why: 'A drink may be called anything. A name that is read as SQL also lets a client ask for, or delete, whatever it likes.',
    tryThis: quoted
      ? 'Write `$1` in the SQL, and give the drink beside it: `db.query(sql, [drink])`.'
      : `Take the name as it comes: this one is ${JSON.stringify(name)}.`,
  };
}

async function takenForPattern(bench: Bench): Promise<Failure | undefined> {
  const { name } = await bench.newDrink();
  await bench.newDrink(`${name} to go`);
  const reply = await bench.get(pathOf(`${name}%`));
  if (reply.status === 200 && saysNumber(bench, reply, 'average', null)) return undefined;
  return {
    mistake: 'you compare with LIKE',
    expected: `null for \`${name}%\`, which is the name of no drink`,
    got: `${describeField(reply, 'average')}, in${start(reply)}`,
    why: 'With LIKE, `%` and `_` in a name stand for anything.',
    tryThis: 'Compare with `=`.',
    reproduce: [reply.curl],
  };
}

async function attacked(bench: Bench): Promise<Failure | undefined> {
  const victim = await bench.newDrink();
  const attacks = [
    `' OR 'a'='a`,
    `${bench.unknownDrink()}' OR 1=1 --`,
    `') OR ('a'='a`,
    `' UNION SELECT 1 --`,
    `'; DELETE FROM orders WHERE drink = '${victim.name}`,
    `' OR drink = $$${victim.name}$$ --`,
  ];
  for (const attack of attacks) {
    const reply = await bench.get(pathOf(attack));
    const [row] = await bench.sql('SELECT count(*) FROM orders WHERE drink = $1', [victim.name]);
    const deleted = Number(row?.[0]) !== victim.orders.length;
    const refused = reply.status === 400 || reply.status === 422;
    const harmless = refused || (reply.status === 200 && saysNumber(bench, reply, 'average', null));
    if (harmless && !deleted) continue;
    return {
      mistake: 'what a client sends becomes part of your SQL',
      expected: `null for a drink called \`${attack}\``,
      got: deleted ? 'it deleted orders' : `status ${reply.status}${start(reply)}`,
      why: 'Whoever can write a URL can read and delete your whole database.',
      tryThis: 'Write `$1` in the SQL, and give the drink beside it: `db.query(sql, [drink])`.',
      reproduce: [reply.curl],
    };
  }
  return undefined;
}

const moves: Check = {
  id: 'moves',
  title: 'a new order shows in the next answer, from either copy',
  after: ['average'],
  async run(bench) {
    const { name } = await bench.newDrink();
    const before = await truth(bench, name);
    for (const copy of ['A', 'B'] as const) await bench.get(pathOf(name), copy);
    await bench.insertOrder({ drink: name, size: 'large', priceCents: 990 });
    for (const copy of ['A', 'B'] as const) {
      const reply = await bench.get(pathOf(name), copy);
      const failure = await wrongAverage(bench, reply, name);
      if (!failure) continue;
      const old = before !== null && Math.abs((numberIn(reply, 'average') ?? 0) - before) <= averageTolerance;
      return old ? keptOldAnswer(bench, failure, copy, reply) : failure;
    }
    return undefined;
  },
};

async function keptOldAnswer(bench: Bench, failure: Failure, copy: string, reply: Reply): Promise<Failure> {
  const inRedis = (await bench.keys()).length > 0;
  const where = inRedis ? 'in Redis' : 'in the memory of the process';
  return {
    ...failure,
    mistake: 'your server kept an old answer',
    got: `copy ${copy} answered as before the order${reply.selects === 0 ? `, from an answer kept ${where}` : ''}`,
    why: 'Whoever caches answers must also see to it that they are right. That comes later; this server is to be always right.',
    tryThis: 'Ask PostgreSQL for every request, and keep nothing.',
  };
}

const everyTime: Check = {
  id: 'every-time',
  title: 'every request asks PostgreSQL',
  after: ['average'],
  async run(bench) {
    const { name } = await bench.newDrink();
    for (let number = 1; number <= 4; number++) {
      const reply = await bench.get(pathOf(name));
      if (reply.selects > 1) {
        bench.warn({
          text: `one request costs ${reply.selects} SELECTs`,
          why: 'One is enough: `avg` already says null for a drink without orders.',
        });
      }
      if (reply.selects > 0) continue;
      return {
        mistake: 'you already have a cache',
        expected: 'one SELECT for each request',
        got: `request ${number} for the same drink was answered without a SELECT`,
        why: 'The next lesson puts a cache in front of this endpoint. To see what it changes, there must be none yet.',
        tryThis: 'Ask PostgreSQL for every request, and keep nothing.',
        reproduce: [reply.curl],
      };
    }
    return undefined;
  },
};

export const checks: readonly Check[] = [average, missing, unknown, asText, moves, everyTime];
