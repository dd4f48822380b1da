import { describe, expect, test } from 'vitest';
import { bebug, bebugUntil, workFolder } from './console.ts';

const FILES = {
  'tsconfig.json': '{"compilerOptions":{"strict":true,"target":"ES2022","module":"NodeNext"}}',
  'a.ts': `export function firstOver(limit: number, values: readonly number[]): number {
  for (let index = 0; index < values.length; index++) if ((values[index] ?? 0) > limit) return index;
  return -1;
}
function secret(a: number): boolean {
  return a > 3;
}
const unused = [1, 2].filter(secret);
`,
};
const BEHAVIOUR = ['--operators', 'loop-bound-widen,loop-start-shift,comparison-flip'];

interface Row {
  readonly operator: string;
  readonly line: number;
  readonly status: string;
  readonly rung: string | null;
  readonly reason: string | null;
  readonly tier: string | null;
  readonly witness: { readonly kind: string; readonly call: string } | null;
}

const rowsOf = (out: string): Row[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);

describe('prove', () => {
  test('gives every mutant in the order of the scan, with its witness or its reason; workers change nothing', async () => {
    const folder = await workFolder(FILES);
    const one = await bebug(folder, 'prove', 'a.ts', '--json', '--workers', '1', ...BEHAVIOUR);
    const two = await bebug(folder, 'prove', 'a.ts', '--json', '--workers', '2', ...BEHAVIOUR);
    expect(one.exitCode).toBe(0);
    expect(two).toEqual(one);
    const rows = rowsOf(one.out);
    const listed = await bebug(folder, 'mutants', 'a.ts', ...BEHAVIOUR);
    expect(rows.map(({ operator }) => operator)).toEqual(rowsOf(listed.out).map(({ operator }) => operator));
    const proved = rows.filter(({ status }) => status === 'proved');
    expect(proved.length).toBeGreaterThan(1);
    for (const { witness, tier } of proved)
      expect([witness!.call.slice(0, 10), tier]).toEqual(['firstOver(', expect.any(String)]);
    const open = rows.filter(({ line }) => line > 4);
    expect(open.length).toBeGreaterThan(0);
    for (const { status, reason } of open)
      expect([status, reason]).toEqual(['unproved', expect.stringMatching(/^prove: /u)]);
    expect(one.err).toContain(`${rows.length} mutants: ${proved.length} proved`);
  });

  test('prints a table that a person can read, and below it what to do about each reason', async () => {
    const folder = await workFolder(FILES);
    const { out } = await bebug(folder, 'prove', 'a.ts', ...BEHAVIOUR);
    expect(out).toMatch(
      /^ {2}place +operator +family +change +rung +result +density {2}witness or reason\na\.ts\n/u,
    );
    expect(out).toMatch(
      /^ {2}2:29 +loop-bound-widen +boundary +.* ⇒ .* +input +\w+ +\d+\.\d % {2}firstOver\(/mu,
    );
    expect(out).toMatch(
      /\nWhy the others are no bugs, and what you can do:\n +\d+ {2}prove: [^\n]+\n {8}\S/u,
    );
  });

  test('draws as many mutants as asked for, lists only what is open, and still counts all', async () => {
    const folder = await workFolder(FILES);
    const argv = ['prove', 'a.ts', '--limit', '3', '--only-unproved', '--json', ...BEHAVIOUR];
    const { out, err } = await bebug(folder, ...argv);
    expect(err).toMatch(/^3 of \d+ mutants were drawn\.\n3 mutants: /u);
    for (const { status } of rowsOf(out)) expect(status).not.toBe('proved');
    expect(rowsOf(out).length).toBeLessThan(3);
  });

  test('ends cleanly when interrupted: what is known is printed and counted', async () => {
    const folder = await workFolder(FILES);
    const interrupt = new AbortController();
    const heard = (out: string): void => {
      if (out.split('\n').length > 3) interrupt.abort();
    };
    const argv = ['prove', 'a.ts', '--json', ...BEHAVIOUR];
    const { exitCode, out, err } = await bebugUntil(interrupt.signal, heard, folder, ...argv);
    expect(exitCode).toBe(130);
    expect(rowsOf(out).length).toBe(3);
    expect(err).toMatch(/^Interrupted after 3 of \d+ mutants\.\n3 mutants: /u);
  });
});
