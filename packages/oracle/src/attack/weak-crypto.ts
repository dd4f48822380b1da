import type { AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const WEAK = /^(?:RSA-)?(?:md[245]|ripemd|rmd|sha-?1$|sha1)|(?:^|-)(?:des|rc2|rc4|bf|cast)|ecb/iu;

/**
 * Encryption or hashing that is known to be broken (CWE-327), a password hashed with fewer rounds than `limit` (CWE-916), or one key
 * and vector for two messages (CWE-329). Seen in what the subject asks `node:crypto` for; each benign request is sent twice.
 */
export const weakCrypto: AttackKit = {
  covers: ['weak-hash', 'iv-reuse'],
  manner: 'session',
  attempts: ({ benign, requests }) =>
    [...new Set([...requests, ...benign])].map((request) => ({ requests: [request, request] })),
  effect(answers, { limit }) {
    const asked = recordsOf(answers, 'crypto');
    const vectors = new Set<string>();
    let rounds = 0;
    for (const { name, value } of asked) {
      const [algorithm, second] = value.split(' ') as [string, string | undefined];
      if (WEAK.test(algorithm)) return `${name} with ${algorithm}`;
      if (name.startsWith('pbkdf2')) rounds = Math.max(rounds, Number(second));
      if (name !== 'createCipheriv') continue;
      if (vectors.has(value)) return `two messages under one key and vector (${algorithm})`;
      vectors.add(value);
    }
    if (limit !== null && asked.length > 0 && rounds < limit)
      return `${rounds} rounds where ${limit} are asked for`;
    return null;
  },
};
