import type { AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const MORE = 5;

/** More is served in one session than `limit` allows (CWE-307, 770): each `world.act` is one serving. */
export const overLimit: AttackKit = {
  covers: ['rate-limit-drop'],
  manner: 'session',
  attempts: ({ benign, requests, limit }) =>
    limit === null
      ? []
      : [...new Set([...requests, ...benign])].map((request) => ({
          requests: Array.from({ length: limit + MORE }, () => request),
        })),
  effect(answers, { limit }) {
    const served = recordsOf(answers, 'act').length;
    return limit !== null && served > limit ? `${served} servings where ${limit} are allowed` : null;
  },
};
