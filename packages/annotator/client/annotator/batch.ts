import type { Act } from '../../src/acts.ts';

/** What the server takes at once (`batchSchema`). */
const MOST_ACTS = 200;
/** Characters of JSON, of which UTF-8 makes at most three bytes each: well below the 4 MiB of a request. */
const MOST_CHARACTERS = 1_000_000;

/** The beginning of the log that goes out in one request: at least one act, however long it is. */
export function nextBatch(acts: readonly Act[]): readonly Act[] {
  let characters = 0;
  const end = acts.findIndex((act, index) => {
    characters += JSON.stringify(act).length;
    return index > 0 && (index === MOST_ACTS || characters > MOST_CHARACTERS);
  });
  return end < 0 ? acts : acts.slice(0, end);
}
