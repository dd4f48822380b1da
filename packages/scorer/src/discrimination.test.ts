import type { Response, Task } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { Discrimination } from './discrimination.ts';
import type { KnownPlace } from './known-place.ts';
import { MATCH_DEFAULTS } from './strictness.ts';

const ids = ['told', 'both', 'missed', 'failed', 'refused', 'left'] as const;
const span = { startLine: 10, startColumn: 1, endLine: 10, endColumn: 5 };
const bugs = ids.map(
  (id) =>
    ({ id, task: `t-${id}`, file: 'a.ts', mutated: span, regions: [], enclosing: null }) as unknown as Bug,
);
const tasks = ids.map((id) => ({ id: `t-${id}` }) as Task);
const responses: Response[] = ids
  .filter((id) => id !== 'left')
  .map((id) => ({
    task: `t-${id}`,
    status: id === 'failed' || id === 'refused' ? id : 'answered',
    findings: 0,
  }));
const make = (): Discrimination =>
  new Discrimination(tasks, responses, { ...MATCH_DEFAULTS, seed: 1, draws: 20 });
const onTwin = (id: string, more: object = {}): KnownPlace => ({
  ...({ task: `t-${id}`, file: 'a.ts', startLine: 11, endLine: 11, source: 'clean-twin' } as const),
  ...more,
});
const isFound = (id: string): boolean => id !== 'missed';

test('a bug is told from its twin when it was found, and the twin was answered and is quiet there', () => {
  const all = make();
  all.note(bugs, [onTwin('both'), onTwin('missed')]);
  expect(bugs.map((bug) => all.isDiscriminated(bug, isFound(bug.id)))).toEqual([
    true,
    false,
    false,
    false,
    false,
    null,
  ]);
  expect(all.finish(bugs, isFound, (task) => task)).toMatchObject({
    rate: { successes: 1, n: 5, bootstrap: { clusters: 5 } },
    ...{ foundOnTwin: 1, twinUnanswered: 2, notCovered: 1 },
  });
});

test.for([
  ['another task', { task: 't-both' }, true],
  ['another file', { file: 'b.ts' }, true],
  ['what people judged', { source: 'adjudicated' }, true],
  ['a line too far away', { startLine: 14, endLine: 14 }, true],
  ['three lines away', { startLine: 13, endLine: 13 }, false],
] as const)('%s on the twin: the bug is told apart: %s', ([, more, isTold]) => {
  const one = make();
  one.note(bugs, [onTwin('told', more)]);
  expect(one.isDiscriminated(bugs[0]!, true)).toBe(isTold);
});

test('controls are louder where the twin was answered, and is quiet', () => {
  const one = make();
  one.noteControl('t-told', true);
  one.noteControl('t-both', false);
  one.noteControl('t-failed', true);
  expect(one.louderControls).toBe(1);
});
