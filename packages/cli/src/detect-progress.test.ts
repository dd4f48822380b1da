import { expect, test } from 'vitest';
import { DetectProgress } from './detect-progress.ts';

test('a line says how far it is, how fast, what did not work out, what it cost and what is left', () => {
  let now = 0;
  const progress = new DetectProgress('model:x/y', () => new Date(now));
  const step = (done: number, status: 'answered' | 'refused', cost: number): string => {
    now += 2000;
    return progress.line({ done, total: 40, response: { task: 't', status, findings: 0, cost } });
  };
  // Ten were answered in an earlier sitting: they say nothing of the rate.
  expect(step(11, 'answered', 0.25)).toBe(
    `model:x/y ${'█'.repeat(6)}${'░'.repeat(14)} 11 of 40 tasks · 0.5/s · $0.25 · 0:58 left`,
  );
  expect(step(12, 'refused', 0.5)).toContain('12 of 40 tasks · 0.5/s · 1 not answered · $0.75 · 0:56 left');
  expect(step(40, 'answered', 0)).toContain(`${'█'.repeat(20)} 40 of 40 tasks`);
});
