import { MARKER } from '../sandbox/marker.ts';
import { foreignAddresses, hostOf } from './hosts.ts';
import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

/**
 * The marker goes with a request to a host outside `allowed` (CWE-200), as credentials do that follow a redirection. A request
 * of this kit is where the driver's `world.fetch` redirects to.
 */
export const secretSent: AttackKit = {
  covers: ['credential-leak-on-redirect'],
  attempts: ({ allowed, requests }) => oneByOne([...requests, ...foreignAddresses(allowed)]),
  effect(answers, { allowed }) {
    for (const { name, value } of recordsOf(answers, 'fetch')) {
      const host = hostOf(name, allowed[0] ?? 'home.example');
      if (host !== null && !allowed.includes(host) && `${name}\n${value}`.includes(MARKER))
        return `the marker is sent to ${host}`;
    }
    return null;
  },
};
