import { afterAll, expect, test } from 'vitest';
import { inputRung } from '../src/input/rung.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { climbOnly } from './climb-only.ts';
import { mutantOf, smallProject } from './small-project.ts';

const project = await smallProject({
  'reach.ts': `
    export class Tank {
      #level = 0;
      get level(): number { return this.#level; }
      set level(value: number) {
        if (value < 0) throw new RangeError('level');
        this.#level = Math.round(value);
      }
    }
    export function aborted(signal: AbortSignal): Promise<string> {
      return new Promise((resolve) => {
        if (signal.aborted) resolve('at once');
        signal.addEventListener('abort', () => resolve('later'));
      });
    }
    export class Roads {
      readonly #towns = new Set<string>();
      readonly #ways = new Map<string, string[]>();
      addTown(name: string): boolean {
        if (this.#towns.has(name)) return false;
        this.#towns.add(name);
        return true;
      }
      addRoad(from: string, to: string): boolean {
        if (!this.#towns.has(from) || !this.#towns.has(to)) return false;
        this.#ways.set(from, [...(this.#ways.get(from) ?? []), to]);
        return true;
      }
      isReached(from: string, to: string): boolean {
        const seen = new Set([from]);
        for (const town of seen) for (const next of this.#ways.get(town) ?? []) seen.add(next);
        return seen.size > 2 ? seen.has(to) : false;
      }
    }
    export function kindOf(line: string): string {
      const [verb, path, version] = line.split(' ');
      if (verb !== 'GET') return 'other';
      if (path === undefined || !path.startsWith('/')) return 'odd';
      if (!path.includes(';')) return 'plain';
      if (!path.endsWith('%00')) return 'marked';
      return version === undefined ? 'old' : 'new';
    }
  `,
});
const pool = await Pool.open(1);
afterAll(() => pool.close());

async function witnessOf(from: string, to: string): Promise<string> {
  const climb = await climbOnly(inputRung, mutantOf(project, 'reach.ts', from, to), pool);
  return climb?.witness?.kind === 'input' ? climb.witness.call : climb!.reason;
}

test('an accessor is set', async () => {
  expect(await witnessOf('Math.round(value)', 'Math.floor(value)')).toMatch(/result\.level = /u);
});

test('a signal is aborted after a time', async () => {
  expect(await witnessOf("resolve('later')", "resolve('at once')")).toMatch(/AbortSignal\.timeout/u);
});

test('calls agree on names that others have built', async () => {
  expect(await witnessOf('seen.has(to) : false', '!seen.has(to) : false')).toMatch(/addRoad.*isReached/su);
});

test('what no made case shows is bred from those that come near', async () => {
  expect(await witnessOf("'old'", "'ancient'")).toMatch(/^kindOf\("GET \//u);
});
