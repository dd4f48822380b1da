import type { RunProgress } from '@bebug/detectors';

const BAR = 20;

/** One line of progress: bar, rate, what did not work out, cost and the time that is left. */
export class DetectProgress {
  readonly #name: string;
  readonly #now: () => Date;
  readonly #started: number;
  #asked = 0;
  #unanswered = 0;
  #cost: number | null = null;

  constructor(name: string, now: () => Date) {
    this.#name = name;
    this.#now = now;
    this.#started = now().getTime();
  }

  line({ done, total, response }: RunProgress): string {
    this.#asked += 1;
    if (response.status !== 'answered') this.#unanswered += 1;
    if (response.cost !== undefined) this.#cost = (this.#cost ?? 0) + response.cost;
    const seconds = (this.#now().getTime() - this.#started) / 1000;
    const rate = seconds > 0 ? this.#asked / seconds : 0;
    const filled = Math.round((done / total) * BAR);
    return [
      `${this.#name} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${total} tasks`,
      ...(rate > 0 ? [`${rate.toFixed(1)}/s`] : []),
      ...(this.#unanswered > 0 ? [`${this.#unanswered} not answered`] : []),
      ...(this.#cost === null ? [] : [`$${this.#cost.toFixed(2)}`]),
      ...(rate > 0 ? [`${clockTime((total - done) / rate)} left`] : []),
    ].join(' · ');
  }
}

function clockTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
