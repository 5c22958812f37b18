// wrong: start: Your server listens on port 38217
import Fastify from 'fastify';

const app = Fastify();

app.get('/orders/average', async () => ({ average: null }));

await app.listen({ host: '127.0.0.1', port: 38217 });
