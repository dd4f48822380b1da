import { spawn, type ChildProcess } from 'node:child_process';
import { Breach } from './breach.ts';
import { HEAP_MEGABYTES, RESIDENT_MEGABYTES, type Isolation } from './layers.ts';
import { ProcessFigures } from './process-figures.ts';
import type { Request } from './protocol.ts';
import { Stopwatch } from './stopwatch.ts';

/** Characters of one answer line, and of everything one child may say. */
const LINE_LIMIT = 32 * 2 ** 20;
const OUTPUT_LIMIT = 256 * 2 ** 20;
const WATCH_INTERVAL = 40;
/** The heap's limit, the kernel's and the watchdog's are one reason: which of them is first is a matter of time. */
const OUT_OF_MEMORY = 'out of memory';

interface Waiting {
  lines: string[];
  readonly count: number;
  readonly settle: (lines: readonly string[], breach: Breach | null) => void;
}

/**
 * One sandbox process. It answers one request at a time with a known number of lines. Whatever goes wrong ends in a
 * `Breach` next to the lines that had come by then: a child that has breached is dead and must not be asked again.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #figures: ProcessFigures;
  #waiting: Waiting | null = null;
  /** Pieces of a line that has not ended yet: joined once, or a long line would be copied with every piece. */
  #tail: string[] = [];
  #tailLength = 0;
  #said = 0;
  #noise = '';
  #breach: Breach | null = null;

  constructor(isolation: Isolation, folder: string) {
    const flags = [
      '--permission',
      `--allow-fs-read=${folder}`,
      '--no-addons',
      // Most children live for a tenth of a second, beside as many others as there are cores: threads that help cost more than they help.
      '--single-threaded',
      '--no-warnings',
      // What was in memory before is no two times the same.
      '--zero-fill-buffers',
      // For counting what a case retains (`realm/measure.ts`); the subject never sees it.
      '--expose-gc',
      `--max-old-space-size=${HEAP_MEGABYTES}`,
    ];
    this.#process = spawn(isolation.command, [...isolation.prefix, ...flags, 'harness.cjs'], {
      cwd: folder,
      env: { TZ: 'UTC', LANG: 'en_US.UTF-8' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#figures = new ProcessFigures(this.#process.pid, isolation.forks);
    this.#process.on('error', (error) => this.#fail(new Breach('died', error.message)));
    this.#process.on('exit', (code, signal) => this.#fail(this.#died(code, signal)));
    // A write to a child that has just died: its exit is what is reported.
    this.#process.stdin!.on('error', () => {});
    this.#process.stdout!.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#process.stderr!.setEncoding('utf8').on('data', (text: string) => this.#overhear(text));
  }

  /** True until a breach or `kill`. */
  get alive(): boolean {
    return this.#breach === null;
  }

  /** Answer lines of `request`, at most `count`, fewer only next to a breach. `milliseconds` bounds the work on each next line. */
  ask(
    request: Request,
    count: number,
    milliseconds: number,
  ): Promise<{ lines: readonly string[]; breach: Breach | null }> {
    if (this.#breach) return Promise.resolve({ lines: [], breach: this.#breach });
    return new Promise((resolve) => {
      let heard = 0;
      const stopwatch = new Stopwatch(this.#figures);
      const watch = setInterval(() => {
        if (waiting.lines.length > heard) {
          heard = waiting.lines.length;
          stopwatch.restart();
        }
        if (stopwatch.hasPassed(milliseconds)) {
          // Timers run before pipes are read: an answer may lie there since before a busy parent could look.
          setImmediate(() => {
            if (this.#waiting === waiting && waiting.lines.length === heard)
              this.#fail(new Breach('time', `no answer within ${milliseconds} ms`));
          });
        }
        if ((this.#figures.residentBytes() ?? 0) > RESIDENT_MEGABYTES * 2 ** 20) {
          this.#fail(new Breach('memory', OUT_OF_MEMORY));
        }
      }, WATCH_INTERVAL);
      const waiting: Waiting = {
        lines: [],
        count,
        settle: (lines, breach) => {
          clearInterval(watch);
          this.#waiting = null;
          resolve({ lines, breach });
        },
      };
      this.#waiting = waiting;
      this.#process.stdin!.write(`${JSON.stringify(request)}\n`);
    });
  }

  kill(): void {
    this.#fail(new Breach('died', 'killed by its owner'));
  }

  #fail(breach: Breach): void {
    if (this.#breach) return;
    this.#breach = breach;
    this.#process.kill('SIGKILL');
    this.#waiting?.settle(this.#waiting.lines, breach);
  }

  #hear(text: string): void {
    if (this.#breach) return;
    this.#said += text.length;
    if (this.#said > OUTPUT_LIMIT) return void this.#fail(new Breach('output', 'flood of output'));
    const lines = text.split('\n');
    const rest = lines.pop()!;
    if (lines.length > 0) {
      lines[0] = this.#tail.join('') + lines[0]!;
      this.#tail = [];
      this.#tailLength = 0;
    }
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    if (this.#tailLength > LINE_LIMIT)
      return void this.#fail(new Breach('output', 'a line of output is too long'));
    for (const line of lines) {
      const waiting = this.#waiting;
      if (!waiting) return void this.#fail(new Breach('protocol', 'spoke without being asked'));
      waiting.lines.push(line);
      if (waiting.lines.length === waiting.count) waiting.settle(waiting.lines, null);
    }
  }

  #overhear(text: string): void {
    this.#said += text.length;
    this.#noise = (this.#noise + text).slice(0, 4_000);
    if (this.#said > OUTPUT_LIMIT) this.#fail(new Breach('output', 'flood of output'));
  }

  /** Plain words that are the same every time: no addresses, no paths. */
  #died(code: number | null, signal: NodeJS.Signals | null): Breach {
    if (
      /out of memory|bad_alloc|invalid (?:size|array length|string length) error|Allocation failed/u.test(
        this.#noise,
      )
    )
      return new Breach('memory', OUT_OF_MEMORY);
    const how = signal === null ? `exit code ${code}` : signal;
    const fatal = /^(?:# )?Fatal .*/mu.exec(this.#noise)?.[0] ?? '';
    const last = fatal || (this.#noise.trim().split('\n').at(-1) ?? '');
    return new Breach('died', last === '' ? how : `${how}: ${last.slice(0, 200)}`);
  }
}
