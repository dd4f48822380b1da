/**
 * What the resource rung counts. `leaves`: something that is left behind or piles up, where every unit counts; otherwise work,
 * where only the order of growth does. The first that shows
 * something is the witness's: what is left explains what it costs to walk through, not the other way round.
 */
export const COUNTERS = {
  calls: { leaves: true, says: 'calls of externals and injected functions' },
  'calls at once': { leaves: true, says: 'calls under way at the same time' },
  queries: { leaves: true, says: 'statements that the database runs' },
  'rows returned': { leaves: true, says: 'rows that the database returns' },
  'rows scanned': { leaves: true, says: 'rows that the database scans, by its plan' },
  timers: { leaves: true, says: 'timers left pending' },
  listeners: { leaves: true, says: 'listeners left' },
  handles: { leaves: true, says: 'handles left open' },
  retained: { leaves: true, says: 'entries of collections retained after a forced garbage collection' },
  steps: { leaves: false, says: 'steps, native work included' },
  'longest turn': { leaves: false, says: 'steps in one turn of the event loop' },
} as const;

export type Counter = keyof typeof COUNTERS;

/** Where two codes differ in these, the counter cannot be compared: part of the work is not in it. */
export const UNCOUNTED = {
  steps: 'unknown native calls',
  'longest turn': 'unknown native calls',
  'rows scanned': 'unknown plans',
  // Another kind of collection, or one filled in another way, is not noted alike.
  retained: 'live collections',
} as const;

export type Counts = Readonly<Record<Counter | (typeof UNCOUNTED)[keyof typeof UNCOUNTED], number>>;
