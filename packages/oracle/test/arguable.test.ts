import { afterAll, expect, test } from 'vitest';
import { inputRung } from '../src/input/rung.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { climbOnly } from './climb-only.ts';
import { mutantOf, smallProject } from './small-project.ts';

const ADULTS = `export function adults(guests: readonly { name: string; age: number }[]): object[] {
  const found: object[] = [];
  for (const guest of guests) if (guest.age >= 18) found.push(guest);
  return found;
}
`;
const EARLIEST = `export function earliest(days: readonly string[]): string | null {
  let found: string | null = null;
  for (const day of days) if (day !== '' && (found === null || day < found)) found = day;
  return found;
}
`;
const pool = await Pool.open(1);
afterAll(() => pool.close());

async function verdict(text: string, from: string, to: string): Promise<string> {
  const project = await smallProject({ 'guests.ts': text });
  const climb = await climbOnly(inputRung, mutantOf(project, 'guests.ts', from, to), pool);
  return climb?.witness?.kind ?? climb!.reason;
}

test('another order where nobody promises one is no proof', async () => {
  expect(await verdict(ADULTS, 'found.push(guest)', 'found.splice(0, 0, guest)')).toBe('arguable difference');
});

test('another order is a proof where the documentation promises one', async () => {
  const promised = `/** Who is of age, in the order of the list. */\n${ADULTS}`;
  expect(await verdict(promised, 'found.push(guest)', 'found.splice(0, 0, guest)')).toBe('input');
});

test('`undefined` for `null` is no proof', async () => {
  expect(await verdict(EARLIEST, 'return found', 'return found ?? (undefined as never)')).toBe(
    'arguable difference',
  );
});

test('another value beside it is', async () => {
  expect(await verdict(EARLIEST, 'day < found', 'day > found')).toBe('input');
});

const RETRY = `const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
export async function retry(run: () => Promise<number>, times: number): Promise<number> {
  for (let attempt = 1; attempt < times; attempt++) {
    try {
      return await run();
    } catch {
      await wait(100 * attempt);
    }
  }
  return run();
}
`;

test.for([
  ['a wait that is ten times as long', '100 * attempt', '1000 * attempt', 'input'],
  ['one that does not grow', '100 * attempt', '100', 'input'],
  ['a wait that is a little longer', '100 * attempt', '102 * attempt', 'no witness'],
] as const)('%s', async ([, from, to, expected]) => {
  expect(await verdict(RETRY, from, to)).toBe(expected);
});

const HALVES = `export function halves(names: readonly string[]): { first: readonly string[]; second: readonly string[] } {
  const none: string[] = [];
  if (names.length === 0) return { first: none, second: none };
  return { first: names.slice(0, 1), second: names.slice(1) };
}
`;

test('which list is the same one is no proof where only an empty list shows it', async () => {
  expect(await verdict(HALVES, 'second: none', 'second: [...none]')).toBe('arguable difference');
});

test('it is one where any list does', async () => {
  const twice =
    'export const twice = (name: string): object => {\n  const names = [name];\n  return { first: names, second: names };\n};\n';
  expect(await verdict(twice, 'second: names', 'second: [...names]')).toBe('input');
});
