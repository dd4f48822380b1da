import { foreignAddresses, hostOf } from './hosts.ts';
import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

/** A request that the server sends where an outsider wants it to (CWE-918): to a host outside `allowed`. The driver uses `world.fetch`. */
export const requestForgery: AttackKit = {
  covers: ['ssrf-allow-list-weaken'],
  attempts: ({ allowed, requests }) => oneByOne([...requests, ...foreignAddresses(allowed)]),
  effect(answers, { allowed }) {
    for (const { name } of recordsOf(answers, 'fetch')) {
      const host = hostOf(name, allowed[0] ?? 'home.example');
      if (host !== null && !allowed.includes(host)) return `sends a request to ${host}`;
    }
    return null;
  },
};
