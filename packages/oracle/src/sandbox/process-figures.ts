import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** Linux counts processor time in hundredths of a second for every program (`sysconf(_SC_CLK_TCK)`). */
const TICK_MILLISECONDS = 10;

/** What the kernel says of one process; `null` where the host has no /proc, or the process has gone. */
export class ProcessFigures {
  readonly #started: number | undefined;
  readonly #forks: boolean;
  #pid: number | undefined;

  /** `forks`: the process that counts is the only child of the one that was started. */
  constructor(started: number | undefined, forks: boolean) {
    this.#started = started;
    this.#forks = forks;
  }

  residentBytes(): number | null {
    const field = this.#read('statm')?.split(' ')[1];
    return field === undefined ? null : Number(field) * PAGE_BYTES;
  }

  /** Milliseconds of processor time that it has used, in its own code and in the kernel. */
  processorTime(): number | null {
    const stat = this.#read('stat');
    if (stat === null) return null;
    // The name, in brackets, may hold anything; what follows it starts with the third field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MILLISECONDS;
  }

  #read(file: string): string | null {
    try {
      this.#pid ??= this.#forks ? onlyChildOf(this.#started!) : this.#started;
      return this.#pid === undefined ? null : readFileSync(`/proc/${this.#pid}/${file}`, 'utf8');
    } catch {
      // It has just ended, or there is no /proc: the heap's limit and the clock remain.
      return null;
    }
  }
}

/** `undefined` until it is there. */
function onlyChildOf(pid: number): number | undefined {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return child === '' || child === undefined ? undefined : Number(child);
}
