import type { Finding } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';

/** Whether a finding names the kind of bug that it is: its CWE, its family or its operator. Case and separators do not count. */
export function hasCategoryAgreement(
  { category, cwe }: Pick<Finding, 'category' | 'cwe'>,
  bug: Pick<PlacedBug, 'family' | 'operator' | 'cwe'>,
): boolean {
  if (cwe !== undefined && cwe === bug.cwe) return true;
  if (category === undefined) return false;
  const named = normalisedCategory(category);
  return named === normalisedCategory(bug.family) || named === normalisedCategory(bug.operator);
}

/** In lower case, and every stretch of anything but letters and digits a hyphen. */
export function normalisedCategory(category: string): string {
  return category
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
