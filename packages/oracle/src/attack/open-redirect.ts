import { foreignAddresses, hostOf } from './hosts.ts';
import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

/** A redirection to a host outside `allowed` (CWE-601), whose first host is the site's own. The driver answers through `world.response`. */
export const openRedirect: AttackKit = {
  covers: ['open-redirect'],
  attempts: ({ allowed, requests }) => oneByOne([...requests, ...foreignAddresses(allowed)]),
  effect(answers, { allowed }) {
    for (const { name, value } of recordsOf(answers, 'header')) {
      if (name.toLowerCase() !== 'location') continue;
      const host = hostOf(value, allowed[0] ?? 'home.example');
      if (host !== null && !allowed.includes(host)) return `redirects to ${host}`;
    }
    return null;
  },
};
