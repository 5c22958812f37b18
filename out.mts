import { startRedisServer } from './src/lab/stores/url/testing/redis-server.ts';
import { openGateway } from './src/lab/stores/url/gateway/gateway.ts';
import { parseRedisUrl } from './src/lab/stores/url/parse-redis.ts';
import { makeCertificates } from './src/lab/stores/url/testing/certificates.ts';
import { spawn } from 'node:child_process'; import { once } from 'node:events';
const c = makeCertificates();
const s = await startRedisServer({});
const t = await startRedisServer({ tls: { ...c.good, caFile: c.caFile } });
const g = await openGateway(parseRedisUrl(`redis://127.0.0.1:${s.port}`));
const h = await openGateway(parseRedisUrl(`rediss://localhost:${t.port}`, {caFile: c.caFile}));
for (const [name, port, P] of [['direct', s.port, 1], ['gateway', g.port, 1], ['gateway tls', h.port, 1], ['direct P16', s.port, 16], ['gateway P16', g.port, 16]] as const) {
  const b = spawn('redis-benchmark', ['-p', String(port), '-t', 'set,get', '-n', '30000', '-c', '20', '-P', String(P), '-q']);
  let o=''; b.stdout.on('data', d => o += d); await once(b, 'close'); console.log(name, o.replace(/[^\r]*\r/g,'').trim().replace(/\n+/g, ' | '));
}
await g.close(); await h.close(); await s.close(); await t.close(); c.remove();
