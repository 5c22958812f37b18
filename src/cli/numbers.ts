import { InvalidArgumentError } from 'commander';

/** Reads a port. @throws what commander reports as wrong usage. */
export const portOption = (text: string): number => wholeNumber(text, 1, 65_535);

/** Reads how many copies of a server to run. Throws likewise. */
export const countOption = (text: string): number => wholeNumber(text, 1, 9);

/** Reads for how many seconds to send requests. Throws likewise. */
export const secondsOption = (text: string): number => wholeNumber(text, 1, 60);

/** Reads how many requests to have under way at a time. Throws likewise. */
export const connectionsOption = (text: string): number => wholeNumber(text, 1, 100);

/** Reads the number of a scene. Throws likewise. */
export const sceneOption = (text: string): number => wholeNumber(text, 1, 99);

/** Reads a process id. Throws likewise. */
export const pidOption = (text: string): number => wholeNumber(text, 1, 2 ** 31 - 1);

function wholeNumber(text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
}
