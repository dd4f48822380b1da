import type { Driver, World } from '@bebug/oracle/driver';
import { BoundedChannel } from './bounded-channel.ts';

interface Subject {
  readonly channel: BoundedChannel<string>;
  readonly world: World;
  readonly controller: AbortController;
}

const message = { oneOf: ['a', 'b', 'c'] };
const capacity = { oneOf: [-1, 0, 1, 2, 0.5, NaN] };

async function received(channel: BoundedChannel<string>, signal?: AbortSignal): Promise<string> {
  const { done, value } = await channel.receive(signal);
  return done === true ? 'done' : value;
}

export default {
  create: (world) => ({ world, channel: new BoundedChannel<string>(1), controller: new AbortController() }),
  calls: {
    sendAndReceive: {
      args: [capacity, { integer: [1, 4] }, { integer: [0, 4] }],
      async run(_subject, size: number, sent: number, taken: number) {
        const channel = new BoundedChannel<string>(size);
        const done: string[] = [];
        for (const one of ['a', 'b', 'c', 'd'].slice(0, sent))
          channel.send(one).then(
            () => done.push(one),
            (error: unknown) => done.push(`${one}: ${(error as Error).name}`),
          );
        const came: string[] = [];
        for (let index = 0; index < Math.min(sent, taken); index++) came.push(await received(channel));
        const before = [...done, channel.size];
        channel.close();
        return [came, before, await received(channel), await received(channel), done, channel.size];
      },
    },
    receiveAndSend: {
      args: [capacity, { integer: [1, 3] }, { integer: [0, 4] }],
      async run(_subject, size: number, waiting: number, sent: number) {
        const channel = new BoundedChannel<string>(size);
        const came = Promise.all(Array.from({ length: waiting }, () => received(channel)));
        const before = channel.size;
        const sending = Promise.allSettled(
          ['a', 'b', 'c', 'd'].slice(0, sent).map((one) => channel.send(one)),
        );
        const after = channel.size;
        channel.close();
        return [before, after, await came, (await sending).map(({ status }) => status)];
      },
    },
    giveUp: {
      args: [{ oneOf: ['send', 'receive'] }, { oneOf: ['before', 'during', 'after', 'never'] }],
      async run(_subject, kind: string, when: string) {
        const channel = new BoundedChannel<string>(0);
        const controller = new AbortController();
        const { signal } = controller;
        if (when === 'before') controller.abort(new Error('enough'));
        const started = kind === 'send' ? channel.send('x', signal) : received(channel, signal);
        const settled = started.then(
          (value) => value ?? 'sent',
          (error: unknown) => (error as Error).message,
        );
        if (when === 'during') controller.abort(new Error('enough'));
        const during = channel.size;
        const other = kind === 'send' ? received(channel) : channel.send('y');
        if (when === 'after') controller.abort(new Error('enough'));
        const after = channel.size;
        channel.close();
        return [during, after, await settled, await other.catch((error: unknown) => (error as Error).name)];
      },
    },
    loop: {
      args: [{ integer: [0, 3] }],
      async run(_subject, count: number) {
        const channel = new BoundedChannel<string>(5);
        for (const one of ['a', 'b', 'c'].slice(0, count)) await channel.send(one);
        const came: string[] = [];
        for await (const one of channel) {
          came.push(one);
          if (one === 'b') break;
          if (came.length === count) channel.close();
        }
        return [came, channel.size, channel.isClosed];
      },
    },
    send: {
      args: [message],
      async run({ channel, world }, one: string) {
        await world.external('prepare', [one], () => one);
        await channel.send(one);
        return channel.size;
      },
    },
    sendAtOnce: {
      args: [message],
      async run({ channel, controller }, one: string) {
        await channel.send(one, controller.signal);
        return channel.size;
      },
    },
    receive: { args: [], run: ({ channel }) => received(channel) },
    receiveTwo: { args: [], run: async ({ channel }) => [await received(channel), await received(channel)] },
    abort: {
      args: [],
      run: ({ controller }) => {
        controller.abort(new Error('enough'));
      },
    },
    close: {
      args: [],
      run: ({ channel }) => {
        channel.close();
      },
    },
  },
  observe: ({ channel }) => [channel.size, channel.isClosed],
  scenarios: [
    { name: 'two senders and a receiver', clients: [[['send', 'a']], [['send', 'b']], [['receiveTwo']]] },
    {
      name: 'two receivers',
      clients: [
        [
          ['send', 'a'],
          ['send', 'b'],
        ],
        [['receive']],
        [['receive']],
      ],
    },
    {
      name: 'closed while a sender waits',
      clients: [
        [
          ['sendAtOnce', 'a'],
          ['sendAtOnce', 'b'],
        ],
        [['close'], ['receiveTwo']],
      ],
    },
    {
      name: 'a sender gives up',
      clients: [
        [
          ['sendAtOnce', 'a'],
          ['sendAtOnce', 'b'],
        ],
        [['abort'], ['receive']],
      ],
    },
  ],
  loads: {
    'wait with one signal': {
      async run({ controller }, n: number) {
        const channel = new BoundedChannel<number>(0);
        for (let index = 0; index < n; index++) {
          const sent = channel.send(index, controller.signal);
          await channel.receive(controller.signal);
          await sent;
        }
        return n;
      },
    },
    'receive with one signal': {
      async run({ controller }, n: number) {
        const channel = new BoundedChannel<number>(1);
        let sum = 0;
        for (let index = 0; index < n; index++) {
          const next = channel.receive(controller.signal);
          await channel.send(index);
          sum += (await next).value ?? 0;
        }
        return sum;
      },
    },
  },
} satisfies Driver<Subject>;
