import { backtrackingSteps } from './backtracking-steps.ts';
import type { AttackKit, Attempt } from './kit.ts';
import { recordsOf } from './seen.ts';
import type { Result } from '../sandbox/side.ts';

/** Characters of the two texts of an attempt. */
const SIZES = [200, 400] as const;
/** A linear pattern stays far below, a quadratic one is above at the larger size. */
const MANY = 40_000;
const CAP = 60_000;
/** Twice the text: twice the steps when linear, four times when quadratic. */
const GROWTH = 3;
const PLACES = 16;
const PUMPS = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '\n',
  '-',
  '.',
  '_',
  '/',
  '<',
  '"',
  ',',
  '@',
  '=',
  '(',
  '[',
  '*',
  'a ',
  'a.',
  '0,',
  'a-',
  'a=',
  '{{',
];
const ENDS = ['!', '\0', '\n!'];

/**
 * A text on which a regular expression of the subject backtracks more than linearly (CWE-1333): parts of benign requests, and usual
 * characters, repeated, with an end that does not match. Steps are counted by an engine of our own (`backtracking-steps.ts`) on
 * the patterns and texts that the subject really matched; time plays no part.
 */
export const backtracking: AttackKit = {
  covers: ['regex-catastrophic'],
  attempts({ benign, requests }) {
    const stems = [...requests, ...benign].slice(0, 3);
    const parts = stems.flatMap((stem) =>
      Array.from({ length: Math.min(stem.length, PLACES) }, (_, at) => at).flatMap((at) =>
        [1, 2].map((length): readonly [string, string] => [stem.slice(0, at), stem.slice(at, at + length)]),
      ),
    );
    const pumps = [...PUMPS.map((pump): readonly [string, string] => ['', pump]), ...parts];
    return pumps.flatMap(([start, pump]) => ENDS.map((end) => pumped(start, pump, end)));
  },
  effect(answers) {
    const [small, large] = answers.map(stepsOf);
    if (small === undefined || large === undefined || large < MANY) return null;
    return large >= small * GROWTH || small >= CAP
      ? `a regular expression takes ${small} steps for ${SIZES[0]} characters, and ${large >= CAP ? `more than ${CAP}` : large} for ${SIZES[1]}`
      : null;
  },
};

function pumped(start: string, pump: string, end: string): Attempt {
  return { requests: SIZES.map((size) => start + pump.repeat(Math.ceil(size / pump.length)) + end) };
}

/** The steps of the costliest match of one answer. */
function stepsOf(answer: Result): number {
  return Math.max(
    0,
    ...recordsOf([answer], 'match').map(({ name, value }) => backtrackingSteps(name, value, CAP) ?? 0),
  );
}
