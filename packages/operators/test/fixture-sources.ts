/** Small modules of the kind that bugs are planted in, as texts: a formatter must not touch their line ends and blanks. */
const LEDGER = `import { timingSafeEqual } from 'node:crypto';
import { posix, sep } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

export interface Entry {
  readonly from: string;
  readonly to: string;
  /** Cents, 𝟙 euro is 100. */
  readonly amount: number;
}

const LIMIT = 100;

/** A list that is kept short 🗂. */
export class Ledger {
  readonly #entries: Entry[] = [];
  readonly #pending = new Map<string, Promise<number>>();
  readonly #folder: string;
  #total = 0;
  #ticket = 0;
  #isClosed = false;

  constructor(folder: string) {
    if (folder === '') throw new RangeError('no folder 📁');
    this.#folder = posix.join(folder, '/');
  }

  get entries(): readonly Entry[] {
    return [...this.#entries];
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  add(entry: Entry): boolean {
    if (entry.amount < 1 || entry.amount > LIMIT) return false;
    if (this.#entries.length >= LIMIT) {
      // The oldest one goes.
      this.#entries.shift();
    }
    this.#entries.push(entry);
    this.#total += entry.amount;
    return true;
  }

  page(number: number, size: number): Entry[] {
    const start = (number - 1) * size;
    const count = Math.ceil(this.#entries.length / size);
    return number > count ? [] : this.#entries.slice(start, start + size);
  }

  async load(key: string, read: (key: string) => Promise<number>): Promise<number> {
    const known = this.#pending.get(key);
    if (known !== undefined) return known;
    const loading = read(key);
    this.#pending.set(key, loading);
    try {
      return await loading;
    } finally {
      this.#pending.delete(key);
    }
  }

  async refresh(read: () => Promise<number>): Promise<void> {
    const ticket = ++this.#ticket;
    const amount = await read();
    if (this.#isClosed) return;
    if (ticket !== this.#ticket) return;
    this.#total = this.#total + amount;
  }

  async close(save: (text: string) => Promise<void>): Promise<number> {
    if (this.#isClosed) throw new Error('closed');
    this.#isClosed = true;
    await save(\`\${this.#total} 💶
of \${this.#entries.length}\`);
    await save('end');
    return this.#total;
  }

  locate(name: string): string | null {
    const file = posix.join(this.#folder, name);
    if (!file.startsWith(this.#folder)) {
      return null;
    }
    return file;
  }
}

export function locate(root: string, name: string): string {
  const file = posix.resolve(root, name);
  if (!file.startsWith(root + sep)) throw new Error('outside');
  return file;
}

export function isSame(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

export function find(db: DatabaseSync, tenant: string, name: string): unknown[] {
  return db.prepare("SELECT '😀', id FROM users WHERE tenant = ? AND name = ?").all(tenant, name);
}

export function overlap(a: Entry, b: Entry, width = 3): number {
  const low = Math.max(a.from.length, b.from.length);
  const high = Math.min(a.to.length, b.to.length);
  let shared = 0;
  for (let at = low; at < high; at++) {
    if (a.from[at] === b.from[at] && at % width !== 0) shared += 1;
  }
  return high - low + 1 - shared;
}

export async function attempt<T>(work: () => Promise<T>, fallback?: number): Promise<T | null> {
  const tries = fallback ?? 3;
  for (let turn = 0; turn < tries; turn++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}
`;

/** No types: most of what the checker says is \`any\`. */
const UNTYPED = `import { load } from 'somewhere';

export function collect(items: any, options: any) {
  const found = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (!item.enabled || item.start < options.start) continue;
    found.push(load(item.start, item.end, options));
  }
  if (found.length === 0 && options.strict) throw new Error('nothing');
  return found.slice(0, options.limit ?? 10);
}
`;

/** Name → text. */
export const FIXTURES: ReadonlyMap<string, string> = new Map([
  ['plain', LEDGER],
  ['untyped', UNTYPED],
  ['crlf', LEDGER.replaceAll('\n', '\r\n')],
  ['bom', `\uFEFF${LEDGER}`],
  ['tabs', withTabs(LEDGER)],
]);

/** Every leading pair of blanks as a tab. */
export function withTabs(text: string): string {
  return text.replaceAll(/^(?: {2})+/gmu, (blanks) => '\t'.repeat(blanks.length / 2));
}
