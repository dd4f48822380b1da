/** Something that the outside world may do next. */
export interface AgendaEvent {
  readonly kind: 'external' | 'timer' | 'start';
  readonly label: string;
  readonly fire: () => void;
  /** Virtual time of a timer. */
  readonly due: number;
  readonly order: number;
  /** Timers that fired while this completion was pending. */
  overtaken: number;
}

/** A timer may overtake a pending completion this often; without a bound the space of schedules is infinite. */
const OVERTAKES = 2;

/** Pending completions, timers and starts of one case, and its virtual clock (milliseconds from 0). */
export class Agenda {
  now = 0;
  #events: AgendaEvent[] = [];
  #order = 0;

  add(kind: AgendaEvent['kind'], label: string, fire: () => void, due = 0): AgendaEvent {
    const event: AgendaEvent = { kind, label, fire, due, order: this.#order++, overtaken: 0 };
    this.#events.push(event);
    return event;
  }

  remove(event: AgendaEvent): void {
    this.#events = this.#events.filter((other) => other !== event);
  }

  has(event: AgendaEvent): boolean {
    return this.#events.includes(event);
  }

  /** Events of a kind that have not happened yet. */
  pending(kind: AgendaEvent['kind']): number {
    return this.#events.filter((event) => event.kind === kind).length;
  }

  /** What may happen next, oldest first: every completion and start, and the timer that is due first unless completions starve. */
  enabled(): AgendaEvent[] {
    const first = this.#firstTimer();
    const starving = this.#events.some((event) => event.kind === 'external' && event.overtaken >= OVERTAKES);
    return this.#events.filter((event) => event.kind !== 'timer' || (event === first && !starving));
  }

  /** What happens next when nothing is reordered: completions in order, then the first timer. */
  next(): AgendaEvent | undefined {
    return this.#events.find((event) => event.kind !== 'timer') ?? this.#firstTimer();
  }

  fire(event: AgendaEvent): void {
    this.remove(event);
    if (event.kind === 'timer') {
      this.now = Math.max(this.now, event.due);
      for (const other of this.#events) if (other.kind === 'external') other.overtaken++;
    }
    event.fire();
  }

  #firstTimer(): AgendaEvent | undefined {
    let first: AgendaEvent | undefined;
    for (const event of this.#events) {
      if (event.kind !== 'timer') continue;
      if (!first || event.due < first.due || (event.due === first.due && event.order < first.order))
        first = event;
    }
    return first;
  }
}
