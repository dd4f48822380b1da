import { expect, test } from 'vitest';
import { hasCategoryAgreement, normalisedCategory } from './agreement.ts';

const BUG = { family: 'async-order', operator: 'lost-await', cwe: 362 } as const;

test.for([
  [{ cwe: 362 }, true],
  [{ cwe: 361 }, false],
  [{}, false],
  [{ category: 'Async Order' }, true],
  [{ category: 'lost_await' }, true],
  [{ category: 'await' }, false],
  [{ cwe: 1, category: 'lost await' }, true],
] as const)('%j names an await that was lost: %s', ([finding, isNamed]) => {
  const bug = { ...BUG, family: 'async-order' } as unknown as Parameters<typeof hasCategoryAgreement>[1];
  expect(hasCategoryAgreement(finding, bug)).toBe(isNamed);
});

test('a finding without a CWE does not agree with a bug without one', () => {
  const bug = { ...BUG, cwe: null } as unknown as Parameters<typeof hasCategoryAgreement>[1];
  expect(hasCategoryAgreement({}, bug)).toBe(false);
});

test.for([
  ['Off by One', 'off-by-one'],
  ['  off--by/one! ', 'off-by-one'],
  ['CWE_193', 'cwe-193'],
  ['??', ''],
] as const)('“%s” is read as “%s”', ([category, normal]) => {
  expect(normalisedCategory(category)).toBe(normal);
});
