import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf, showsMarker } from './seen.ts';
import type { Result } from '../sandbox/side.ts';

/**
 * Somebody gets what is not theirs: without a right (CWE-862), with another's name (639), in the wrong role (863), from a foreign
 * page (352), with a token that has run out (613; `send` waits by a virtual timer). Who they are only the driver knows: `requests`.
 * The effect: the marker in the answer, or a `world.act`.
 */
export const intrusion: AttackKit = {
  covers: [
    'authorization-check-drop',
    'ownership-check-drop',
    'role-check-invert',
    'csrf-check-drop',
    'token-expiry-drop',
  ],
  attempts: ({ requests, token, benign }) =>
    oneByOne(
      [...requests, ...(token === null ? [] : near(token))].filter((request) => !benign.includes(request)),
    ),
  effect: intruded,
};

/** The effect of kits that get in: an act that only some may bring about, or the marker. */
export function intruded(answers: readonly Result[]): string | null {
  const [act] = recordsOf(answers, 'act');
  if (act) return `an intruder brings about: ${act.name}`;
  return showsMarker(answers) ? 'the marker, which only the inside may hold, is in the answer' : null;
}

/** What is nearly a token: nothing, a part, another of its length. */
function near(token: string): string[] {
  const turned = [...token].reverse().join('');
  return [
    '',
    'null',
    'undefined',
    token.slice(1),
    token.slice(0, -1),
    `${token}0`,
    turned,
    '0'.repeat(token.length),
  ];
}
