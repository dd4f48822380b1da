import { EventEmitter } from 'node:events';
import type { Driver, World } from '@bebug/oracle/driver';
import { DeviceLink, type Clock, type Line } from './device-link.ts';

class Wire extends EventEmitter implements Line {
  readonly world: World;
  readonly sent: string[] = [];
  /** What the device does with a question and with the end. */
  manner: string;
  readonly #hearers = new Set<(reading: string) => void>();

  constructor(world: World, manner: string) {
    super();
    this.world = world;
    this.manner = manner;
  }

  get hearers(): number {
    return this.#hearers.size;
  }

  async open(): Promise<void> {
    await this.world.external('open', [], () => {
      this.emit('hello', 'meter');
    });
  }

  send(text: string): void {
    this.sent.push(text);
    if (text === 'alive' || this.manner === 'mute') return;
    setTimeout(
      () => {
        this.emit('answer', `${text}!`);
      },
      this.manner === 'slow' ? 150 : 10,
    );
  }

  subscribe(hear: (reading: string) => void): () => void {
    const close = this.world.open();
    this.#hearers.add(hear);
    return () => {
      this.#hearers.delete(hear);
      close();
    };
  }

  read(reading: string): void {
    for (const hear of this.#hearers) hear(reading);
  }

  async end(): Promise<void> {
    if (this.manner === 'mute') await new Promise(() => undefined);
    if (this.manner === 'broken') throw new Error('broken');
    await this.world.external('end', [], () => undefined);
  }
}

interface Subject {
  readonly link: DeviceLink;
  readonly wire: Wire;
  readonly world: World;
  readonly timers: { pending: number };
}

const manner = { oneOf: ['quick', 'slow', 'mute', 'broken'] };
const wait = { oneOf: [0, 5, 50, 150, 250, 500, 1000] };

const sleep = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** The sandbox's time, with a count of the timers that are set. */
function clockWith(timers: { pending: number }): Clock {
  const pending = new Set<unknown>();
  const note = (timer: unknown, isSet: boolean): void => {
    if (isSet) pending.add(timer);
    else pending.delete(timer);
    timers.pending = pending.size;
  };
  return {
    setTimeout(callback, milliseconds) {
      const timer = setTimeout(() => {
        note(timer, false);
        callback();
      }, milliseconds);
      note(timer, true);
      return timer;
    },
    clearTimeout(timer) {
      note(timer, false);
      clearTimeout(timer as ReturnType<typeof setTimeout>);
    },
    setInterval(callback, milliseconds) {
      const timer = setInterval(callback, milliseconds);
      note(timer, true);
      return timer;
    },
    clearInterval(timer) {
      note(timer, false);
      clearInterval(timer as ReturnType<typeof setInterval>);
    },
  };
}

function make(world: World, kind: string): Subject {
  const wire = new Wire(world, kind);
  const timers = { pending: 0 };
  const options = { clock: clockWith(timers), patience: 100, pulse: 400, rest: 200 };
  const link = new DeviceLink(wire, options);
  options.patience = 1;
  return { link, wire, world, timers };
}

const stateOf = ({ link, wire, timers }: Subject) => [
  link.state,
  wire.sent,
  wire.listenerCount('answer'),
  wire.hearers,
  timers.pending,
];

const messageOf = (error: unknown) => (error as Error).message;

export default {
  create: (world) => make(world, 'quick'),
  calls: {
    open: {
      args: [],
      async run({ link }) {
        const name = await link.open();
        return [name, await link.close()];
      },
    },
    openedState: {
      args: [],
      async run({ link }) {
        await link.opened;
        return link.state;
      },
    },
    talk: {
      args: [manner, wait],
      async run({ world }, kind: string, milliseconds: number) {
        const subject = make(world, kind);
        const { link } = subject;
        const name = await link.open();
        const first = await link.ask('a').catch(messageOf);
        await sleep(milliseconds);
        const between = stateOf(subject).join();
        const second = await link.ask('b').catch(messageOf);
        const isAgreed = await link.close().catch(messageOf);
        const after = stateOf(subject).join();
        await sleep(1000);
        return [name, first, between, second, isAgreed, after, stateOf(subject)];
      },
    },
    rest: {
      args: [wait, wait],
      async run({ world }, one: number, other: number) {
        const subject = make(world, 'quick');
        const states: string[] = [];
        for (const milliseconds of [one, other]) {
          await subject.link.ask('a');
          await sleep(milliseconds);
          states.push(subject.link.state);
        }
        return states;
      },
    },
    inform: {
      args: [manner, { oneOf: [true, false] }],
      async run({ world }, kind: string, isBroken: boolean) {
        const told: string[] = [];
        make(world, kind).link.inform(
          'a',
          (answer) => {
            told.push(answer);
            if (isBroken) throw new Error('no');
          },
          (error) => void told.push(messageOf(error)),
        );
        await sleep(300);
        return told;
      },
    },
    collect: {
      args: [{ integer: [1, 3] }],
      async run({ world }, count: number) {
        const subject = make(world, 'quick');
        const collecting = subject.link.collect(count);
        for (const reading of ['1', '2', '3', '4']) subject.wire.read(reading);
        return [await collecting, subject.wire.hearers];
      },
    },
    state: { args: [], run: stateOf },
  },
  observe: stateOf,
  scenarios: [{ name: 'who waits until it is open', clients: [[['open']], [['openedState']]] }],
  loads: {
    'question after question': {
      async run({ world }, n: number) {
        const { link } = make(world, 'quick');
        for (let index = 0; index < n; index++) await link.ask('a');
        return n;
      },
    },
    'reading after reading': {
      async run({ world }, n: number) {
        const { link, wire } = make(world, 'quick');
        for (let index = 0; index < n; index++) {
          const collecting = link.collect(1);
          wire.read('1');
          await collecting;
        }
        return n;
      },
    },
    'links that are opened and closed': {
      async run({ world }, n: number) {
        for (let index = 0; index < n; index++) {
          const { link } = make(world, 'quick');
          await link.open();
          await link.close();
        }
        return n;
      },
    },
  },
} satisfies Driver<Subject>;
