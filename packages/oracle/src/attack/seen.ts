import { MARKER } from '../sandbox/marker.ts';
import type { Result } from '../sandbox/side.ts';
import type { AttackRecord } from './record.ts';

/** What the subject did to the outside while it served these requests; nothing of a breach counts. */
export function recordsOf(
  answers: readonly Result[],
  ...kinds: readonly AttackRecord['kind'][]
): AttackRecord[] {
  return answers.flatMap((answer) =>
    answer.ending === 'breached' ? [] : (answer.records ?? []).filter(({ kind }) => kinds.includes(kind)),
  );
}

/** What the outsider got to see, answer by answer; `null` for one that did not come. */
export function answersOf(answers: readonly Result[]): (string | null)[] {
  return answers.map((answer) =>
    answer.ending === 'returned' || answer.ending === 'threw' ? (answer.answer ?? null) : null,
  );
}

/** True when the marker, which only the inside may hold, is in what the outsider got to see. */
export function showsMarker(answers: readonly Result[]): boolean {
  return answersOf(answers).some((answer) => answer?.includes(MARKER) === true);
}
