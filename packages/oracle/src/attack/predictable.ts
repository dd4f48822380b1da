import type { AttackKit } from './kit.ts';
import { answersOf } from './seen.ts';

const DRAWS = 400;

/**
 * A secret that can be known beforehand: another installation, with other secure randomness and another `world.secret`, gives the
 * same (CWE-338, 377, 798), or the same comes twice in 400 draws (too short). Each of `requests` asks for one.
 */
export const predictable: AttackKit = {
  covers: ['weak-random', 'temp-file-predictable', 'hardcoded-secret'],
  manner: 'two installations',
  attempts: ({ requests, limit }) =>
    requests.map((request) => ({ requests: Array.from({ length: limit ?? DRAWS }, () => request) })),
  effect(answers) {
    const drawn = answersOf(answers);
    const count = drawn.length / 2;
    if (drawn.length < 2 || drawn.includes(null)) return null;
    const [here, there] = [drawn.slice(0, count), drawn.slice(count)];
    if (here.every((value, index) => value === there[index]))
      return 'it does not depend on secure randomness or on the configured secret';
    return count > 1 && new Set(here).size < count ? `${count} draws repeat one` : null;
  },
};
