import type { Family, Tier } from '@bebug/core';

/** One mistake in the sample module: which text becomes which, and what is said about it. */
export interface PlantedMistake {
  readonly operator: string;
  readonly family: Family;
  readonly tier: Tier;
  readonly cwe: number | null;
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** A module of small functions that look like code of a real project. `NAME` becomes unique in each file. */
export const SAMPLE_MODULE = `import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Keeps the latest entries of NAME, oldest first. */
export class RecentNAME<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(private readonly capacity: number) {
    if (capacity < 1) throw new RangeError('capacity must be positive');
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.capacity) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest as K);
    }
  }
}

/** Splits items into pages of at most size items. */
export function pagesOfNAME<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    pages.push(items.slice(start, start + size));
  }
  return pages;
}

export function clampNAME(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Where a template lies below root; throws when it would leave it. */
export function resolveNAME(root: string, request: string): string {
  const target = path.resolve(root, request);
  if (!target.startsWith(root + path.sep)) throw new Error('outside of root');
  return target;
}

const pending = new Map<string, Promise<string>>();

/** Reads a file once, however many callers ask for it at the same time. */
export async function loadNAME(file: string): Promise<string> {
  const running = pending.get(file);
  if (running) return running;
  const started = readFile(file, 'utf8').finally(() => pending.delete(file));
  pending.set(file, started);
  return started;
}

export function totalNAME(prices: readonly number[], discount?: number): number {
  const sum = prices.reduce((total, price) => total + price, 0);
  return sum * (1 - (discount ?? 0));
}
`;

export const MISTAKES: readonly PlantedMistake[] = [
  {
    operator: 'shift-bound',
    family: 'boundary',
    tier: 'hard',
    cwe: 193,
    title: 'The cache holds one entry too many',
    from: 'this.#entries.size > this.capacity',
    to: 'this.#entries.size > this.capacity + 1',
  },
  {
    operator: 'swap-arguments',
    family: 'argument',
    tier: 'moderate',
    cwe: 628,
    title: 'Clamps to the wrong bounds',
    from: 'Math.max(value, low), high',
    to: 'Math.max(value, high), low',
  },
  {
    operator: 'drop-statement',
    family: 'omission',
    tier: 'hard',
    cwe: null,
    title: 'A read does not renew an entry',
    from: '    this.#entries.delete(key);\n    this.#entries.set(key, value);\n    return value;',
    to: '    this.#entries.set(key, value);\n    return value;',
  },
  {
    operator: 'weaken-prefix-check',
    family: 'security',
    tier: 'expert',
    cwe: 22,
    title: 'A sibling folder passes the root check',
    from: 'root + path.sep',
    to: 'root',
  },
  {
    operator: 'late-registration',
    family: 'async',
    tier: 'expert',
    cwe: 362,
    title: 'Two readers start two reads',
    from: '  pending.set(file, started);\n  return started;',
    to: '  const text = await started;\n  pending.set(file, started);\n  return text;',
  },
  {
    operator: 'nullish-to-or',
    family: 'nullish',
    tier: 'moderate',
    cwe: 480,
    title: 'Swallows a NaN discount',
    from: 'discount ?? 0',
    to: 'discount || 0',
  },
  {
    operator: 'slice-end',
    family: 'boundary',
    tier: 'moderate',
    cwe: 193,
    title: 'Pages overlap by one item',
    from: 'items.slice(start, start + size)',
    to: 'items.slice(start, start + size + 1)',
  },
  {
    operator: 'missing-initial-value',
    family: 'collection',
    tier: 'moderate',
    cwe: 754,
    title: 'The sum of no prices throws',
    from: 'total + price, 0)',
    to: 'total + price)',
  },
  {
    operator: 'unknown-name',
    family: 'identifier',
    tier: 'easy',
    cwe: null,
    title: 'Reads a variable that does not exist',
    from: 'return pages;',
    to: 'return page;',
  },
  {
    operator: 'missing-bracket',
    family: 'syntax',
    tier: 'easy',
    cwe: null,
    title: 'An unclosed call',
    from: 'low), high);',
    to: 'low), high;',
  },
];
