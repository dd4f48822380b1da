import type { Finding } from '@bebug/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacedBug } from './accepted-regions.ts';
import { matchFindings } from './match-findings.ts';
import { STRICTNESS, type Strictness } from './strictness.ts';

const TASK = 't-000000000000';

function bugAt(line: number, more: Partial<PlacedBug> = {}): PlacedBug {
  return {
    id: `b-${line}`,
    task: TASK,
    file: 'a.ts',
    title: 'Off by one',
    operator: 'off-by-one',
    family: 'boundary',
    cwe: 193,
    mutated: { startLine: line, startColumn: 3, endLine: line, endColumn: 9 },
    regions: [],
    enclosing: { name: 'f', span: { startLine: 10, startColumn: 1, endLine: 60, endColumn: 2 } },
    ...more,
  };
}

function at(startLine: number, endLine = startLine, more: Partial<Finding> = {}): Finding {
  return { task: TASK, file: 'a.ts', startLine, endLine, ...more };
}

const verdictsOf = (findings: Finding[], bugs: PlacedBug[], strictness: Strictness = 'line'): string[] =>
  matchFindings({ findings, bugs, options: { strictness } }).verdicts.map(({ verdict }) => verdict);

describe('the place of a finding', () => {
  test.for([
    { finding: at(30), place: 'exact', levels: 'line function file' },
    { finding: at(29, 31), place: 'shared-line', levels: 'line function file' },
    { finding: at(33), place: 'near', levels: 'line function file' },
    { finding: at(34), place: 'function', levels: 'function file' },
    { finding: at(7), place: 'function', levels: 'function file' },
    { finding: at(6), place: 'file', levels: 'file' },
    { finding: at(26, 36), place: 'function', levels: 'function file' },
    { finding: at(1, 90), place: 'file', levels: 'file' },
  ])('$finding.startLine–$finding.endLine is $place and counts at: $levels', ({ finding, place, levels }) => {
    for (const strictness of STRICTNESS) {
      const [verdict] = matchFindings({
        findings: [finding],
        bugs: [bugAt(30)],
        options: { strictness },
      }).verdicts;
      const counts = levels.includes(strictness);
      expect(verdict).toMatchObject(
        counts
          ? { verdict: 'match', place, bug: 'b-30' }
          : { verdict: 'false-positive', isFalseAlarm: true, bug: null },
      );
    }
  });

  test('is line level in every region that the operator declared', () => {
    const region = { startLine: 50, startColumn: 1, endLine: 51, endColumn: 4 };
    expect(verdictsOf([at(50, 51)], [bugAt(30, { regions: [region] })])).toEqual(['match']);
  });

  test('of a deletion is the gap with its neighbours, and a short enclosing function', () => {
    const gap = { startLine: 30, startColumn: 1, endLine: 30, endColumn: 1 };
    const short = { name: 'f', span: { startLine: 25, startColumn: 1, endLine: 34, endColumn: 2 } };
    const place = (finding: Finding, bug: PlacedBug): unknown =>
      matchFindings({ findings: [finding], bugs: [bug] }).verdicts[0]!.place;
    expect(place(at(29), bugAt(30, { mutated: gap }))).toBe('shared-line');
    expect(place(at(34), bugAt(30, { mutated: gap }))).toBe('near');
    expect(place(at(25), bugAt(30, { mutated: gap, enclosing: short }))).toBe('shared-line');
    expect(place(at(25), bugAt(30, { mutated: gap }))).toBeNull();
  });

  test('does not cross tasks or files', () => {
    expect(
      verdictsOf([at(30, 30, { file: 'b.ts' }), at(30, 30, { task: 't-1' })], [bugAt(30)], 'file'),
    ).toEqual(['false-positive', 'false-positive']);
  });
});

