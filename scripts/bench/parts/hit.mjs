import path from 'node:path';
import { findLocalRedis } from '../../../dist/src/lab/stores/redis/local.js';
import { cpuSeconds } from '../hit/cpu-time.mjs';
import { fill, load } from '../hit/load.mjs';
import { libraries, placePrograms, variantFile, variants } from '../hit/programs.mjs';
import { startServers } from '../hit/servers.mjs';

const least = 'the least';
/** Of the variants, what does a library's work: it caches any method. It has the most to do for a hit. */
const likeLibraries = 'decorator';
const shortLoads = [{ name: '10 connections', connections: 10, drinkEach: true }];
const allLoads = [
  ...shortLoads,
  { name: '50 connections', connections: 50, drinkEach: true },
  // Some libraries send one GET for all who wait for the same entry.
  { name: '50 connections, one entry', connections: 50, drinkEach: false },
];

/** How many hits the variants answer under load, beside the least that a hit can cost, and beside libraries. */
export async function measure(bench) {
  if (!findLocalRedis()) {
    bench.leaveOut('hits, as neither redis-server nor valkey-server is on this machine');
    return;
  }
  if (bench.short) bench.leaveOut('the libraries, and 50 connections, in the short form');
  const loads = bench.short ? shortLoads : allLoads;
  const compared = bench.short ? [] : libraries;
  const programOf = placePrograms(path.join(bench.work, 'programs'), !bench.short);
  const programs = { [least]: programOf('least') };
  for (const name of variants) programs[name] = variantFile(name);
  for (const name of compared) programs[name] = programOf(name);

  const turns = bench.short ? 1 : 5;
  for (let turn = 0; turn < turns; turn++) await measureTurn(bench, programs, loads);

  for (const { name } of loads) {
    const hitsOf = (server) => perCpuSecond(`${name}: ${server}`);
    for (const variant of variants) bench.compare(hitsOf(variant), hitsOf(least), { atLeast: 0.95 });
    for (const library of compared) bench.compare(hitsOf(likeLibraries), hitsOf(library), { atLeast: 1 });
  }
}

/**
 * Starts the servers, and puts each of them under each load. A server is started anew for the next turn, since one that got
 * its code compiled or its memory laid out luckily stays ahead for as long as it runs.
 */
async function measureTurn(bench, programs, loads) {
  const lab = await startServers(programs, bench.env.CACHE_TUTORIAL_CACHE_DIR);
  try {
    const drinks = Math.max(...loads.map(({ connections }) => connections));
    for (const { url } of lab.servers) await fill(url, drinks);
    const rounds = bench.short ? 1 : 2;
    const seconds = bench.short ? 0.3 : 1;
    // The first round only makes the servers' code fast.
    for (let round = 0; round <= rounds; round++) {
      for (const each of loads) {
        for (const server of lab.servers) {
          const hits = await measureHits(lab, server, { ...each, seconds });
          if (round > 0) noteHits(bench, `${each.name}: ${server.name}`, each, hits);
        }
      }
    }
    for (const { url } of lab.servers) await fill(url, drinks);
  } finally {
    await lab.close();
  }
}

async function measureHits(lab, { pid, url }, kind) {
  const cpuBefore = cpuSeconds(pid);
  const getsBefore = await lab.gets();
  const { answers, perSecond } = await load(url, kind);
  const gets = (await lab.gets()) - getsBefore;
  return { perSecond, perCpuSecond: answers / (cpuSeconds(pid) - cpuBefore), getsEach: gets / answers };
}

function noteHits(bench, name, { drinkEach }, hits) {
  bench.note(name, '1/s', hits.perSecond);
  bench.note(perCpuSecond(name), '1/s', hits.perCpuSecond);
  if (!drinkEach) bench.note(`${name}, GETs for an answer`, '', hits.getsEach);
}

/** Answers in a second of the server's CPU time: the same, however much of the machine others take. */
const perCpuSecond = (name) => `${name}, per CPU second`;
