import { sha256 } from '@bebug/core';
import { expect, test } from 'vitest';
import { taskOf } from '../../test/task-of.ts';
import { folderPrompt, PROMPT_VERSION, promptHash, promptOf } from './prompt.ts';

const FILE = taskOf({ 'src/a.ts': 'one;\ntwo;\n' }, { 'src/b.ts': 'context;\n' });
const CHANGED = taskOf(
  { 'src/a.ts': 'one;\ntwo;\n' },
  { 'change.diff': '-one\n+two\n', 'before/src/a.ts': 'one;\n', 'src/b.ts': 'context;\n' },
);
const DIFF = {
  ...CHANGED,
  task: { ...CHANGED.task, change: { diff: 'change.diff', before: ['before/src/a.ts'] } },
};

test('a change of any text of a prompt needs a new version', () => {
  const texts = [null, 1, 2].flatMap((hint) =>
    [FILE, DIFF].flatMap((task) => [promptOf(task, { hint }), folderPrompt(task, { hint })]),
  );
  // When this fails, raise PROMPT_VERSION and put the new hash beside it: runs with other prompts are not one run.
  expect({ [PROMPT_VERSION]: sha256(JSON.stringify(texts)) }).toEqual({
    1: '57699139b3aa8e27598bd57c85dafd1060bb2cba4fb6511f775063e27aac20db',
  });
});

test('a change under review is shown, the text before it is not, and all else is context', () => {
  const { user } = promptOf(DIFF, { hint: null });
  expect(user).toContain('## The change: change.diff\n\n-one\n+two\n');
  expect(user).toContain('## Under review: src/a.ts\n\n1| one;\n2| two;');
  expect(user).toContain('## Context: src/b.ts');
  expect(user).not.toContain('before/src/a.ts');
  expect(promptOf(FILE, { hint: null }).user).not.toContain('The change');
});

test('runs with and without a hint are told apart', () => {
  expect(promptHash({ hint: 1 })).not.toBe(promptHash({ hint: null }));
});
