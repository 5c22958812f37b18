import { once } from 'node:events';
import { runMain } from 'node:module';

// A process that gets ready to become a learner's server: `node --import tsx spare-main.js <file>`. It loads what most
// of them import, and is told when to begin, and in which environment. From there on all is as if Node had been started
// with the file.
const told = once(process, 'message');
// One that is missing is for the server to say, if it needs it.
await Promise.allSettled(['fastify', 'pg', 'redis'].map((name) => import(name)));

const [env] = await told;
process.disconnect();
delete process.send;
Object.assign(process.env, env);
process.argv.splice(1, 1);
runMain();
