import { sha256 } from '@bebug/core';
import { expect, test } from 'vitest';
import { taskOf } from '../../test/task-of.ts';
import { importAnswers } from './answers.ts';

const ids = [1, 2, 3, 4].map((number) => `t-00000000000${number}`);
const set = { setHash: sha256('set'), tasks: ids.map((id) => taskOf({ 'a.ts': 'one;\ntwo;\n' }, {}, id)) };
const read = (...lines: readonly object[]) =>
  importAnswers({
    set,
    files: [{ name: 'answers.jsonl', text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') }],
    now: new Date(0),
    tool: 'inspect',
  });

test('answers are read as those of a model that was asked; what is no answer is not counted as clean', () => {
  const { run, findings, responses } = read(
    { task: ids[1], text: 'Sure: {"findings":[{"startLine":1,"anchor":"two;","confidence":95}]}' },
    { task: ids[0], text: '{"findings": []}' },
    { task: ids[2], text: 'I would rather not.' },
  );
  expect(run).toMatchObject({ detector: 'inspect', finished: '1970-01-01T00:00:00.000Z' });
  expect(findings).toEqual([{ task: ids[1], file: 'a.ts', startLine: 2, endLine: 2, confidence: 0.95 }]);
  expect(responses.map(({ status }) => status)).toEqual(['answered', 'answered', 'unparsable', 'skipped']);
});

test.for<[string, object[], RegExp]>([
  ['a task of another set', [{ task: 't-999999999999', text: '[]' }], /t-999999999999/u],
  [
    'two answers to one task',
    [
      { task: ids[0], text: '[]' },
      { task: ids[0], text: '[]' },
    ],
    /^answers\.jsonl:2 is a second answer/u,
  ],
  ['a line of another form', [{ task: ids[0] }], /answers\.jsonl:1/u],
])('%s is refused', ([, lines, message]) => {
  expect(() => read(...lines)).toThrow(message);
});
