import { afterAll, expect, test } from 'vitest';
import { inputRung } from '../src/input/rung.ts';
import type { Rung } from '../src/rung.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { scheduleRung } from '../src/schedule/rung.ts';
import { climbOnly } from './climb-only.ts';
import { mutantOf, smallProject } from './small-project.ts';

const project = await smallProject({
  'draw.ts': `
    export const jitter = (most: number): number => Math.floor(1000 * (2 * Math.random() - 1)) + most;
    export const label = (name: string): { id: number; text: string } => ({ id: Math.random(), text: name.trim() });
    export function pick(items: number[]): number {
      if (items.length === 0) throw new RangeError('items');
      return items[Math.floor(Math.random() * items.length)]!;
    }
  `,
  'totals.ts': `
    export class Totals {
      total = 0;
      readonly #load: () => Promise<number>;
      constructor(load: () => Promise<number>) {
        this.#load = load;
      }
      async add(): Promise<number> {
        const loaded = await this.#load();
        this.total += loaded + Math.floor(1000 * Math.random());
        return this.total;
      }
    }
  `,
});
const pool = await Pool.open(1);
afterAll(() => pool.close());

const verdict = (from: string, to: string): Promise<string> => climbed(inputRung, 'draw.ts', from, to);
const ordered = (from: string, to: string): Promise<string> => climbed(scheduleRung, 'totals.ts', from, to);

async function climbed<Name extends 'input' | 'schedule'>(
  rung: Rung<Name>,
  file: string,
  from: string,
  to: string,
): Promise<string> {
  const climb = await climbOnly(rung, mutantOf(project, file, from, to), pool);
  return climb?.witness?.kind ?? climb!.reason;
}

test('another number where any number may come is no bug', async () => {
  expect(await verdict('Math.floor(1000', 'Math.round(1000')).toBe('no witness');
});

test('one number, whatever is drawn, where the clean code never gives it, is a bug', async () => {
  expect(await verdict('2 * Math.random() - 1', '2 * 1 - 1')).toBe('input');
});

test('beside a number that any may be, what depends on the input tells', async () => {
  expect(await verdict('name.trim()', 'name')).toBe('input');
});

test('another ending tells, whatever is drawn', async () => {
  expect(await verdict('items.length === 0', 'items.length === 1')).toBe('input');
});

test('another number in an order of events is no bug either', async () => {
  expect(await ordered('Math.floor', 'Math.round')).toBe('no witness');
});

test('an update that is lost tells, whatever is drawn', async () => {
  expect(await ordered('loaded + Math', '-this.total + loaded + Math')).toBe('schedule');
});
