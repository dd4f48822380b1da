import type { Driver } from '@bebug/oracle/driver';
import { UsageMeter, type UsageReport } from './usage-meter.ts';

interface Subject {
  readonly meter: UsageMeter;
  readonly alarms: number[];
  readonly kept: UsageReport[];
}

const source = { oneOf: ['api', 'disk', 'broken'] };

export default {
  create(world) {
    const alarms: number[] = [];
    let measured = 0;
    const measure = (name: string) => {
      const units = 10 ** measured;
      measured += 1;
      return world.external('measure', [name], () => (name === 'broken' ? -1 : units));
    };
    return { alarms, kept: [], meter: new UsageMeter(measure, 11, (total) => alarms.push(total)) };
  },
  calls: {
    read: { args: [source], run: ({ meter }, name: string) => meter.read(name) },
    credit: { args: [source], run: ({ meter }, name: string) => meter.credit(name) },
    readAll: {
      args: [source, source],
      run: ({ meter }, first: string, second: string) => meter.readAll([first, second]),
    },
    keepReport: { args: [], run: ({ meter, kept }) => kept.push(meter.report) },
    reset: { args: [], run: ({ meter }) => meter.reset() },
    close: {
      args: [],
      run: ({ meter }) => {
        meter.close();
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, NaN] }],
      run: (_subject, limit: number) =>
        new UsageMeter(
          () => Promise.resolve(0),
          limit,
          () => undefined,
        ).report,
    },
  },
  observe: ({ meter, alarms, kept }) => ({ ...meter.report, alarms, kept }),
  scenarios: [
    {
      name: 'two readings of one source',
      clients: [[['read', 'api']], [['read', 'api']]],
    },
    {
      name: 'three readings go over the limit',
      clients: [[['read', 'api']], [['read', 'disk']], [['read', 'api']]],
    },
    {
      name: 'a new period starts while a source is read',
      before: [['read', 'api']],
      clients: [[['read', 'api']], [['reset']], [['read', 'disk']]],
    },
    {
      name: 'closed while a source is read',
      before: [['read', 'api']],
      clients: [[['read', 'api']], [['close']]],
    },
    {
      name: 'units are given back while a source is read',
      before: [['read', 'api']],
      clients: [[['credit', 'api']], [['read', 'api']], [['credit', 'disk']]],
    },
    {
      name: 'one of several sources fails',
      clients: [[['readAll', 'api', 'disk']], [['read', 'api']]],
      rejects: [{ external: 'measure', call: 1 }],
    },
  ],
} satisfies Driver<Subject>;
