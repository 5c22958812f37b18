import type { StartFailure } from './exercise.js';
import type { Listening } from './listening-ports.js';

/** What is known of a copy that does not listen where it should. */
export interface StartFacts {
  /** What it was told in PORT. */
  readonly port: number;
  /** How it has ended; undefined while it runs. */
  readonly exit: string | undefined;
  /** The end of what it has printed. */
  readonly output: string;
  /** Where its process group listens; undefined where that cannot be found out. */
  readonly listening: readonly Listening[] | undefined;
  readonly waitedMs: number;
}

type Diagnosis = Omit<StartFailure, 'output'>;

const portAdvice =
  'Listen on the port in the environment variable PORT, e.g. `Number(process.env.PORT)` in Node; for a command, write `$PORT`.';

/** Whether another program has taken the port that we chose: worth another try, on another port. */
export function isPortClash({ port, exit, output }: StartFacts): boolean {
  return exit !== undefined && busyPort(output) === port;
}

/** Says in one sentence why a learner's server did not start, and what to try. */
export function diagnose(facts: StartFacts): StartFailure {
  const found = facts.exit === undefined ? whileRunning(facts) : afterExit(facts, facts.exit);
  return { ...found, output: facts.output.trim() };
}

function afterExit({ port, output }: StartFacts, exit: string): Diagnosis {
  const busy = busyPort(output);
  if (busy !== undefined && busy !== port) return elsewhere(busy, port);
  const missing = missingModule(output);
  if (missing !== undefined) return missing;
  const store = refusedStore(output);
  if (store !== undefined) return store;
  if (/\b(SyntaxError|IndentationError|TransformError|Transform failed)\b/.test(output)) {
    return {
      problem: `Your server does not start: there is a syntax error${placeOf(output)}.`,
      tryThis: 'Go to the place that its output names; the mistake is there or a little before it.',
    };
  }
  if (exit === 'exit code 127') {
    return {
      problem: 'Your server does not start: the command was not found.',
      tryThis: 'Check its spelling, and that it runs in this shell, in this directory.',
    };
  }
  if (exit === 'exit code 0') {
    return {
      problem: 'Your server ended by itself, without an error and without listening.',
      tryThis: `Nothing kept it running: start listening before the program comes to its end. ${portAdvice}`,
    };
  }
  return {
    problem: `Your server ended (${exit}) before it listened on port ${port}.`,
    tryThis: 'Look at the last error in its output.',
  };
}

function whileRunning({ port, output, listening, waitedMs }: StartFacts): Diagnosis {
  const here = listening?.filter((one) => one.port === port) ?? [];
  if (here.some(({ host }) => host === '::1' || host.includes('IPv6'))) {
    return {
      problem: `Your server listens on port ${port}, but only for IPv6.`,
      tryThis: 'Listen on 127.0.0.1, where the requests come from.',
    };
  }
  if (here[0]) {
    return {
      problem: `Your server listens on port ${port} of ${here[0].host}, which 127.0.0.1 does not reach.`,
      tryThis: 'Listen on 127.0.0.1, where the requests come from.',
    };
  }
  const other = listening?.[0]?.port ?? (listening === undefined ? announcedPort(output) : undefined);
  if (other !== undefined && other !== port) return elsewhere(other, port);
  const seconds = `${Math.round(waitedMs / 1000)} s`;
  const store = refusedStore(output);
  if (store !== undefined) return store;
  if (/error|exception|traceback/i.test(output)) {
    return {
      problem: `Your server printed an error, and did not listen on port ${port} within ${seconds}.`,
      tryThis: 'Look at the last error in its output; it goes on running, but nobody can reach it.',
    };
  }
  return {
    problem: `Your server runs, but did not listen on port ${port} within ${seconds}.`,
    tryThis: `Look for what it waits for before it listens. ${portAdvice}`,
  };
}

function elsewhere(other: number, port: number): Diagnosis {
  return {
    problem: `Your server listens on port ${other}, but it was told ${port}.`,
    tryThis: `Two copies run side by side, each on a port of its own. ${portAdvice}`,
  };
}

function missingModule(output: string): Diagnosis | undefined {
  const [, name] =
    output.match(/Cannot find (?:package|module) '([^']+)'/) ??
    output.match(/No module named '?([\w.]+)/) ??
    [];
  if (name === undefined) return undefined;
  const isFile = /^[./]|^file:|^[A-Z]:\\/.test(name);
  return {
    problem: `Your server does not start: it imports \`${name}\`, which is not there.`,
    tryThis: isFile
      ? 'Check the path; an import in a TypeScript file of this course ends in `.js` or `.ts`.'
      : `Check its spelling, or install it where your server runs; \`pg\`, \`redis\` and \`fastify\` are there.`,
  };
}

/** A client that was not given the URL tries the store's usual port on this machine. */
function refusedStore(output: string): Diagnosis | undefined {
  const line = output.split('\n').find((one) => /refused/i.test(one)) ?? '';
  const [port] = line.match(/\b(5432|6379)\b/) ?? [];
  if (port === undefined) return undefined;
  const [store, variable] = port === '5432' ? ['PostgreSQL', 'DATABASE_URL'] : ['Redis', 'REDIS_URL'];
  return {
    problem: `Your server looks for ${store} on port ${port}, where there is none.`,
    tryThis: `Connect to the URL in the environment variable ${variable}.`,
  };
}

/** The port that was taken, from the line that says so; undefined when there is no such line with a port. */
function busyPort(output: string): number | undefined {
  const line = output.split('\n').find((one) => /EADDRINUSE|in use/i.test(one)) ?? '';
  const ports = [...line.matchAll(/(?:[:\s,]|port )(\d{2,5})\b/gi)].map(([, port]) => Number(port));
  return ports.at(-1);
}

function announcedPort(output: string): number | undefined {
  const [, port] = output.match(/(?:port[: ]+|:\/\/[^\s/:]+:|localhost:)(\d{2,5})\b/i) ?? [];
  return port === undefined ? undefined : Number(port);
}

function placeOf(output: string): string {
  const [, file, line] = output.match(/([^\s/\\("]+\.[cm]?[jt]sx?|[^\s/\\("]+\.py)(?::|", line )(\d+)/) ?? [];
  return file === undefined ? '' : ` in ${file}, line ${line}`;
}
