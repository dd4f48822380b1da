import { encode } from './encode.ts';
import { charge } from './fuel.ts';
import { session } from './session.ts';

/** What posting one costs, and what its coming does. */
export const MESSAGE_STEPS = 50;

/** What a listener is told of a message. */
export class ChannelEvent extends Event {
  readonly data: unknown;

  constructor(data: unknown) {
    super('message');
    this.data = data;
  }
}
Object.defineProperty(ChannelEvent, 'name', { value: 'MessageEvent' });

/** The end of a channel. */
interface Listening extends EventTarget {
  readonly onmessage: unknown;
}

/** The message comes to all who listen at `end`. */
export function tell(end: Listening, data: unknown): void {
  const event = new ChannelEvent(data);
  if (typeof end.onmessage === 'function') (end.onmessage as (event: Event) => void)(event);
  end.dispatchEvent(event);
}

/** In the order in which it came about, and never at once. */
export function soon(happen: () => void): void {
  charge(MESSAGE_STEPS);
  session.agenda.add('timer', 'message', () => queueMicrotask(happen), session.agenda.now);
}

/** What is told to somebody who is not in this process is an effect of the case. */
export function notePost(to: string, message: unknown): void {
  session.journal.note(`posts to ${to}: ${encode(message)}`);
}
