import type { LiveLine } from './live-line.js';
import { renderSpinner } from './prompt.js';

/** What the work comes to; meanwhile the line says what it is, and that it goes on. */
export async function spinDuring<T>(live: LiveLine, what: string, work: Promise<T>): Promise<T> {
  const start = performance.now();
  const draw = () => live.show((screen) => renderSpinner(what, performance.now() - start, screen));
  draw();
  const drawing = setInterval(draw, 100);
  try {
    return await work;
  } finally {
    clearInterval(drawing);
    live.clear();
  }
}
