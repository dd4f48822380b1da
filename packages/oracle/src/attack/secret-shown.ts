import { MARKER } from '../sandbox/marker.ts';
import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf, showsMarker } from './seen.ts';

const MALFORMED = [
  '',
  ' ',
  '{',
  '[]',
  'null',
  '0',
  '-1',
  "'",
  '"',
  '%',
  '%zz',
  '\0',
  '../',
  'undefined',
  '{"a":',
  '<',
  'x'.repeat(5_000),
  '\ud800',
  '{"__proto__":1}',
];

/** The marker in the log (CWE-532) or in an answer to an outsider whose request fails (CWE-209). */
export const secretShown: AttackKit = {
  covers: ['log-secret', 'error-detail-leak'],
  attempts: ({ benign, requests }) => oneByOne([...requests, ...MALFORMED, ...benign]),
  effect(answers) {
    if (recordsOf(answers, 'log').some(({ value }) => value.includes(MARKER)))
      return 'the marker is in the log';
    return showsMarker(answers) ? 'the marker is in the answer' : null;
  },
};
