import type { QuizEvent } from '../lesson/events.js';
import type { RecordedEvent, RecordedScene, RunRecording } from '../recording-content.js';
import { Html, html } from './html.js';
import { renderStep } from './step.js';
import { stepsOf } from './steps.js';
import { style } from './style.js';

/** By this a report is known again, and may be replaced by a newer one. */
export const generator = '<meta name="generator" content="cache-tutorial report">';

/** A recorded run as one HTML file, which loads nothing, runs nothing, and can be read from disk. */
export function renderReport({ lesson, scenes, savedAt, ended }: RunRecording): string {
  const title = `Lesson ${lesson.number}: ${lesson.title}`;
  const entries = scenes.map(
    ({ number, title: name }) => html`<li><a href="#scene-${number}">${name}</a></li>\n`,
  );
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
${new Html(generator)}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}, as you ran it</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#lesson">Skip to the lesson</a>
<header>
<p class="kind">cache-tutorial · a lesson as you ran it</p>
<h1>${title}</h1>
${summary(scenes, savedAt)}
${ended ? null : html`<p>The lesson was left before its end; <code>cache-tutorial lesson ${lesson.number}</code> goes on.</p>`}
</header>
<nav aria-label="Scenes"><ol>
${entries}</ol></nav>
<main id="lesson" tabindex="-1">
${scenes.map((scene, index) => renderScene(scene, scenes[index - 1]?.number ?? 0, lesson.scenes))}</main>
<footer><p>Written by cache-tutorial. Times were measured on your machine, while the tutorial watched.</p></footer>
</body>
</html>`;
  return `<!doctype html>\n${page.text}\n`;
}

function renderScene({ number, title, events }: RecordedScene, before: number, of: number): Html {
  const passed = number - before - 1;
  const gap =
    passed > 0
      ? html`<p class="note">${passed === 1 ? 'One scene was' : `${passed} scenes were`} passed over.</p>\n`
      : null;
  return html`${gap}<section class="scene" aria-labelledby="scene-${number}">
<h2 id="scene-${number}"><span class="kind">Scene ${number} of ${of}<span class="unseen">: </span></span>${title}</h2>
${stepsOf(events).map(renderStep)}</section>\n`;
}

/** When, and how it went. */
function summary(scenes: readonly RecordedScene[], savedAt: string): Html {
  const events: RecordedEvent[] = scenes.flatMap((scene) => [...scene.events]);
  const asked = events.filter((event): event is QuizEvent => event.type === 'quiz' && event.chosen !== null);
  const right = asked.filter(({ options, chosen }) => chosen !== null && options[chosen]?.correct).length;
  const expectations = events.flatMap((event) => (event.type === 'expectation' ? [event.ok] : []));
  const held = expectations.filter((ok) => ok).length;
  const requests = events.filter(({ type }) => type === 'request').length;
  return html`<dl class="summary">
<div><dt>Run on</dt><dd>${dayOf(savedAt)}</dd></div>
${asked.length > 0 ? html`<div><dt>Questions</dt><dd>${right} of ${asked.length} right</dd></div>\n` : null}<div><dt>Requests</dt><dd>${requests}</dd></div>
<div><dt>Expectations</dt><dd>${held} of ${expectations.length} held</dd></div>
</dl>`;
}

function dayOf(iso: string): Html {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(iso));
  return html`<time datetime="${iso}">${day}</time>`;
}
