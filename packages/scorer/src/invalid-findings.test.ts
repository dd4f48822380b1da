import type { Finding, Response, Task } from '@bebug/core';
import { expect, test } from 'vitest';
import { attemptsOf } from './attempts.ts';
import { invalidityCheck, invalidVerdict } from './invalid-findings.ts';

const tasks = ['t', 'u'].map((id) => ({
  id,
  files: ['a.ts'],
  context: ['lib/b.ts', 'c.ts'],
})) as unknown as Task[];
const responses: Response[] = [{ task: 't', status: 'answered', findings: 0 }];
const texts = new Map([
  [
    't',
    new Map([
      ['a.ts', 'one\ntwo\nthree'],
      ['lib/b.ts', 'one'],
    ]),
  ],
]);
const reasonOf = invalidityCheck(tasks, texts, attemptsOf(tasks, responses));
const at = (startLine: number, endLine: number, file = 'a.ts', task = 't'): Finding => ({
  ...{ task, file, startLine, endLine },
});

test.for<[Finding, string | null]>([
  [at(1, 3), null],
  [at(3, 3), null],
  [at(2, 4), "lines 2–4 lies past the file's end, line 3"],
  [at(4, 4), "line 4 lies past the file's end, line 3"],
  [at(3, 2), 'it ends on line 2, before line 3'],
  [at(1, 1, 'lib/b.ts'), null],
  [at(2, 2, 'lib/b.ts'), "line 2 lies past the file's end, line 1"],
  // Its text is not there: nothing speaks against it.
  [at(90, 90, 'c.ts'), null],
  [at(1, 1, 'd.ts'), 'the task has no file "d.ts"'],
  [at(1, 1, 'a.ts', 'v'), 'the set has no task "v"'],
  [at(1, 1, 'a.ts', 'u'), 'the run has no response for its task'],
])('%j can be placed, or it is said why not', ([finding, reason]) => {
  expect(reasonOf(finding)).toBe(reason);
});

test('a finding that cannot be placed is a false alarm that nobody has to look into', () => {
  expect(invalidVerdict('it is late')).toEqual({
    ...{ verdict: 'invalid', bug: null, place: null, weight: null, isFalseAlarm: true, isOpen: false },
    text: 'Invalid: it is late.',
  });
});
