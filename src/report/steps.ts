import type { ExpectationEvent, RequestEvent } from '../lesson/events.js';
import type { RecordedEvent } from '../recording-content.js';

type Other = Exclude<RecordedEvent, ExpectationEvent | RequestEvent>;

/** What stands together on the page: one thing that happened, or a repeated request; and what it had to show. */
export interface Step {
  readonly what: Other | { readonly type: 'requests'; readonly requests: [RequestEvent, ...RequestEvent[]] };
  readonly expectations: ExpectationEvent[];
  /** The learner did this, aside from the lesson. */
  readonly tried: boolean;
}

/** The events of a scene, put together. */
export function stepsOf(events: readonly RecordedEvent[]): Step[] {
  const steps: Step[] = [];
  for (const event of events) {
    const last = steps.at(-1);
    const tried = event.tried ?? false;
    if (event.type === 'expectation') last?.expectations.push(event);
    else if (event.type === 'request') {
      if (last?.what.type === 'requests' && event.repeat.number > 1) last.what.requests.push(event);
      else steps.push({ what: { type: 'requests', requests: [event] }, expectations: [], tried });
    } else steps.push({ what: event, expectations: [], tried });
  }
  return steps;
}
