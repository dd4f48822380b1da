import type { Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { bugResults, findingResult } from './results.ts';
import type { Verdict } from './verdict.ts';

const about = { corpus: 'c', title: 'Off by one', operator: 'o', family: 'boundary', tier: 'hard' } as const;
const bug = (id: string): Bug =>
  ({ id, task: `t-${id}`, file: `${id}.ts`, ...about, canary: 'x' }) as unknown as Bug;

test('a bug was found, missed or not attempted, and says why', () => {
  const results = bugResults([bug('found'), bug('missed'), bug('left')], {
    isAttempted: (task) => task !== 't-left',
    foundAt: (strictness, id) => id === 'found' || strictness === 'file',
    findingOf: (id) => (id === 'found' ? 0 : null),
    categoryOf: (id) => (id === 'found' ? 'order' : null),
    isDiscriminated: ({ id }, isFound) => isFound && id === 'found',
    whyFound: ({ id }) => `why ${id} was found`,
    whyMissed: ({ id }) => `why ${id} was missed`,
  });
  const of = (id: string) => ({ bug: id, task: `t-${id}`, file: `${id}.ts`, ...about });
  expect(results).toEqual([
    {
      ...of('found'),
      ...{ attempted: true, found: true, finding: 0, category: 'order', discriminated: true },
      ...{ foundAt: { line: true, function: true, file: true }, text: 'why found was found' },
    },
    {
      ...of('missed'),
      ...{ attempted: true, found: false, finding: null, category: null, discriminated: false },
      ...{ foundAt: { line: false, function: false, file: true }, text: 'why missed was missed' },
    },
    {
      ...of('left'),
      ...{ attempted: false, found: false, finding: null, category: null, discriminated: null },
      ...{ foundAt: { line: false, function: false, file: true } },
      text: 'Not attempted: the run has no response for its task.',
    },
  ]);
});

test('a finding has what it said, and what became of it', () => {
  const verdict: Verdict = {
    ...({
      verdict: 'match',
      bug: 'b',
      place: 'near',
      weight: 0.8,
      isFalseAlarm: false,
      isOpen: false,
    } as const),
    text: 'Found.',
  };
  const bare: Finding = { task: 't', file: 'a.ts', startLine: 3, endLine: 4 };
  expect(findingResult(bare, 7, verdict)).toEqual({
    ...{ index: 7, ...bare, category: null, confidence: null, explanation: null, ...verdict },
  });
  const full = { category: 'order', confidence: 0, explanation: 'Because.' };
  expect(findingResult({ ...bare, ...full, severity: 'error' }, 7, verdict)).toEqual({
    ...{ index: 7, ...bare, ...full, ...verdict },
  });
});
