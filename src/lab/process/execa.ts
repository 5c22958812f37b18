// In a file of its own, which the build makes one of with all that execa consists of: that is read four times as fast.
export { execa } from 'execa';
