import type { RecordedEvent, RunRecording } from '../../recording-content.js';
import { hitRatio, timeline } from '../../view/testing/sample-charts.js';
import { samples } from '../../view/testing/samples.js';

/** An event of every kind that is kept. */
export const recordedEvents: readonly RecordedEvent[] = [
  samples.prose,
  samples.lab,
  samples.servers,
  samples.request,
  samples.expectation,
  samples.sql,
  { ...samples.sql, columns: ['drink', 'count'], rows: [['latte', null]], command: 'SELECT 1' },
  samples.redis,
  samples.wait,
  samples.code,
  samples.chart,
  samples.load,
  timeline,
  hitRatio,
  samples.quiz,
  samples.replayed,
  { ...samples.expectation, ok: false },
];

/** A run of two scenes, the second with the events given. */
export function recordingOf(events: readonly RecordedEvent[]): RunRecording {
  return {
    version: 1,
    savedAt: '2026-03-01T12:00:00.000Z',
    lesson: { number: 2, id: 'cache', title: 'Cache', scenes: 6 },
    scenes: [
      { number: 1, title: 'A miss', at: '2026-03-01T11:50:00.000Z', events: [samples.prose] },
      { number: 2, title: 'Ask again', at: '2026-03-01T11:55:00.000Z', events },
    ],
    ended: true,
  };
}
