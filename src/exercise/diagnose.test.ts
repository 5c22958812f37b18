import { describe, expect, test } from 'vitest';
import { diagnose, isPortClash, type StartFacts } from './diagnose.js';

const facts = (part: Partial<StartFacts>): StartFacts => ({
  port: 4000,
  exit: undefined,
  output: '',
  listening: [],
  waitedMs: 15_000,
  ...part,
});

describe('a server that has ended', () => {
  test.each([
    {
      what: 'tsx on a syntax error',
      output:
        '/home/me/exercise/server.ts:12:5: ERROR: Expected ";" but found "x"\n  at failureErrorWithLog\nTransformError: Transform failed with 1 error',
      problem: 'Your server does not start: there is a syntax error in server.ts, line 12.',
    },
    {
      what: 'Python on a syntax error',
      exit: 'exit code 1',
      output: 'File "/home/me/app.py", line 3\n    def f(\n         ^\nSyntaxError: \'(\' was never closed',
      problem: 'Your server does not start: there is a syntax error in app.py, line 3.',
    },
    {
      what: 'Node on a missing package',
      output: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'koa' imported from /home/me/server.ts",
      problem: 'Your server does not start: it imports `koa`, which is not there.',
    },
    {
      what: 'Python on a missing package',
      output: "Traceback (most recent call last):\nModuleNotFoundError: No module named 'fastapi'",
      problem: 'Your server does not start: it imports `fastapi`, which is not there.',
    },
    {
      what: 'a shell on a missing command',
      exit: 'exit code 127',
      output: 'sh: 1: uvicorn: not found',
      problem: 'Your server does not start: the command was not found.',
    },
    {
      what: 'Node on a port of its own that the other copy has',
      output: 'Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle',
      problem: 'Your server listens on port 3000, but it was told 4000.',
    },
    {
      what: 'uvicorn on a port of its own',
      output:
        "ERROR: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): address already in use",
      problem: 'Your server listens on port 8000, but it was told 4000.',
    },
    {
      what: 'pg without its URL',
      output: 'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect',
      problem: 'Your server looks for PostgreSQL on port 5432, where there is none.',
    },
    {
      what: 'redis-py without its URL',
      output: 'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
      problem: 'Your server looks for Redis on port 6379, where there is none.',
    },
    {
      what: 'one with nothing to do',
      exit: 'exit code 0',
      output: '',
      problem: 'Your server ended by itself, without an error and without listening.',
    },
    {
      what: 'any other',
      exit: 'SIGSEGV',
      output: 'Error: no such drink',
      problem: 'Your server ended (SIGSEGV) before it listened on port 4000.',
    },
  ])('$what', ({ exit = 'exit code 1', output, problem }) => {
    expect(diagnose(facts({ exit, output }))).toMatchObject({ problem, output });
  });
});

describe('a server that runs', () => {
  const on = (host: string, port: number) => ({ listening: [{ host, port }] });
  test.each([
    {
      what: 'elsewhere',
      ...on('*', 3000),
      problem: 'Your server listens on port 3000, but it was told 4000.',
    },
    { what: 'IPv6', ...on('::1', 4000), problem: 'Your server listens on port 4000, but only for IPv6.' },
    {
      what: 'another host',
      ...on('172.17.0.2', 4000),
      problem: 'Your server listens on port 4000 of 172.17.0.2, which 127.0.0.1 does not reach.',
    },
    {
      what: 'elsewhere, by its output',
      listening: undefined,
      output: 'Server listening at http://127.0.0.1:3000',
      problem: 'Your server listens on port 3000, but it was told 4000.',
    },
    {
      what: 'an error',
      output: 'Error: the configuration is missing',
      problem: 'Your server printed an error, and did not listen on port 4000 within 15 s.',
    },
    { what: 'silence', problem: 'Your server runs, but did not listen on port 4000 within 15 s.' },
  ])('$what', ({ what: _, problem, ...part }) => {
    expect(diagnose(facts(part)).problem).toBe(problem);
  });
});

test('a clash is only one on the port that was chosen', () => {
  const output = 'Error: listen EADDRINUSE: address already in use 127.0.0.1:4000';
  expect(isPortClash(facts({ exit: 'exit code 1', output }))).toBe(true);
  expect(isPortClash(facts({ exit: 'exit code 1', output, port: 4001 }))).toBe(false);
  expect(isPortClash(facts({ output }))).toBe(false);
});
