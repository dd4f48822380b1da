import type { Driver } from '@bebug/oracle/driver';
import { Debouncer, type Timers } from './debouncer.ts';

interface Subject {
  readonly debouncer: Debouncer<string>;
  readonly passed: string[];
  readonly pendingTimers: () => number;
  readonly advance: (milliseconds: number) => void;
}

interface Task {
  readonly id: number;
  readonly due: number;
  readonly run: () => void;
}

export default {
  create() {
    let now = 0;
    let lastId = 0;
    let tasks: Task[] = [];
    const timers: Timers = {
      now: () => now,
      set(run, milliseconds) {
        lastId += 1;
        tasks.push({ id: lastId, due: now + milliseconds, run });
        return lastId;
      },
      clear(id) {
        tasks = tasks.filter((task) => task.id !== id);
      },
    };
    const advance = (milliseconds: number) => {
      const end = now + milliseconds;
      for (;;) {
        const next = tasks.toSorted((a, b) => a.due - b.due).find((task) => task.due <= end);
        if (next === undefined) break;
        tasks = tasks.filter((task) => task !== next);
        now = next.due;
        next.run();
      }
      now = end;
    };
    const passed: string[] = [];
    const debouncer: Debouncer<string> = new Debouncer<string>(
      (value) => {
        passed.push(`${value} at ${String(now)}`);
        if (value === 'echo') debouncer.push('echoed');
      },
      timers,
      { wait: 100, maxWait: 250 },
    );
    return { debouncer, passed, pendingTimers: () => tasks.length, advance };
  },
  calls: {
    push: {
      args: [{ oneOf: ['a', 'b', 'echo'] }],
      run: ({ debouncer }, value: string) => {
        debouncer.push(value);
      },
    },
    burst: {
      args: [{ integer: [2, 6] as const }, { oneOf: [30, 60, 99, 100] }],
      run: (subject, count: number, gap: number) => {
        for (let index = 0; index < count; index++) {
          subject.debouncer.push(`burst ${String(index)}`);
          subject.advance(gap);
        }
      },
    },
    flush: { args: [], run: ({ debouncer }) => debouncer.flush() },
    cancel: { args: [], run: ({ debouncer }) => debouncer.cancel() },
    advance: {
      args: [{ oneOf: [1, 60, 90, 99, 100] }],
      run: (subject, milliseconds: number) => {
        subject.advance(milliseconds);
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, 5, NaN] }, { oneOf: [-1, 0, 4, 5] }],
      run: (_subject, wait: number, maxWait: number) => {
        const timers: Timers = { now: () => 0, set: () => 1, clear: () => undefined };
        return new Debouncer<string>(() => undefined, timers, { wait, maxWait }).isPending;
      },
    },
  },
  observe: ({ debouncer, passed, pendingTimers }) => ({
    isPending: debouncer.isPending,
    passed,
    timers: pendingTimers(),
  }),
} satisfies Driver<Subject>;
