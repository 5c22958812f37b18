/**
 * The learner pressed Ctrl-C, the program was told to end, or the terminal went away. The terminal is as it was
 * before; the caller closes what it opened and exits with 130.
 */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('interrupted');
  }
}
