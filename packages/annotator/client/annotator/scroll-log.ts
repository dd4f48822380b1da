import type { Sitting } from './sitting.ts';

const SCROLL_QUIET_MS = 1000;

/** Writes down where a person scrolled to, once they have come to rest. */
export interface ScrollLog {
  readonly note: (topLine: number) => void;
  readonly stop: () => void;
}

export function scrollLog(sitting: Sitting, file: string): ScrollLog {
  let scrolled: ReturnType<typeof setTimeout> | undefined;
  return {
    note: (topLine) => {
      clearTimeout(scrolled);
      scrolled = setTimeout(() => sitting.log({ kind: 'scroll', file, topLine }), SCROLL_QUIET_MS);
    },
    stop: () => clearTimeout(scrolled),
  };
}