describe('matchFindings', () => {
  test('takes the best pairs together, not one by one', () => {
    // Line 31 is nearest to bug 30 alone; taking it there would leave bug 33 to nobody.
    const bugs = [bugAt(30), bugAt(33)];
    const { found, missed } = matchFindings({ findings: [at(31), at(27)], bugs });
    expect(found).toEqual(
      new Map([
        ['b-33', 0],
        ['b-30', 1],
      ]),
    );
    expect(missed).toEqual([]);
  });

  test('lets a category decide between equal places, and never between unequal ones', () => {
    const named = at(32, 32, { category: 'Off by One' });
    const { verdicts } = matchFindings({ findings: [at(28), named], bugs: [bugAt(30)] });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['duplicate', 'match']);
    expect(verdicts[1]!.text).toContain('names its kind');
    expect(verdictsOf([at(30), named], [bugAt(30)])).toEqual(['match', 'duplicate']);
  });

  test('puts a semantic score into the weights', () => {
    const findings = [at(29, 29, { explanation: 'dull' }), at(31, 31, { explanation: 'right' })];
    const semantic = ({ explanation }: Finding): number => Number(explanation === 'right');
    expect(matchFindings({ findings, bugs: [bugAt(30)], semantic }).found.get('b-30')).toBe(1);
  });

  test('calls leftovers duplicate, known or false positive, and says why', () => {
    const findings = [at(30), at(31), at(50), at(55), at(90)];
    const { verdicts } = matchFindings({
      findings,
      bugs: [bugAt(30)],
      known: [
        { task: TASK, file: 'a.ts', startLine: 49, endLine: 50, source: 'adjudicated' },
        { task: TASK, file: 'a.ts', startLine: 55, endLine: 55, source: 'clean-twin' },
      ],
    });
    expect(verdicts.map(({ verdict, isFalseAlarm }) => [verdict, isFalseAlarm])).toEqual([
      ['match', false],
      ['duplicate', false],
      ['known', false],
      ['known', true],
      ['false-positive', true],
    ]);
    expect(verdicts.map(({ text }) => text)).toEqual([
      'Found b-30 (Off by one): line 30 is exactly where it is.',
      'Duplicate of b-30, found by another finding: line 31 is 1 line from it.',
      'Known: a confirmed defect of the clean code at line 50; counts neither way.',
      'Known: also reported on the clean twin of this file at line 55; a false alarm until somebody confirms it.',
      'False positive: line 90, 60 lines from the nearest bug, earns nothing at line level.',
    ]);
  });
});

const findingArbitrary = fc
  .tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 0, max: 12 }),
    fc.constantFrom(undefined, 'boundary', 'state'),
  )
  .map(([line, more, category]) => at(line, line + more, category === undefined ? {} : { category }));
const findingsArbitrary = fc.array(findingArbitrary, { maxLength: 7 });
const bugsArbitrary = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 })
  .map((lines) => lines.map((line) => bugAt(line)));
const strictnessArbitrary = fc.constantFrom(...STRICTNESS);

describe('matching, as a law,', () => {
  test('does not depend on the order of findings and bugs', () => {
    fc.assert(
      fc.property(
        findingsArbitrary,
        bugsArbitrary,
        strictnessArbitrary,
        fc.infiniteStream(fc.nat()),
        (findings, bugs, strictness, keys) => {
          const shuffled = findings
            .map((finding) => ({ finding, key: keys.next().value! }))
            .sort((a, b) => a.key - b.key)
            .map(({ finding }) => finding);
          const say = (some: Finding[], bug: PlacedBug[]): unknown => {
            const { verdicts, missed } = matchFindings({
              findings: some,
              bugs: bug,
              options: { strictness },
            });
            return [
              some.map((finding, index) => JSON.stringify([finding, verdicts[index]])).sort(),
              [...missed].sort(),
            ];
          };
          expect(say(shuffled, [...bugs].reverse())).toEqual(say(findings, bugs));
        },
      ),
    );
  });

  test('finds every bug that it found before when a finding is added', () => {
    fc.assert(
      fc.property(
        findingsArbitrary,
        findingArbitrary,
        bugsArbitrary,
        strictnessArbitrary,
        (findings, added, bugs, strictness) => {
          const foundBy = (some: Finding[]): string[] => [
            ...matchFindings({ findings: some, bugs, options: { strictness } }).found.keys(),
          ];
          expect(foundBy([...findings, added])).toEqual(expect.arrayContaining(foundBy(findings)));
        },
      ),
    );
  });

  test('never lets one finding find two bugs, and leaves none beside a bug that is missed', () => {
    fc.assert(
      fc.property(findingsArbitrary, bugsArbitrary, strictnessArbitrary, (findings, bugs, strictness) => {
        const { found, missed, verdicts } = matchFindings({ findings, bugs, options: { strictness } });
        expect(new Set(found.values()).size).toBe(found.size);
        expect(found.size + missed.length).toBe(bugs.length);
        for (const { verdict, bug } of verdicts)
          if (verdict === 'duplicate') expect(missed).not.toContain(bug);
      }),
    );
  });
});
