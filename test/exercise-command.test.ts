import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { nothingLeft } from './home.js';
import { run, test } from './program.js';

const workspace = 'cache-tutorial-exercises/01-no-cache';

/** Exercise 1 with nothing but Python's standard library; psql asks PostgreSQL, and quotes the drink. */
const python = `import json, os, subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        drink = parse_qs(urlsplit(self.path).query).get("drink", [""])[0]
        if drink == "":
            return self.answer(400, {"error": "drink is missing"})
        psql = ["psql", os.environ["DATABASE_URL"], "-qAt", "-v", "drink=" + drink, "-f", "-"]
        sql = "SELECT avg(price_cents)::float8 FROM orders WHERE drink = :'drink'"
        out = subprocess.run(psql, input=sql, capture_output=True, text=True, check=True).stdout.strip()
        self.answer(200, {"drink": drink, "average": float(out) if out else None})

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
`;

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

test.skipIf(!has('python3') || !has('psql'))(
  'a server in Python is checked like any other',
  async ({ home }) => {
    mkdirSync(path.join(home.directory, workspace), { recursive: true });
    writeFileSync(path.join(home.directory, workspace, 'app.py'), python);
    const { code, stdout, stderr } = await run(home, ['exercise', '1', '--server', 'python3 app.py']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`started by \`python3 app.py\` in ${workspace}.`);
    expect(stdout).toMatch(/✔ all \d+ checks passed/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(path.join(home.directory, workspace)).sort()).toEqual(['README.md', 'app.py']);
    await nothingLeft(home);
  },
);

test('a command that is not there, and one that listens elsewhere', async ({ home }) => {
  const missing = await run(home, ['exercise', '1', '--server', 'no-such-program $PORT']);
  expect(missing.code).toBe(1);
  expect(missing.stdout.replace(/\s+/g, ' ')).toContain('the command was not found');

  const line = `node -e 'require("http").createServer().listen(Number(process.env.PORT) + 1, "127.0.0.1")'`;
  const elsewhere = await run(home, ['exercise', '1', '--server', line]);
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.stdout.replace(/\s+/g, ' ')).toMatch(/listens on port \d+, but it was told \d+/);
  expect(elsewhere.stdout).toContain('✘ nothing could be checked');
  await nothingLeft(home);
});
