/** Clean modules for resource measurements; `resources.test.ts` edits them. */
export const RESOURCE_FILES = {
  'lists.ts': `
    export function unique(values: readonly number[]): number[] {
      const seen = new Set<number>();
      for (const value of values) if (!seen.has(value)) seen.add(value);
      return [...seen];
    }
    export function doubled(values: readonly number[]): number[] {
      let out: number[] = [];
      for (const value of values) out.push(value * 2);
      return out;
    }
    export function copied(values: readonly number[]): number[] {
      const seen = new Set(values);
      const out2: number[] = [];
      for (const value of seen.values()) out2.push(value);
      return out2;
    }
    export function ranked(values: readonly string[]): number[] {
      const order = new Map<string, number>();
      for (const [rank, value] of [...values].sort().entries()) if (!order.has(value)) order.set(value, rank);
      const ranks: number[] = [];
      for (const value of values) ranks.push(order.get(value)!);
      return ranks;
    }
    export function raised(values: readonly number[]): number[] {
      const low = Math.min(...values);
      return values.map((value) => value - low);
    }
    export function ways(parts: readonly string[]): number {
      const memo = new Map<number, number>();
      const count = (from: number): number => {
        if (from >= parts.length - 1) return 1;
        const known = memo.get(from);
        if (known !== undefined) return known;
        const made = (count(from + 1) + count(from + 2)) % 1000;
        memo.set(from, made);
        return made;
      };
      return count(0);
    }
    export function joined(parts: readonly string[]): string {
      let text = '';
      for (const part of parts) text += part;
      return text;
    }
    export function anyOver(limit: number, values: readonly number[]): boolean {
      for (const value of values) if (value > limit) return true;
      return false;
    }
  `,
  'waits.ts': `
    import { EventEmitter } from 'node:events';
    export class Waits {
      readonly #bus = new EventEmitter();
      readonly #known = new Map<string, number>();
      async withLimit(value: number): Promise<number> {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const late = new Promise<number>((resolve) => { timer = setTimeout(() => resolve(-1), 1000); });
        await Promise.race([Promise.resolve(value), late]);
        clearTimeout(timer); return value;
      }
      listenOnce(value: number): number {
        let got = 0;
        const heard = (amount: number): void => { got += amount; };
        this.#bus.on('tick', heard);
        this.#bus.emit('tick', value);
        this.#bus.off('tick', heard);
        return got;
      }
      measure(text: string): number {
        const old = this.#known.get(text);
        if (old !== undefined) return old;
        this.#known.set(text, text.length);
        if (this.#known.size > 4) this.#known.delete(this.#known.keys().next().value!);
        return text.length;
      }
    }
  `,
  'orders.ts': `
    export interface Shop { readonly db: any }
    function nameOf(db: any, id: number): string { return db.prepare('SELECT name FROM users WHERE id = ?').get(id).name; }
    export function owners(shop: Shop, ids: readonly number[]): string[] {
      const db = shop.db;
      const names = new Map<number, string>(db.prepare('SELECT id, name FROM users').all().map((row: any) => [row.id, row.name]));
      void nameOf;
      return ids.map((id) => names.get(id)!);
    }
    export function byEmail(shop: Shop, email: string): unknown { return shop.db.prepare('SELECT id FROM users WHERE email = ?').get(email); }
    export function startingWith(shop: Shop, start: string): number {
      return shop.db.prepare('SELECT id FROM users WHERE email GLOB ?').all(start + '*').length > 0 ? 1 : 0;
    }
    export function newest(shop: Shop): number { return shop.db.prepare('SELECT id FROM users ORDER BY id LIMIT 5').all().slice(0, 5).length; }
  `,
  'orders.driver.ts': `
    import { DatabaseSync } from 'node:sqlite';
    import { byEmail, newest, owners, startingWith } from './orders.ts';
    const filled = (subject, n) => {
      subject.db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT); CREATE INDEX emails ON users (email)');
      const insert = subject.db.prepare('INSERT INTO users VALUES (?, ?, ?)');
      for (let id = 1; id <= n; id++) insert.run(id, 'n' + id, 'e' + id);
      return subject;
    };
    const filledWhole = (subject, n) => {
      subject.db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT); CREATE INDEX emails ON users (email)');
      subject.db.exec('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ' + n + ") INSERT INTO users SELECT i, 'n' || i, 'e' || i FROM n");
      return subject;
    };
    export default {
      create: () => ({ db: new DatabaseSync(':memory:') }),
      loads: {
        'owners of n orders': { run: (subject, n) => owners(filledWhole(subject, n), Array.from({ length: n }, (_, i) => i + 1)) },
        'one address among n users': { run: (subject, n) => byEmail(filledWhole(subject, n), 'e1') },
        'one start among n users': { run: (subject, n) => startingWith(filledWhole(subject, n), 'e1') },
        'the newest of n users': { run: (subject, n) => newest(filledWhole(subject, n)) },
      },
    };
  `,
  'cache.ts': `
    export class Cache {
      readonly #values = new Map<string, string>();
      constructor(private readonly load: (key: string) => Promise<string>) {}
      async get(key: string): Promise<string> {
        if (this.#values.has(key)) return this.#values.get(key)!;
        const value = await this.load(key);
        this.#values.set(key, value);
        return value;
      }
    }
  `,
  'cache.driver.ts': `
    import { Cache } from './cache.ts';
    export default {
      create: (world) => new Cache((key) => world.external('load', [key], () => key + '!')),
      loads: { 'one key n times': { run: async (cache, n) => { let last; for (let i = 0; i < n; i++) last = await cache.get('a'); return last; } } },
    };
  `,
  'handles.ts': `
    export type Open = (name: string) => () => void;
    export function firstNews(open: Open): string { const unsubscribe = open('news'); const news = 'first'; unsubscribe(); return news; }
    export function read(open: Open, name: string, use: (name: string) => string): string {
      const close = open(name);
      try { return use(name); } finally { close(); }
    }
    export function watch(signal: AbortSignal, work: () => string): string {
      const stop = (): void => undefined;
      signal.addEventListener('abort', stop);
      const done = work();
      signal.removeEventListener('abort', stop);
      return done;
    }
    export async function pump(parts0: readonly string[], write: (part: string) => Promise<void>): Promise<number> {
      const parts: Promise<void>[] = [];
      for (const part of parts0) { await write(part); }
      await Promise.all(parts);
      return parts0.length;
    }
    export async function total(values: Iterable<number>, pause: () => Promise<void>): Promise<number> {
      let sum = 0, index = 0;
      for (const value of values) { sum += value; if (index++ % 8 === 7) { await pause(); } }
      return sum;
    }
  `,
  'handles.driver.ts': `
    import { firstNews, pump, read, total, watch } from './handles.ts';
    const list = (n) => Array.from({ length: n }, (_, i) => i);
    export default {
      create: (world) => ({ world, controller: new AbortController() }),
      loads: {
        'n first news': { run: ({ world }, n) => list(n).map(() => firstNews(world.open)).at(-1) },
        'n files that cannot be used': {
          run: ({ world }, n) => list(n).filter(() => { try { read(world.open, 'f', () => { throw new Error('no'); }); return false; } catch { return true; } }).length === n,
        },
        'n watches of one signal': { run: ({ controller }, n) => list(n).map(() => watch(controller.signal, () => 'done')).at(-1) },
        'n parts': { run: ({ world }, n) => pump(list(n).map(String), (part) => world.external('write', [part], () => undefined)).then((m) => m === n) },
        'n values': { run: (_, n) => total((function* () { for (let i = 0; i < n; i++) yield i; })(), () => new Promise((resolve) => setTimeout(resolve, 1))) },
      },
    };
  `,
} as const;
