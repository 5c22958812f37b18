import { once } from 'node:events';
import { runMain } from 'node:module';

// A process that gets ready to become a learner's server: `node --import tsx spare-main.js <file>`. It loads what most
// of them import, and is told when to begin, and in which environment. From there on all is as if Node had been started
// with the file.
const told = once(process, 'message');
// One that is missing is for the server to say, if it needs it.
await Promise.allSettled([import('pg'), import('redis'), useFastify()]);

const [env] = await told;
process.disconnect();
delete process.send;
Object.assign(process.env, env);
process.argv.splice(1, 1);
runMain();

/** V8 compiles functions when they are used first, which is half of what a server of Fastify takes to start. */
async function useFastify(): Promise<void> {
  const { fastify } = await import('fastify');
  const app = fastify();
  const querystring = { type: 'object', required: ['drink'], properties: { drink: { type: 'string' } } };
  app.get('/', { schema: { querystring } }, async () => ({}));
  await app.ready();
  await app.close();
}
