import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const KEY = 'bebugKey';
const PATHS = [
  ['__proto__', KEY],
  ['constructor', 'prototype', KEY],
  ['a', '__proto__', KEY],
  ['a', 'constructor', 'prototype', KEY],
  ['0', '__proto__', KEY],
];

/** A key that an outsider puts on a shared prototype (CWE-1321): by JSON, by a dotted, bracketed or slashed path, by a query. */
export const prototypePollution: AttackKit = {
  covers: ['prototype-pollution'],
  attempts({ requests }) {
    const nested = (path: readonly string[]): string =>
      path.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, '1');
    const bracketed = ([first, ...rest]: readonly string[]): string =>
      `${first ?? ''}${rest.map((key) => `[${key}]`).join('')}`;
    return oneByOne([
      ...requests,
      ...PATHS.flatMap((path) => [
        nested(path),
        `[${nested(path)}]`,
        path.join('.'),
        path.join('/'),
        `/${path.join('/')}`,
        `${path.join('.')}=1`,
        `${bracketed(path)}=1`,
        bracketed(path),
        `--${path.join('.')}=1`,
      ]),
    ]);
  },
  effect(answers) {
    const [polluted] = recordsOf(answers, 'polluted');
    return polluted ? `${polluted.name} is there for every object` : null;
  },
};
