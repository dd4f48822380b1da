import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const FLAGS = ['HttpOnly', 'Secure', 'SameSite'];

/** A cookie that scripts, or the network, get to see (CWE-614, 1004): an attribute of `allowed` (HttpOnly, Secure and SameSite unless said otherwise) is missing. */
export const cookieFlags: AttackKit = {
  covers: ['cookie-flag-drop'],
  attempts: ({ benign, requests }) => oneByOne([...requests, ...benign]),
  effect(answers, { allowed }) {
    for (const { name, value } of recordsOf(answers, 'header')) {
      if (name.toLowerCase() !== 'set-cookie') continue;
      const attributes = value
        .split(';')
        .slice(1)
        .map((part) => part.trim().toLowerCase());
      const cookie = value.split('=')[0]!;
      for (const flag of allowed.length > 0 ? allowed : FLAGS) {
        const attribute = attributes.find((one) => one.split('=')[0] === flag.toLowerCase());
        if (attribute === undefined) return `the cookie ${cookie} has no ${flag}`;
        if (attribute === 'samesite=none') return `the cookie ${cookie} goes with requests of any page`;
      }
    }
    return null;
  },
};
