import { afterAll, expect, test } from 'vitest';
import { inputRung } from '../src/input/rung.ts';
import { Pool } from '../src/sandbox/pool.ts';
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
});
const pool = await Pool.open(1);
afterAll(() => pool.close());

async function verdict(from: string, to: string): Promise<string> {
  const climb = await climbOnly(inputRung, mutantOf(project, 'draw.ts', from, to), pool);
  return climb?.witness?.kind ?? climb!.reason;
}

test('another number where any number may come is no bug', async () => {
  expect(await verdict('Math.floor(1000', 'Math.round(1000')).toBe('no witness');
}, 180_000);

test('beside a number that any may be, what depends on the input tells', async () => {
  expect(await verdict('name.trim()', 'name')).toBe('input');
});

test('another ending tells, whatever is drawn', async () => {
  expect(await verdict('items.length === 0', 'items.length === 1')).toBe('input');
});
