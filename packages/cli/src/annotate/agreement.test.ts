import type { Ratings } from '@bebug/annotator';
import { krippendorffAlpha } from '@bebug/scorer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from './agreement.ts';

const rating = fc.constantFrom(0 as const, 1 as const, null);
const unit = fc.tuple(rating, rating, rating, rating);

test('agreement is Krippendorff’s α of the ratings themselves, and its interval holds it', () => {
  const study = fc
    .array(fc.record({ verdicts: unit, lines: fc.array(unit, { minLength: 1, maxLength: 5 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((tasks): Ratings => ({ tasks: tasks.map((task, index) => ({ task: `t${index}`, ...task })) }));
  fc.assert(
    fc.property(study, (ratings) => {
      const shared = ratings.tasks.filter(
        ({ verdicts }) => verdicts.filter((one) => one !== null).length > 1,
      );
      const { verdict, place } = agreementOf(ratings);
      for (const [estimate, units] of [
        [verdict, shared.map(({ verdicts }) => verdicts)],
        [place, shared.flatMap(({ lines }) => lines)],
      ] as const) {
        const expected = krippendorffAlpha(
          [0, 1, 2, 3].map((rater) => units.map((one) => one[rater]!)),
          'nominal',
        );
        if (expected === null) expect(estimate.alpha).toBeNull();
        else expect(estimate.alpha).toBeCloseTo(expected, 10);
        if (estimate.low !== null) expect(estimate.low).toBeLessThanOrEqual(estimate.high!);
      }
    }),
    { numRuns: 50 },
  );
});
