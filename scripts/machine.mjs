import os from 'node:os';

/** What a figure depends on besides the program, for the head of a table and of its JSON. */
export function machineNow() {
  return {
    date: new Date().toISOString(),
    node: process.version,
    platform: `${os.platform()} ${os.arch()}`,
    cores: os.availableParallelism(),
    memoryGigabytes: Math.round(os.totalmem() / 2 ** 30),
    /** How many processes wanted to run, on average over the last minute. */
    load: Number(os.loadavg()[0].toFixed(2)),
  };
}

/** The same as one line. */
export const machineLine = ({ node, platform, cores, memoryGigabytes, load }) =>
  `Node ${node.slice(1)}, ${platform}, ${cores} cores, ${memoryGigabytes} GB, load ${load}`;
