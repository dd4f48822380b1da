import type { Project, ScreenedMutant } from '@bebug/engine';
import { mutantOf, smallProject } from './small-project.ts';

const FILES = {
  'ranges.ts': `
    export function clamp(value: number, low: number, high: number): number { return value < low ? low : value > high ? high : value; }
    export function firstOver(limit: number, values: readonly number[]): number {
      for (let index = 0; index < values.length; index++) if (values[index]! > limit) return index;
      return -1;
    }
    export function total(values: readonly number[]): number { let sum = 0; for (const value of values) sum += value; return sum; }
    export async function later(first: Promise<number>): Promise<number> { return (await first) * 2; }
    export function isPort(text: string): boolean { return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535; }
    export function mark(text: string): string { const seen = new Map<string, number>(); for (const c of text) seen.set(c, (seen.get(c) ?? 0) + 1); return [...seen].map(([c, n]) => c + n).join(); }
    export function memo(compute: (n: number) => number): (n: number) => number {
      const known = new Map<number, number>();
      return (n) => { const old = known.get(n); if (old !== undefined) return old; const made = compute(n); known.set(n, made); return made; };
    }
    export function fail(n: number): number { if (n > 3) throw new RangeError('n is above ' + n); return n; }
  `,
  'stack.ts': `
    export class Stack<T> {
      #items: T[] = [];
      constructor(readonly capacity: number) {}
      get size(): number { return this.#items.length; }
      push(item: T): boolean { if (this.#items.length >= this.capacity) return false; this.#items.push(item); return true; }
      pop(): T | undefined { return this.#items.pop(); }
    }
  `,
  'counter.ts': `
    export class Counter {
      total = 0;
      constructor(private readonly load: () => Promise<number>) {}
      async add(): Promise<void> { const amount = await this.load(); this.total += amount; }
      async reset(): Promise<void> { await this.load(); this.total = 0; }
    }
  `,
  'counter.driver.ts': `
    import { Counter } from './counter.ts';
    export default {
      create: (world) => { let n = 0; return new Counter(() => world.external('load', [], () => 10 ** n++)); },
      calls: { add: { args: [], run: (counter) => counter.add() }, reset: { args: [], run: (counter) => counter.reset() } },
      observe: (counter) => counter.total,
      scenarios: [{ name: 'two at once', clients: [[['add']], [['add']]] }],
    };
  `,
  'files.ts': `
    export function read(files: Map<string, string>, name: string): string {
      if (name.includes('..') || name.startsWith('/')) throw new Error('outside');
      const path: string[] = [];
      for (const part of ('/srv/public/' + name).split('/')) { if (part === '..') path.pop(); else if (part !== '' && part !== '.') path.push(part); }
      return files.get('/' + path.join('/')) ?? 'none';
    }
  `,
  'files.driver.ts': `
    import { read } from './files.ts';
    export default {
      create: (world) => new Map([['/srv/public/a.txt', 'a'], ['/srv/secret.txt', world.marker]]),
      attacks: { read: { kit: 'path-traversal', cwe: 22, send: (files, request) => read(files, request), benign: ['a.txt', 'b.txt'] } },
    };
  `,
  'keys.ts': `
    import { timingSafeEqual } from 'node:crypto';
    export function check(secret: string, guess: string): boolean {
      if (guess.length !== secret.length) return false;
      return timingSafeEqual(Buffer.from(guess), Buffer.from(secret));
    }
  `,
  'keys.driver.ts': `
    import { check } from './keys.ts';
    const secret = '3f9a0c7be1d24485';
    export default {
      create: () => secret,
      attacks: { guess: { kit: 'timing', cwe: 208, send: (key, request) => check(key, request), benign: [secret, 'no', '0000000000000000'], secret } },
    };
  `,
  'double.ts': `export const double = (n: number): number => n * 2;`,
  'load.ts': `import { readFileSync } from 'node:fs'; export const read = (path: string): string => readFileSync(path, 'utf8');`,
} as const;

/** Name → file and edit. What costs the watchdog's patience several times over stands apart. */
const EDITS = {
  'a comparison': ['ranges.ts', 'value > high', 'value >= high + 1'],
  'an index': ['ranges.ts', 'let index = 0', 'let index = 1'],
  'an endless loop': ['ranges.ts', 'index < values.length; index++', 'index < values.length; index += 0'],
  'a sum': ['ranges.ts', 'sum += value', 'sum = value'],
  'a promise': ['ranges.ts', '(await first) * 2', '(await first) * 3'],
  'a pattern': ['ranges.ts', '{1,5}$/', '{1,5}/'],
  'a returned function': ['ranges.ts', 'known.set(n, made)', 'known.set(n, n)'],
  'a class of errors': ['ranges.ts', 'new RangeError', 'new TypeError'],
  'a class': ['stack.ts', '>= this.capacity', '> this.capacity'],
  'a driver': ['counter.ts', 'this.total = 0; }\n    }', 'this.total = 1; }\n    }'],
  'a race': [
    'counter.ts',
    'const amount = await this.load(); this.total += amount;',
    'this.total += await this.load();',
  ],
  'an attack on files': ['files.ts', "name.includes('..') || ", ''],
  'an attack on time': [
    'keys.ts',
    'timingSafeEqual(Buffer.from(guess), Buffer.from(secret))',
    'guess === secret',
  ],
  'a tie of two zeros': ['ranges.ts', 'value < low ? low', 'value <= low ? low'],
  'a negative zero': ['ranges.ts', 'let sum = 0', 'let sum = -0'],
  'an equivalent comparison': ['ranges.ts', 'value < low ? low', 'low > value ? low'],
  'an equivalent start': ['ranges.ts', 'let sum = 0', 'let sum = 1 - 1'],
  'a message alone': ['ranges.ts', "'n is above '", "'n exceeds '"],
  'another way to double': ['double.ts', 'n * 2', 'n + n'],
  'a module that needs files': ['load.ts', "'utf8'", "'latin1'"],
} as const;
const BREACHES = {
  'a bomb of memory': ['ranges.ts', '[...seen].map', '[...seen, ...Array(2 ** 27).fill(0)].map'],
  'a native hang': [
    'ranges.ts',
    '[...seen].map',
    "(/^(?:a+)+$/.test('a'.repeat(60) + 'b') ? [] : [...seen]).map",
  ],
} as const;

export interface Sample {
  readonly name: string;
  readonly mutant: ScreenedMutant;
}

/** Mutants for every kind of proof, and for every kind of none; `breaches` adds those that cost tens of seconds each. */
export async function proofSample({ breaches }: { readonly breaches: boolean }): Promise<Sample[]> {
  const project: Project = await smallProject(FILES);
  return Object.entries(breaches ? { ...EDITS, ...BREACHES } : EDITS).map(([name, [file, from, to]]) => ({
    name,
    mutant: mutantOf(project, file, from, to),
  }));
}
