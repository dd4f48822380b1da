import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

/** Options of `world.connect` that let anybody answer in the peer's place (CWE-295), as `encode` writes them. */
const CARELESS = [
  /\brejectUnauthorized: false\b/u,
  /\binsecure: true\b/u,
  /\bcheckServerIdentity: function\b/u,
  /\b(?:min|max)Version: "(?:SSLv3|TLSv1(?:\.1)?)"/u,
  /\bciphers: "[^"]*(?:NULL|aNULL|EXPORT|RC4|DES)[^"]*"/u,
];

/** A connection whose peer nobody checks. */
export const unverifiedPeer: AttackKit = {
  covers: ['tls-verify-off'],
  attempts: ({ benign, requests }) => oneByOne([...requests, ...benign]),
  effect(answers) {
    const careless = recordsOf(answers, 'connect').flatMap(({ value }) =>
      CARELESS.flatMap((pattern) => pattern.exec(value)?.[0] ?? []),
    );
    return careless.length > 0 ? `connects with ${careless[0]!}` : null;
  },
};
