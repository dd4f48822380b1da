import type { Driver } from '@bebug/oracle/driver';
import { ChangeHub } from './change-hub.ts';

interface Subject {
  readonly hub: ChangeHub;
  readonly heard: string[];
}

const key = { oneOf: ['a', 'b', 'c'] };

const stateOf = ({ hub, heard }: Subject) => [hub.pending, hub.listeners, hub.rounds, heard, hub.value('b')];

export default {
  create: () => ({ hub: new ChangeHub(), heard: [] }),
  calls: {
    set: {
      args: [key, { integer: [0, 3] }],
      run: ({ hub }, name: string, value: number) => {
        hub.set(name, value);
        return hub.value(name);
      },
    },
    flush: { args: [], run: ({ hub }) => hub.flush() },
    listen: {
      args: [{ oneOf: ['only', 'once', 'copy', 'grow'] }],
      run({ hub, heard }, kind: string) {
        const stop = hub.listen((change) => {
          heard.push(`${kind} ${change.key} ${String(change.from)}-${String(change.to)}`);
          if (kind === 'once') stop();
          if (kind === 'copy') hub.set('b', change.to);
          if (kind === 'grow' && heard.length < 9)
            hub.listen(({ to }) => void heard.push(`new ${String(to)}`));
        });
        return hub.listeners;
      },
    },
    state: { args: [], run: stateOf },
  },
  observe: stateOf,
} satisfies Driver<Subject>;
