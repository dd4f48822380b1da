import type { Driver, World } from '@bebug/oracle/driver';
import { ServiceGroup, type Service } from './service-group.ts';

interface Subject {
  readonly world: World;
  readonly group: ServiceGroup;
  /** Steps that fail from now on, such as `stop web`. */
  readonly broken: Set<string>;
  readonly log: string[];
}

const step = {
  oneOf: ['start', 'start', 'stop', 'serve', 'fail', 'restart cache', 'restart web', 'restart none'],
};
const broken = { oneOf: ['', 'start store', 'start cache', 'start web', 'stop web', 'stop cache'] };

function serviceOf(name: string, world: World, broken: ReadonlySet<string>, log: string[]): Service {
  const act = (verb: string) => async (): Promise<void> => {
    log.push(`${verb} ${name}`);
    const ending = await world.external(`${verb} ${name}`, [], () => `${verb} ${name} done`);
    if (broken.has(`${verb} ${name}`)) throw new Error(`cannot ${verb} ${name}`);
    log.push(ending);
  };
  return { name, start: act('start'), stop: act('stop') };
}

/** How a step ends, and what runs then. */
async function ended({ group }: Subject, result: Promise<unknown>): Promise<unknown> {
  const ending = await result.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
  return [ending, group.phase, group.running];
}

function act(subject: Subject, name: string): Promise<unknown> {
  const { group, world, log } = subject;
  const [verb = '', target = ''] = name.split(' ');
  switch (verb) {
    case 'start':
      return ended(subject, group.start());
    case 'stop':
      return ended(subject, group.stop());
    case 'restart':
      return ended(subject, group.restart(target));
    default:
      return ended(
        subject,
        group.serve(async () => {
          log.push(verb);
          await world.external('request', [], () => null);
          log.push(`${verb} done`);
          if (verb === 'fail') throw new Error('bad request');
        }),
      );
  }
}

export default {
  create(world) {
    const log: string[] = [];
    const broken = new Set<string>();
    const [store, cache, web] = ['store', 'cache', 'web'].map((name) => serviceOf(name, world, broken, log));
    const group = new ServiceGroup([[store!, cache!], [web!]]);
    group.onPhase((phase) => log.push(`${phase}: ${group.running.join()}`));
    return { world, group, broken, log };
  },
  calls: {
    act: { args: [step], run: act },
    break: {
      args: [broken],
      run: (subject, one: string) => {
        subject.broken.add(one);
      },
    },
    actTogether: {
      args: [broken, step, step, step],
      async run(subject, one: string, ...names: string[]) {
        await act(subject, 'start');
        subject.broken.add(one);
        return Promise.all(names.map((name) => act(subject, name)));
      },
    },
    hearOnce: {
      args: [{ oneOf: ['never', 'at once', 'when told', 'later'] }],
      async run({ group }, when: string) {
        const told: string[] = [];
        const leave = group.onPhase((phase) => {
          told.push(phase);
          if (when === 'when told') leave();
        });
        if (when === 'at once') leave();
        const before = told.length;
        await group.start();
        if (when === 'later') leave();
        await group.stop();
        return [before, told];
      },
    },
  },
  observe: ({ group, log }) => [group.phase, group.running, log],
  scenarios: [
    { name: 'started and stopped', clients: [[['act', 'start']], [['act', 'stop']]] },
    {
      name: 'stopped while a request fails',
      before: [['act', 'start']],
      clients: [[['act', 'fail']], [['act', 'stop']]],
    },
    {
      name: 'one cannot be stopped',
      before: [
        ['act', 'start'],
        ['break', 'stop cache'],
      ],
      clients: [[['act', 'stop']], [['act', 'serve']]],
    },
    {
      name: 'one cannot be started',
      before: [['break', 'start store']],
      clients: [[['act', 'start']], [['act', 'serve']]],
    },
    {
      name: 'one is started again while all are stopped',
      before: [['act', 'start']],
      clients: [[['act', 'restart cache']], [['act', 'stop']]],
    },
  ],
} satisfies Driver<Subject>;
