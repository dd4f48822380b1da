import type { Driver, World } from '@bebug/oracle/driver';
import { FeedExporter, type LineStream, type Store } from './feed-exporter.ts';

interface Subject {
  readonly exporter: FeedExporter;
  readonly world: World;
  readonly texts: Map<string, string>;
  readonly log: string[];
}

const ITEMS = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({ name, text: String(10 ** index) }));

const count = { integer: [0, 5] } as const;

function storeIn(world: World, texts: Map<string, string>, log: string[]): Store {
  return {
    put: (name, text) =>
      world.external('put', [name], () => {
        texts.set(name, text);
        log.push(`put ${name}`);
      }),
    remove: (name) =>
      world.external('remove', [name], () => {
        texts.delete(name);
        log.push(`remove ${name}`);
      }),
    has: (name) => world.external('has', [name], () => texts.has(name)),
  };
}

function make(world: World, atOnce: number): Subject {
  const texts = new Map<string, string>();
  const log: string[] = [];
  const options = {
    store: storeIn(world, texts, log),
    atOnce,
    open: (path: string) =>
      world.external('open', [path], () => {
        const close = world.open();
        let isOpen = true;
        return {
          read: () => world.external('read', [path], () => (isOpen ? `text of ${path}\n` : 'closed')),
          close: () =>
            world.external('close', [path], () => {
              isOpen = false;
              log.push(`close ${path}`);
              close();
            }),
        };
      }),
  };
  const exporter = new FeedExporter(options);
  options.atOnce = 100;
  return { exporter, world, texts, log };
}

/** A stream that holds a line or two; what comes when it is full is lost. */
function streamOf(world: World, room: number, log: string[]): LineStream {
  const close = world.open();
  let held = 0;
  return {
    write(line) {
      if (held < room) log.push(line);
      held += 1;
      return held < room;
    },
    drained: () =>
      world.external('drain', [], () => {
        held = 0;
      }),
    end() {
      log.push('end');
      close();
    },
  };
}

/** The most texts that are on their way at a time, and whether it worked. */
async function crowd(world: World, atOnce: number, items: number, failing: string) {
  const log: string[] = [];
  let [open, most] = [0, 0];
  const store: Store = {
    async put(name) {
      most = Math.max(most, ++open);
      await world.external('put', [name], () => undefined);
      open -= 1;
      log.push(name);
      if (name === `f/${failing}`) throw new Error(`no ${name}`);
    },
    remove: (name) => Promise.resolve(void log.push(`remove ${name}`)),
    has: () => Promise.resolve(false),
  };
  const exporter = new FeedExporter({ store, atOnce, open: () => Promise.reject(new Error('no file')) });
  const publishing = exporter.start('f', ITEMS.slice(0, items));
  const during = exporter.running;
  const outcome = await publishing.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
  return [outcome, most, during, exporter.running, exporter.exported, log];
}

export default {
  create: (world) => make(world, 2),
  calls: {
    stream: {
      args: [count, { integer: [1, 2] }],
      async run({ exporter, world }, items: number, room: number) {
        const log: string[] = [];
        return [await exporter.stream(ITEMS.slice(0, items), streamOf(world, room, log)), log];
      },
    },
    streamBeside: {
      args: [count],
      async run({ exporter, world }, items: number) {
        const log: string[] = [];
        const beside = (turns: number): void => {
          log.push('beside');
          if (turns > 0) setImmediate(beside, turns - 1);
        };
        setImmediate(beside, 3);
        await exporter.stream(ITEMS.slice(0, items), streamOf(world, 9, log));
        return log;
      },
    },
    exportFile: {
      args: [{ oneOf: ['x', 'y'] }],
      run: ({ exporter }, path: string) => exporter.exportFile(path),
    },
    publish: {
      args: [{ oneOf: ['f', 'g'] }, count],
      run: ({ exporter }, feed: string, items: number) => exporter.publish(feed, ITEMS.slice(0, items)),
    },
    publishCrowd: {
      args: [{ integer: [0, 3] }, count, { oneOf: ['', 'a', 'c', 'done'] }],
      run: ({ world }, atOnce: number, items: number, failing: string) =>
        crowd(world, atOnce, items, failing),
    },
    missing: {
      args: [{ oneOf: ['f', 'g'] }],
      run: ({ exporter }, feed: string) => exporter.missing(feed, ['a', 'c', 'z']),
    },
    state: { args: [], run: ({ exporter }) => [exporter.exported, exporter.running] },
  },
  observe: ({ exporter, texts, log }) => [exporter.exported, exporter.running, texts, log],
  scenarios: [
    { name: 'asked while it is published', clients: [[['publish', 'f', 1]], [['missing', 'f']]] },
    {
      name: 'a text cannot be put',
      clients: [[['publish', 'f', 2]], [['state']]],
      rejects: [{ external: 'put', call: 2 }],
    },
  ],
  loads: {
    'file after file': {
      async run({ exporter }, n: number) {
        for (let index = 0; index < n; index++) await exporter.exportFile('x');
        return n;
      },
    },
    'stream after stream': {
      async run({ exporter, world }, n: number) {
        for (let index = 0; index < n; index++) await exporter.stream([], streamOf(world, 1, []));
        return n;
      },
    },
  },
} satisfies Driver<Subject>;
