/** Half-open: `start` belongs to the interval, `end` does not. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * The same points as few intervals as possible, in order. Intervals that touch become one.
 *
 * @throws RangeError for an interval that does not end after it starts
 */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  for (const { start, end } of intervals) {
    if (!(start < end)) throw new RangeError(`empty interval: ${String(start)} to ${String(end)}`);
  }
  const sorted = intervals.toSorted((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      merged.push({ start, end });
    }
  }
  return merged;
}

/** The parts of `window` that no interval covers, in order. */
export function findGaps(intervals: readonly Interval[], window: Interval): Interval[] {
  const gaps: Interval[] = [];
  let position = window.start;
  for (const { start, end } of mergeIntervals(intervals)) {
    const gapEnd = Math.min(start, window.end);
    if (gapEnd > position) gaps.push({ start: position, end: gapEnd });
    position = Math.max(position, end);
  }
  if (position < window.end) gaps.push({ start: position, end: window.end });
  return gaps;
}

/** The points that are in an interval of both lists. */
export function intersectIntervals(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const shared: Interval[] = [];
  const rights = mergeIntervals(right);
  for (const a of mergeIntervals(left)) {
    for (const b of rights) {
      const start = Math.max(a.start, b.start);
      const end = Math.min(a.end, b.end);
      if (start < end) shared.push({ start, end });
    }
  }
  return shared;
}

/** The length of all intervals together; what is covered twice counts once. */
export function coveredLength(intervals: readonly Interval[]): number {
  let length = 0;
  for (const { start, end } of mergeIntervals(intervals)) {
    length += end - start;
  }
  return length;
}

/** The most intervals that cover one point: how many rooms a day of meetings needs. */
export function peakOverlap(intervals: readonly Interval[]): number {
  const changes = intervals.flatMap(({ start, end }) => [
    { at: start, step: 1 },
    { at: end, step: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at || a.step - b.step);
  let open = 0;
  let peak = 0;
  for (const { step } of changes) {
    open += step;
    peak = Math.max(peak, open);
  }
  return peak;
}

/** Index of the interval that holds `point` in a sorted list without overlaps, or -1. */
export function indexOfPoint(sorted: readonly Interval[], point: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const candidate = sorted[middle] as Interval;
    if (point < candidate.start) {
      high = middle;
    } else if (point >= candidate.end) {
      low = middle + 1;
    } else {
      return middle;
    }
  }
  return -1;
}
