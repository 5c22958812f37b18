import { environmentError } from '../errors.js';
import { findProgram } from './process/find-program.js';

const limitMs = 60_000;

/** A service that somebody runs at Aiven. */
export interface AivenService {
  readonly name: string;
  /** `pg`, `valkey`, `redis`, `kafka`, … */
  readonly type: string;
  /** `RUNNING`, `REBUILDING`, `POWEROFF`, … */
  readonly state: string;
  readonly plan: string;
}

/** The path of `avn`, Aiven's own client, if it is on PATH. */
export const findAvn = (): string | undefined => findProgram(['avn']);

/** The services of the project that `avn` is set to. Rejects with an environment error that says what to do. */
export async function listAivenServices(avn: string, signal?: AbortSignal): Promise<AivenService[]> {
  const text = await run(avn, ['service', 'list', '--json'], signal);
  try {
    const services = JSON.parse(text) as Record<string, unknown>[];
    return services.map((service) => ({
      name: String(service.service_name),
      type: String(service.service_type),
      state: String(service.state),
      plan: String(service.plan),
    }));
  } catch (error) {
    throw environmentError(
      'avn answered with something that is no list: paste the service URI instead.',
      error,
    );
  }
}

/** The URI of a service, its password in it. Rejects likewise. */
export async function readAivenUri(avn: string, service: string, signal?: AbortSignal): Promise<string> {
  const uri = (await run(avn, ['service', 'get', service, '--format', '{service_uri}'], signal)).trim();
  if (/^\w+:\/\/\S+$/.test(uri)) return uri;
  throw environmentError(
    `avn has no URI for ${service} yet: wait for it with \`avn service wait ${service}\`.`,
  );
}

async function run(avn: string, args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  const { execa } = await import('./process/execa.js');
  const result = await execa(avn, args, {
    // Nobody answers what it might ask.
    stdin: 'ignore',
    timeout: limitMs,
    reject: false,
    ...(signal && { cancelSignal: signal }),
  });
  if (!result.failed) return result.stdout;
  signal?.throwIfAborted();
  const why = result.timedOut
    ? `it took longer than ${limitMs / 1000} s`
    : (result.stderr.trim().split('\n').at(-1) ?? '') || `exit code ${result.exitCode}`;
  throw environmentError(
    `\`avn ${args.slice(0, 2).join(' ')}\` failed (${why}): log in with \`avn user login\`, or choose the project ` +
      'with `avn project switch`.',
  );
}
