import { CRITERIA, randomStream } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  markAgreement,
  squaredSteps,
  type MarkedExplanation,
} from '../src/index.ts';

const sampling = { seed: 1, draws: 200 };
const all = (mark: number) => ({ mechanism: mark, trigger: mark, consequence: mark, fix: mark });

/** `marks[unit][grader]`, `null` for none; two explanations a source file. */
function explanations(marks: readonly (readonly (number | null)[])[]): MarkedExplanation[] {
  return marks.map((unit, at) => ({
    cluster: `file ${Math.floor(at / 2)}`,
    marks: new Map(unit.flatMap((mark, grader) => (mark === null ? [] : [[`g${grader}`, all(mark)]]))),
  }));
}

const mark = fc.constantFrom(0, 1, 2, null);
const unit = fc.tuple(mark, mark, mark);

test('alpha, kappa and Fleiss’ kappa are those of the tables, whatever is missing', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 2, maxLength: 20 }), (units) => {
      const { criteria, explanations: n } = markAgreement(explanations(units), { seed: 1, draws: 2 });
      const shared = units.filter((marks) => marks.filter((one) => one !== null).length > 1);
      expect(n).toBe(shared.length);
      const [{ alpha, fleissKappa: fleiss, pairs }] = criteria as [(typeof criteria)[number]];
      const same = (value: number | null, expected: number | null): void => {
        if (expected === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(expected, 10);
      };
      same(
        alpha.value,
        krippendorffAlpha(
          [0, 1, 2].map((grader) => units.map((marks) => marks[grader]!)),
          'ordinal',
        ),
      );
      const sizes = new Set(shared.map((marks) => marks.filter((one) => one !== null).length));
      expect(fleiss === null).toBe(sizes.size !== 1);
      if (fleiss) {
        const counts = shared.map((marks) =>
          [0, 1, 2].map((value) => marks.filter((one) => one === value).length),
        );
        same(fleiss.value, fleissKappa(counts));
      }
      for (const { graders, explanations: common, cohenKappa: plain, weightedKappa } of pairs) {
        const [first, second] = graders.map((name) => Number(name.slice(1))) as [number, number];
        const table = [0, 1, 2].map((a) =>
          [0, 1, 2].map((b) => units.filter((marks) => marks[first] === a && marks[second] === b).length),
        );
        expect(common).toBe(table.flat().reduce((sum, count) => sum + count, 0));
        same(plain.value, cohenKappa(table));
        same(weightedKappa.value, cohenKappa(table, squaredSteps));
      }
    }),
    { numRuns: 60 },
  );
});

test('graders who err by one step agree better by weighted kappa, and its interval holds it', () => {
  const random = randomStream(1, 'graders');
  const units = Array.from({ length: 80 }, () => {
    const truth = random.integer(0, 2);
    const second = random.integer(0, 3) === 0 ? Math.min(2, truth + 1) : truth;
    return [truth, second];
  });
  const { graders, criteria } = markAgreement(explanations(units), sampling);
  expect(graders).toEqual([
    { by: 'g0', explanations: 80 },
    { by: 'g1', explanations: 80 },
  ]);
  expect(criteria.map(({ name }) => name)).toEqual([...CRITERIA]);
  const [{ alpha, fleissKappa: fleiss, pairs }] = criteria as [(typeof criteria)[number]];
  const [{ cohenKappa: plain, weightedKappa }] = pairs as [(typeof pairs)[number]];
  expect(weightedKappa.value).toBeGreaterThan(plain.value! + 0.05);
  for (const { value, bootstrap } of [alpha, fleiss!, plain, weightedKappa]) {
    expect(bootstrap).toMatchObject({ clusters: 40, n: 80 });
    expect(bootstrap.percentile!.low).toBeLessThan(value!);
    expect(bootstrap.percentile!.high).toBeGreaterThan(value!);
  }
});

test('marks of one grader alone say nothing', () => {
  const { explanations: n, criteria } = markAgreement(
    explanations([
      [2, null],
      [1, null],
    ]),
    sampling,
  );
  expect(n).toBe(0);
  expect(criteria[0]).toMatchObject({ alpha: { value: null }, fleissKappa: null, pairs: [] });
});
