import { readFileSync } from 'node:fs';
import path from 'node:path';
import wrapAnsi from 'wrap-ansi';
import { packageRoot } from '../package-root.js';
import type { Exercise } from './exercise.js';
import { linkedPackages } from './workspace-links.js';

/** Columns of the head comment, its ` * ` included. */
const commentWidth = 100;

/** A server's source below a comment with the task. */
export function withTask({ number, title, task }: Exercise, source: string): string {
  const text = `Exercise ${number}: ${title}\n\n${task}`.replaceAll('*/', '*\\/');
  const lines = text.split('\n').flatMap((line) => wrapLine(line, commentWidth - 3));
  return `/*\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n\n${source}`;
}

/** What goes on after a break stands below the text of a list's item. */
function wrapLine(line: string, width: number): string[] {
  const hanging = ' '.repeat(/^\s*(?:[-*]|\d+\.)?\s*/.exec(line)?.[0].length ?? 0);
  const [first = '', ...others] = wrapAnsi(line, width - hanging.length, { trim: false }).split('\n');
  return [first, ...others.map((part) => hanging + part.trimStart())];
}

/** The page beside the learner's server: the task, how to have it checked, and how to write it in another language. */
export function readme(exercise: Exercise): string {
  const { number, title, task, ttlSeconds } = exercise;
  return `# Exercise ${number}: ${title}

${task}

## Have it checked

Edit \`server.ts\` in your editor, and let the tutorial look at every save:

\`\`\`sh
cache-tutorial exercise ${number} --watch
\`\`\`

It starts two copies of your server, A and B, and judges what they do from outside. With \`--watch\` they go on
running after the checks, and it prints where, so that you can ask them yourself:

\`\`\`sh
${curlLines(task).join('\n')}
\`\`\`

\`cache-tutorial hint ${number}\` gives a hint, one at a time. \`cache-tutorial reset ${number}\` begins again, and
keeps what you have. Run these commands where you ran the first one.

## What your server is told

| variable | meaning |
|---|---|
| \`PORT\` | where to listen, on 127.0.0.1 |
| \`DATABASE_URL\` | PostgreSQL |
| \`REDIS_URL\` | Redis |
| \`CACHE_TTL_SECONDS\` | how long an entry of the cache may live: ${ttlSeconds} |

## In another language

Any program that reads these variables will do. Give the command that starts it; it runs in this directory:

\`\`\`sh
cache-tutorial exercise ${number} --watch --server 'uvicorn app:app --port $PORT'
\`\`\`

For that one, \`app.py\` could begin like this, with the route of lesson 1:

\`\`\`python
import os

import psycopg
import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


@app.get("/orders/count")
def count_orders(drink: str):
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        row = db.execute("SELECT count(*) FROM orders WHERE drink = %s", [drink]).fetchone()
    return {"drink": drink, "count": row[0]}
\`\`\`
`;
}

/** The requests that the task shows as blocks of code, for a port that the learner has to fill in. */
function curlLines(task: string): string[] {
  const requests = [...task.matchAll(/^(GET|POST|DELETE) (\/\S*)(?: (\{.*\}))?$/gm)];
  return requests.map(([, method = '', address, body]) => {
    const verb = method === 'GET' ? '' : ` -X ${method}`;
    const data = body === undefined ? '' : ` -H 'content-type: application/json' -d '${body}'`;
    return `curl -i${verb}${data} "http://127.0.0.1:$PORT${address}"`;
  });
}

/** Makes the directory a package of its own; whoever runs \`npm install\` in it gets the tutorial's versions. */
export function packageJson({ number, id }: Exercise): string {
  const { dependencies } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const versions = (types: boolean) =>
    linkedPackages
      .filter((name) => name.startsWith('@types/') === types)
      .map((name) => [name, dependencies[name]]);
  const content = {
    name: `cache-tutorial-exercise-${number}-${id}`,
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(versions(false)),
    devDependencies: Object.fromEntries(versions(true)),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** As strict as a learner's program can bear; the tutorial runs it without checking types. */
export function tsconfig(): string {
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2023'],
    types: ['node'],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  return `${JSON.stringify({ compilerOptions, include: ['**/*.ts'] }, null, 2)}\n`;
}
