import type { Finding } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  levelOf,
  matchFindings,
  MATCH_DEFAULTS,
  scoreRun,
  STRICTNESS,
  type Scorecard,
} from '../src/index.ts';
import { pairOf } from '../src/pair.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 12 });
const options = { draws: 4, seed: 7 };
const score = (findings: readonly Finding[]): Scorecard =>
  scoreRun({ ...answeredRun(set, [...findings]), options });

/** Findings near and far from bugs, on controls, too wide, doubled, unrated, out of the file. */
const finding = fc
  .record({
    task: fc.integer({ min: 0, max: set.tasks.length - 1 }),
    startLine: fc.integer({ min: 1, max: 130 }),
    length: fc.constantFrom(0, 0, 0, 1, 4, 30),
    category: fc.constantFrom(undefined, set.bugs[0]!.family, 'other'),
    confidence: fc.constantFrom(undefined, 0, 0.5, 1),
    anchorText: fc.constantFrom(
      undefined,
      undefined,
      'compute(',
      `const value${set.bugs[0]!.mutated.startLine} =`,
    ),
  })
  .map(({ task, startLine, length, category, confidence, anchorText }): Finding => ({
    task: set.tasks[task]!.id,
    file: set.tasks[task]!.files[0]!,
    startLine,
    endLine: startLine + length,
    ...(category !== undefined && { category }),
    ...(confidence !== undefined && { confidence }),
    ...(anchorText !== undefined && { anchorText }),
  }));
const findings = fc.array(finding, { maxLength: 40 });

/** What does not say the place of a finding in its file. */
function withoutOrder({ findings: all, bugs, ...card }: Scorecard): unknown {
  return {
    ...card,
    verdicts: all.map(({ index: _, ...verdict }) => JSON.stringify(verdict)).sort(),
    found: Object.fromEntries(bugs.map(({ bug, found, foundAt }) => [bug, [found, foundAt]])),
  };
}

test('the order of findings, bugs, tasks, controls and responses changes nothing', () => {
  fc.assert(
    fc.property(
      findings.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      fc.boolean(),
      ([list, shuffled], isReversed) => {
        const run = answeredRun(set, shuffled);
        const turn = <T>(items: readonly T[]): T[] => (isReversed ? items.toReversed() : [...items]);
        const other = scoreRun({
          ...run,
          bugs: turn(run.bugs),
          tasks: turn(run.tasks),
          controls: turn(run.controls),
          responses: turn(run.responses),
          options,
        });
        expect(withoutOrder(other)).toEqual(withoutOrder(score(list)));
      },
    ),
    { numRuns: 40 },
  );
});

test('a correct finding more never lowers recall, at any strictness, for the whole or a slice', () => {
  fc.assert(
    fc.property(findings, fc.nat(set.bugs.length - 1), (list, index) => {
      const { task, file, mutated } = set.bugs[index]!;
      const right = { task, file, startLine: mutated.startLine, endLine: mutated.endLine };
      const [before, after] = [score(list), score([...list, right])];
      for (const strictness of STRICTNESS) {
        const [was, is] = [levelOf(before, strictness), levelOf(after, strictness)];
        expect(is.overall.found).toBeGreaterThanOrEqual(was.overall.found);
        expect(is.findings.falseAlarms).toBeLessThanOrEqual(was.findings.falseAlarms);
        for (const [at, { found }] of was.tiers.entries())
          expect(is.tiers[at]!.found).toBeGreaterThanOrEqual(found);
      }
      expect(after.bugs[index]!.foundAt.line).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('verdicts and counts of a scorecard add up', () => {
  fc.assert(
    fc.property(findings, (list) => {
      const card = score(list);
      for (const strictness of STRICTNESS) {
        const level = levelOf(card, strictness);
        const { total, matched, duplicates, known, valid, falsePositives, invalid, falseAlarms } =
          level.findings;
        expect(matched + duplicates + known + valid + falsePositives + invalid).toBe(total);
        expect(level.overall.found).toBe(matched);
        expect(falseAlarms).toBe(falsePositives + invalid + known);
        expect(level.tiers.reduce((sum, { found }) => sum + found, 0)).toBe(matched);
      }
      const [line, byFunction, file] = STRICTNESS.map(
        (strictness) => levelOf(card, strictness).overall.found,
      );
      expect(line).toBeLessThanOrEqual(byFunction!);
      expect(byFunction).toBeLessThanOrEqual(file!);
    }),
    { numRuns: 60 },
  );
});

test('matching equals a brute-force optimum on small cases: weight first, then distance', () => {
  const twoBugs = set.tasks.filter(({ id }) => set.bugs.filter(({ task }) => task === id).length === 2);
  expect(twoBugs.length).toBeGreaterThan(1);
  const { id, files } = twoBugs[0]!;
  const extra = set.bugs.filter(({ task }) => task === id);
  // A third bug between the two, so that one finding can stand near several.
  const bugs = [
    ...extra,
    { ...extra[0]!, id: 'b-ffffffffffff', mutated: { ...extra[0]!.mutated, startLine: 20, endLine: 21 } },
  ];
  const near = fc
    .record({
      line: fc.integer({ min: 1, max: 40 }),
      length: fc.integer({ min: 0, max: 3 }),
      category: fc.constantFrom(undefined, extra[0]!.family),
    })
    .map(({ line, length, category }): Finding => ({
      task: id,
      file: files[0]!,
      startLine: line,
      endLine: line + length,
      ...(category !== undefined && { category }),
    }));
  fc.assert(
    fc.property(fc.array(near, { maxLength: 5 }), fc.constantFrom(...STRICTNESS), (list, strictness) => {
      const settings = { ...MATCH_DEFAULTS, strictness };
      const pairs = list.map((one) => bugs.map((bug) => pairOf(one, bug, settings)));
      const best = bruteForce(pairs.map((row) => row.map(({ weight, distance }) => ({ weight, distance }))));
      const { found } = matchFindings({ findings: list, bugs, options: settings });
      const chosen = [...found].map(([bug, at]) => pairs[at]![bugs.findIndex((one) => one.id === bug)]!);
      expect(new Set(found.values()).size).toBe(found.size);
      expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(best.weight, 9);
      expect(chosen.reduce((sum, { distance }) => sum + distance, 0)).toBe(best.distance);
    }),
    { numRuns: 400 },
  );
});

interface Total {
  readonly weight: number;
  readonly distance: number;
}

/** Every way to give findings to bugs, one to one; the heaviest, and of those the nearest. */
function bruteForce(
  pairs: readonly (readonly Total[])[],
  row = 0,
  taken: ReadonlySet<number> = new Set(),
): Total {
  if (row === pairs.length) return { weight: 0, distance: 0 };
  let best = bruteForce(pairs, row + 1, taken);
  for (const [column, { weight, distance }] of pairs[row]!.entries()) {
    if (weight === -Infinity || taken.has(column)) continue;
    const rest = bruteForce(pairs, row + 1, new Set([...taken, column]));
    const total = { weight: weight + rest.weight, distance: distance + rest.distance };
    const isHeavier = total.weight > best.weight + 1e-9;
    const isNearer = Math.abs(total.weight - best.weight) <= 1e-9 && total.distance < best.distance;
    if (isHeavier || isNearer) best = total;
  }
  return best;
}
