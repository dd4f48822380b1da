import { effect } from '@preact/signals';
import type { Sitting } from './sitting.ts';

/** Without a touch for this long, the code is covered until the person says that they are there. */
const IDLE_MS = 5 * 60_000;
/** Movements of a moment are one act. */
const QUIET_MS = 800;

/** Write down what happens to the page while a task is open. */
export function record(sitting: Sitting): void {
  document.addEventListener('visibilitychange', () => {
    sitting.log({ kind: document.visibilityState === 'visible' ? 'visible' : 'hidden' });
  });
  window.addEventListener('focus', () => sitting.log({ kind: 'focus' }));
  window.addEventListener('blur', () => sitting.log({ kind: 'blur' }));
  window.addEventListener('online', () => sitting.queue.hurry());
  // Only where closing the page would lose something.
  window.addEventListener('beforeunload', (event) => {
    const { unsent, isKept } = sitting.queue.state.peek();
    if (unsent > 0 && !isKept) event.preventDefault();
  });
  recordMoves(sitting);
  watchIdleness(sitting);
}

function recordMoves(sitting: Sitting): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opened = sitting.task.peek();
  effect(() => {
    const place = sitting.place.value;
    clearTimeout(timer);
    const task = sitting.task.peek();
    // What a task opens with is no movement.
    if (task !== opened) {
      opened = task;
      return;
    }
    if (task === null) return;
    timer = setTimeout(() => {
      if (sitting.place.peek() === place) sitting.log({ kind: 'move', place });
    }, QUIET_MS);
  });
}

function watchIdleness(sitting: Sitting): void {
  let touched = performance.now();
  const touch = (): void => {
    if (!sitting.isIdle.peek()) touched = performance.now();
  };
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
    document.addEventListener(kind, touch, { passive: true, capture: true });
  effect(() => {
    if (!sitting.isIdle.value) touched = performance.now();
  });
  setInterval(() => {
    if (performance.now() - touched >= IDLE_MS) sitting.setIdle(true);
  }, 5000);
}
