import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const NUMBERS = [
  '-1',
  '-0.5',
  '1e9',
  '2147483647',
  '2147483648',
  '4294967295',
  '4294967296',
  '9007199254740993',
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '0x7fffffff',
  '1.5',
  '',
  ' ',
];
const LONGEST = 65_536;

/** An amount outside 0 … `limit` is accepted (CWE-190): a number too large, negative or none at all; or a text that is too long (CWE-400). The amount is that of `world.act`. */
export const outOfBounds: AttackKit = {
  covers: ['integer-bound-drop', 'input-length-drop'],
  attempts({ benign, requests, limit }) {
    const most = limit ?? 0;
    const lengths = [most + 1, most * 2, most * 10].filter((length) => length > 0 && length <= LONGEST);
    const long = benign
      .filter((text) => text !== '')
      .slice(0, 2)
      .flatMap((text) =>
        lengths.map((length) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
      );
    return oneByOne([...requests, ...NUMBERS, String(most + 1), String(-most - 1), ...long]);
  },
  effect(answers, { limit }) {
    for (const { name, value } of recordsOf(answers, 'act')) {
      const amount = Number(value);
      if (value !== '' && !(amount >= 0 && amount <= (limit ?? Infinity)))
        return `${name}: ${value} of ${limit ?? 'any'} allowed`;
    }
    return null;
  },
};
