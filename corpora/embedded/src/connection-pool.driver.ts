import type { Driver, World } from '@bebug/oracle/driver';
import { ConnectionPool } from './connection-pool.ts';

class Line {
  readonly id: number;
  isBroken = false;
  isClosed = false;
  readonly #close: () => void;

  constructor(id: number, world: World) {
    this.id = id;
    this.#close = world.open();
  }

  isUsable(): boolean {
    return !this.isBroken;
  }

  close(): void {
    this.isClosed = true;
    this.#close();
  }
}

interface Subject {
  readonly pool: ConnectionPool<Line>;
  readonly lines: Line[];
  readonly world: World;
}

const job = { oneOf: ['a', 'b', 'c'] };

function make(world: World, size: number, maxWaiting: number): Subject {
  const lines: Line[] = [];
  const options = {
    size,
    maxWaiting,
    open: () =>
      world.external('open', [], () => {
        const line = new Line(lines.length + 1, world);
        lines.push(line);
        return line;
      }),
  };
  const pool = new ConnectionPool<Line>(options);
  options.size += 1;
  return { pool, lines, world };
}

const counts = ({ pool, lines }: Subject) => [
  pool.open,
  pool.idle,
  pool.waiting,
  lines.filter((line) => !line.isClosed).length,
];

export default {
  create: (world) => make(world, 1, 2),
  calls: {
    use: {
      args: [job],
      run: ({ pool, world }, name: string) =>
        pool.use(
          async (line) =>
            `${await world.external('query', [name, line.id], () => name)} on ${String(line.id)}`,
        ),
    },
    useAndFail: {
      args: [job],
      run: ({ pool }, name: string) => pool.use(() => Promise.reject(new Error(`no ${name}`))),
    },
    useAndBreak: {
      args: [job],
      run: ({ pool, world }, name: string) =>
        pool.use(async (line) => {
          line.isBroken = true;
          return `${await world.external('query', [name, line.id], () => name)} breaks ${String(line.id)}`;
        }),
    },
    breakIdle: {
      args: [],
      run: ({ lines }) => {
        for (const line of lines) line.isBroken = true;
      },
    },
    useAll: {
      args: [{ integer: [1, 3] }, { integer: [0, 3] }, { oneOf: ['use', 'fail', 'break'] }],
      async run({ world }, size: number, maxWaiting: number, kind: string) {
        const subject = make(world, size, maxWaiting);
        const results = await Promise.allSettled(
          ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
            subject.pool.use(async (line) => {
              if (index === 1 && kind === 'fail') throw new Error('no');
              if (index === 1 && kind === 'break') line.isBroken = true;
              return `${await world.external('query', [name, line.id], () => name)} on ${String(line.id)}`;
            }),
          ),
        );
        const next = await subject.pool.use((line) => Promise.resolve(line.id));
        return [
          next,
          results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason))),
          counts(subject),
        ];
      },
    },
    close: {
      args: [],
      run: ({ pool }) => {
        pool.close();
      },
    },
    counts: { args: [], run: counts },
    build: {
      args: [{ oneOf: [-1, 0, 0.5, 1, 1.5] }],
      run: ({ world }, size: number) => make(world, size, 1).pool.open,
    },
  },
  observe: counts,
  scenarios: [
    { name: 'three callers of one resource', clients: [[['use', 'a']], [['use', 'b']], [['use', 'c']]] },
    {
      name: 'more callers than may wait',
      before: [['use', 'z']],
      clients: [
        [
          ['use', 'a'],
          ['use', 'd'],
        ],
        [['use', 'b']],
        [['use', 'c']],
      ],
    },
    {
      name: 'a resource breaks while another caller waits',
      clients: [[['useAndBreak', 'a']], [['use', 'b']]],
    },
    {
      name: 'nothing can be opened at first',
      clients: [[['use', 'a']], [['use', 'b']]],
      rejects: [{ external: 'open', call: 1 }],
    },
    {
      name: 'nothing can be opened at all',
      clients: [[['use', 'a']], [['use', 'b']], [['counts']]],
      rejects: [
        { external: 'open', call: 1 },
        { external: 'open', call: 2 },
      ],
    },
    { name: 'closed while one is being opened, or lent', clients: [[['use', 'a']], [['close'], ['counts']]] },
    {
      name: 'closed while another caller waits',
      clients: [[['use', 'a']], [['use', 'b']], [['close']]],
    },
    {
      name: 'work fails while another caller waits',
      before: [['use', 'z']],
      clients: [[['use', 'a']], [['useAndFail', 'b']], [['use', 'c']]],
    },
  ],
  loads: {
    'work, one piece after the other': {
      async run({ pool }, n: number) {
        for (let piece = 0; piece < n; piece++)
          await pool.use((line) => Promise.resolve(line.id)).catch(() => 0);
        return n;
      },
    },
    'work that breaks what it uses': {
      async run({ pool }, n: number) {
        for (let piece = 0; piece < n; piece++)
          await pool.use((line) => {
            line.isBroken = true;
            return Promise.resolve(line.id);
          });
        return n;
      },
    },
    'pools that are used and closed': {
      async run({ world }, n: number) {
        for (let piece = 0; piece < n; piece++) {
          const { pool } = make(world, 2, 2);
          const late = pool.use(() => Promise.resolve(1)).catch(() => 0);
          await pool.use(() => Promise.resolve(1));
          pool.close();
          await late;
        }
        return n;
      },
    },
  },
} satisfies Driver<Subject>;
