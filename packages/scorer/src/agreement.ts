import type { Finding } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';

/** Whether a finding names the kind of bug that it is: its CWE, its family or its operator. Case and separators do not count. */
export function hasCategoryAgreement(
  { category, cwe }: Pick<Finding, 'category' | 'cwe'>,
  bug: Pick<PlacedBug, 'family' | 'operator' | 'cwe'>,
): boolean {
  if (cwe !== undefined && cwe === bug.cwe) return true;
  if (category === undefined) return false;
  const named = normalise(category);
  return named === normalise(bug.family) || named === normalise(bug.operator);
}

function normalise(category: string): string {
  return category
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
