import { outputStreams } from '../output.js';

/**
 * Runs a command whose body is imported only when it is asked for: `run` is given the module, and what it returns becomes
 * the program's exit code. Resolves when all that the body printed is out. Rejects as the body does.
 */
export async function runBody<Body>(
  body: Promise<Body>,
  run: (body: Body) => number | Promise<number>,
): Promise<void> {
  const streams = outputStreams();
  try {
    process.exitCode = await run(await body);
  } finally {
    for (const stream of streams) await flushed(stream);
  }
}

/** Resolves when all that was written has been handed on, or cannot be any more. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
