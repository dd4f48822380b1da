import { describe, expect, test } from 'vitest';
import type { PlacedBug } from './accepted-regions.ts';
import { chanceBaseline, type Chance } from './chance-baseline.ts';

function bugAt(line: number): PlacedBug {
  const mutated = { startLine: line, startColumn: 1, endLine: line, endColumn: 5 };
  const about = { title: 'x', operator: 'x', family: 'state', cwe: null } as const;
  return { id: `b-${line}`, task: 't', file: 'a.ts', ...about, mutated, regions: [], enclosing: null };
}

/** Chance in one file of 100 executable lines. */
function chanceOf(
  lines: readonly number[],
  bugs: readonly PlacedBug[],
  found: readonly string[] = [],
): Chance {
  const executable = Array.from({ length: 100 }, (_, index) => index + 1);
  const findings = lines.map((line) => ({ file: 'a.ts', startLine: line, endLine: line }));
  const task = { id: 't', files: [{ file: 'a.ts', lines: 100, executable }], findings, bugs };
  return chanceBaseline({ tasks: [task], seed: 3, draws: 20_000 }).of(
    bugs.map(({ id }) => id),
    new Set(found),
    (bug) => bug,
    'test',
  );
}

describe('chanceBaseline', () => {
  test.for([1, 5, 20, 60])('gives %i scattered findings the hypergeometric chance of a hit', (count) => {
    // Seven of a hundred lines lie within three of the bug.
    let miss = 1;
    for (let drawn = 0; drawn < count; drawn++) miss *= (93 - drawn) / (100 - drawn);
    const lines = Array.from({ length: count }, (_, index) => index + 1);
    expect(chanceOf(lines, [bugAt(50)]).scatter!.recall).toBeCloseTo(Math.max(0, 1 - miss), 1.9);
  });

  test('gives one finding the same chance either way, and one bug at most', () => {
    const { scatter, shift } = chanceOf([9], [bugAt(50), bugAt(52)]);
    expect(scatter!.recall).toBeCloseTo(0.09 / 2, 1.9);
    expect(shift!.recall).toBeCloseTo(0.09 / 2, 1.9);
  });

  test('sees through an even layout by shifting it', () => {
    const even = Array.from({ length: 15 }, (_, index) => Math.min(100, index * 7 + 4));
    const { scatter, shift, placement, lift } = chanceOf(even, [bugAt(50)], ['b-50']);
    expect(scatter!.recall).toBeLessThan(0.72);
    expect(shift!.recall).toBe(1);
    expect([placement, lift]).toEqual(['shift', 0]);
  });

  test('has the same result for findings and bugs in any order', () => {
    const bugs = [bugAt(20), bugAt(24), bugAt(70)];
    expect(chanceOf([3, 40, 77], bugs)).toMatchObject({ ...chanceOf([77, 3, 40], bugs), liftBootstrap: {} });
    expect(chanceOf([3, 40, 77], [...bugs].reverse()).recall).toBe(chanceOf([3, 40, 77], bugs).recall);
  });

  test('counts how often chance does as well', () => {
    expect(chanceOf([50], [bugAt(50)], ['b-50']).p).toBeCloseTo(0.07, 1.9);
    expect(chanceOf([50], [bugAt(50)], []).p).toBe(1);
  });

  test('of no bugs is undefined', () => {
    expect(chanceOf([50], [])).toMatchObject({ recall: null, lift: null, p: null, interval: null, n: 0 });
  });
});
