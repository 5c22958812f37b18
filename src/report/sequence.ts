import type { RequestEvent } from '../lesson/events.js';
import { formatDuration } from '../view/duration.js';
import { glyphsOf } from '../view/glyphs.js';
import { type Lane, type Message, sequenceOf } from '../view/messages.js';
import { widthOf } from '../view/text.js';
import { clipCode } from '../view/wrap-code.js';
import { type Html, html } from './html.js';

/** In the units of the picture, which are CSS pixels when nothing scales it. */
const unit = { character: 7.9, line: 18, top: 44, pad: 10 } as const;
/** A statement shows so much of itself; the table below the picture has the rest. */
const mostLines = 4;
const glyphs = glyphsOf({ unicode: true });

interface Lanes {
  readonly at: readonly number[];
  readonly width: number;
}

/** What a request set off, as a picture. What does not fit is cut there: `renderTrace` has everything. */
export function renderSequence(event: RequestEvent): Html {
  const { lanes, messages } = sequenceOf(event);
  const place = placeLanes(lanes);
  let bottom = unit.top;
  const drawn = messages.map((message) => {
    const { height, content } = drawMessage(message, place, bottom);
    bottom += height;
    return content;
  });
  const height = bottom + unit.pad;
  const heads = lanes.map(
    (
      { name },
      index,
    ) => html`<line class="lane" x1="${x(place, index)}" x2="${x(place, index)}" y1="30" y2="${height}"/>
<text class="head" x="${x(place, index)}" y="20" text-anchor="middle">${name}</text>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Sequence diagram">
<svg class="sequence" role="img" width="${place.width}" height="${height}" viewBox="0 0 ${place.width} ${height}">
<title>Sequence diagram of ${event.method} ${event.path}</title>
<desc>${summary(event)} A table after the picture has every statement and its reply.</desc>
${heads}
${drawn}
</svg></div>`;
}

function summary({ trace, durationMs, status }: RequestEvent): string {
  const asked = (store: string) => `${trace.filter((entry) => entry.store === store).length}`;
  return `Redis was sent ${asked('redis')} and PostgreSQL ${asked('postgres')}; the answer was ${status}, after ${formatDuration(durationMs)}.`;
}

/** Commands and statements need the most room; copies of a server hardly speak to each other. */
function placeLanes(lanes: readonly Lane[]): Lanes {
  const at = [30];
  lanes.slice(1).forEach((lane, index) => {
    const before = lanes[index];
    const gap =
      before?.kind === 'you' ? 275 : before?.kind === 'store' ? 240 : lane.kind === 'store' ? 300 : 130;
    at.push((at.at(-1) ?? 0) + gap);
  });
  return { at, width: (at.at(-1) ?? 0) + 50 };
}

const x = ({ at }: Lanes, lane: number) => at[lane] ?? 0;

/** The label stands above its arrow, from the lane that is further left. */
function drawMessage(
  { kind, from, to, label, time, failed }: Message,
  lanes: Lanes,
  top: number,
): { height: number; content: Html } {
  const left = Math.min(x(lanes, from), x(lanes, to));
  const right = Math.max(x(lanes, from), x(lanes, to));
  const start = left + unit.pad;
  if (kind === 'more') {
    const content = html`<text class="aside" x="${start}" y="${top + unit.line}">… ${label}, ${time}</text>\n`;
    return { height: unit.line + 8, content };
  }
  const room =
    Math.floor((right - left - 3 * unit.pad) / unit.character) - (time === '' ? 0 : widthOf(time) + 2);
  const text = failed ? `${glyphs.cross} ${label}` : label;
  const lines = clipCode(text, room, mostLines, glyphs);
  const arrowAt = top + lines.length * unit.line + 6;
  const whole =
    lines.at(-1)?.endsWith(glyphs.ellipsis) && !text.endsWith(glyphs.ellipsis)
      ? html`<title>${text}</title>`
      : null;
  const shown = lines.map(
    (line, index) => html`<tspan x="${start}" y="${top + (index + 1) * unit.line}">${line}</tspan>`,
  );
  const content = html`<g class="${kind}${failed ? ' failed' : ''}"><text>${whole}${shown}</text>${
    time === ''
      ? null
      : html`<text class="aside" x="${right - unit.pad}" y="${arrowAt - 6}" text-anchor="end">${time}</text>`
  }${arrow(x(lanes, from), x(lanes, to), arrowAt)}</g>\n`;
  return { height: arrowAt - top + 6, content };
}

function arrow(from: number, to: number, y: number): Html {
  const back = to > from ? -7 : 7;
  return html`<line class="arrow" x1="${from}" x2="${to + back}" y1="${y}" y2="${y}"/><path class="tip" d="M${to} ${y}l${back} -4v8z"/>`;
}
