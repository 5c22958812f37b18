import type { Bench } from '../../../src/exercise/bench.js';
import { start } from '../../../src/exercise/checks/answers.js';
import { awkwardNames } from '../../../src/exercise/checks/names.js';
import { describeField, saysNumber } from '../../../src/exercise/checks/numbers.js';
import type { Check, Failure } from '../../../src/exercise/exercise.js';
import { pathOf, wrongAverage } from './wrong-average.js';

export const asText: Check = {
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
