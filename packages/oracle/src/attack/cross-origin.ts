import { foreignAddresses } from './hosts.ts';
import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

/** A foreign page may read the answer (CWE-942). Requests are origins; `allowed` are the hosts whose pages may. The driver answers through `world.response`. */
export const crossOrigin: AttackKit = {
  covers: ['cors-wildcard'],
  attempts({ allowed, requests }) {
    const origins = foreignAddresses(allowed).filter((address) => /^https?:\/\/[^/\\@?#]+\/$/u.test(address));
    return oneByOne([...requests, 'null', ...origins.map((address) => address.slice(0, -1))]);
  },
  effect(answers, { allowed }) {
    for (const { name, value } of recordsOf(answers, 'header')) {
      if (name.toLowerCase() !== 'access-control-allow-origin') continue;
      const host = value.replace(/^https?:\/\//u, '');
      if (value !== '' && !allowed.includes(host)) return `pages of ${value} may read the answer`;
    }
    return null;
  },
};
