import type { World } from '../driver.ts';
import { MARKER } from '../sandbox/marker.ts';
import { encode } from './encode.ts';
import { charge } from './fuel.ts';
import { makeRecording } from './recording.ts';
import { session } from './session.ts';

const EXTERNAL_STEPS = 100;

/** Calls of externals, for the levels of a schedule's outcome. */
export interface Traffic {
  readonly calls: string[];
  readonly inFlight: Map<string, number>;
  readonly peak: Map<string, number>;
  /** What recorded functions were told, each in its own order. */
  readonly told: Map<string, string[]>;
  /** Calls of either kind since the history last looked. */
  fresh: string[];
}

export function noTraffic(): Traffic {
  return { calls: [], inFlight: new Map(), peak: new Map(), told: new Map(), fresh: [] };
}

/** The world of one case: externals go to its agenda. `rejects` plans failures: the n-th call (from 1) of a name. */
export function makeWorld(
  rejects: readonly { readonly external: string; readonly call: number }[] = [],
  traffic: Traffic = noTraffic(),
): World {
  const counts = new Map<string, number>();
  return {
    ...makeRecording(`configured-secret-${session.installation}`),
    marker: MARKER,
    now: () => session.agenda.now,
    open() {
      const { tally } = session;
      let isOpen = true;
      tally.handles++;
      return () => {
        if (isOpen) tally.handles--;
        isOpen = false;
      };
    },
    external<T>(name: string, args: readonly unknown[], value: () => T): Promise<T> {
      charge(EXTERNAL_STEPS);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const call = `${name}(${args.map(encode).join(', ')})`;
      session.journal.note(call);
      traffic.calls.push(call);
      traffic.fresh.push(call);
      const kind = kindOf(name);
      const inFlight = (traffic.inFlight.get(kind) ?? 0) + 1;
      traffic.inFlight.set(kind, inFlight);
      traffic.peak.set(kind, Math.max(traffic.peak.get(kind) ?? 0, inFlight));
      session.tally.peak = Math.max(session.tally.peak, ...traffic.inFlight.values());
      const fails = rejects.some((plan) => plan.external === name && plan.call === count);
      return new Promise<T>((resolve, reject) => {
        session.agenda.add('external', `${fails ? 'reject' : 'resolve'} ${call} #${count}`, () => {
          traffic.inFlight.set(kind, traffic.inFlight.get(kind)! - 1);
          if (fails) return void reject(new Error(`${name} failed`));
          try {
            resolve(value());
          } catch (error) {
            reject(error);
          }
        });
      });
    },
  };
}

/** Stubs that different calls brought along, `task@1.0` and `task@2.0`, are in flight together. */
function kindOf(name: string): string {
  return name.replace(/@.*$/u, '');
}
