// Loaded before the program: twice a second its clock jumps by an hour, ahead and back again, as seen through Date.
const hourMs = 3_600_000;
const { now } = Date;
const start = performance.now();
const jumped = () => (Math.floor((performance.now() - start) / 500) % 2 === 0 ? 0 : hourMs);

globalThis.Date = class extends Date {
  constructor(...args) {
    super(...(args.length === 0 ? [now() + jumped()] : args));
  }

  static now() {
    return now() + jumped();
  }
};
