import type { Result } from '../sandbox/side.ts';

/** The effect of kits that steal: the world's marker shows in an answer. */
export function markerEffect(answers: readonly Result[]): string | null {
  return answers.some((answer) => answer.ending !== 'breached' && answer.marked)
    ? 'the marker, which only the inside may hold, is in the answer'
    : null;
}
