import { krippendorffAlpha } from '@bebug/scorer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from './agreement.ts';

const rating = fc.constantFrom(0, 1, 2, null);
const unit = fc.tuple(rating, rating, rating, rating);
/** Who submitted a task answers everything that is asked there. */
const task = fc
  .tuple(unit, fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 5 }))
  .map(([verdict, lines]) => ({
    verdict,
    lines: lines.map((line) => line.map((answer, rater) => (verdict[rater] === null ? null : answer))),
  }));

test('agreement is Krippendorff’s α of the ratings themselves, and its interval holds it', () => {
  fc.assert(
    fc.property(fc.array(task, { minLength: 1, maxLength: 6 }), (tasks) => {
      const named = tasks.map((one, index) => [`t${index}`, one] as const);
      const questions = {
        verdict: new Map(named.map(([id, { verdict }]) => [id, [verdict]])),
        place: new Map(named.map(([id, { lines }]) => [id, lines])),
      };
      const shared = tasks.filter(({ verdict }) => verdict.filter((one) => one !== null).length > 1);
      const agreement = agreementOf({ raters: 4, questions });
      expect(agreement.tasks).toBe(shared.length);
      expect(agreement.estimates).toHaveLength(shared.length === 0 ? 0 : 2);
      for (const estimate of agreement.estimates) {
        const units =
          estimate.question === 'verdict'
            ? shared.map(({ verdict }) => verdict)
            : shared.flatMap(({ lines }) => lines);
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
