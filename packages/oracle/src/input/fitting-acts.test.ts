import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TaggedValue } from '@bebug/core';
import { intents, withFittingActs } from './fitting-acts.ts';

const state = { todos: [{ done: false }], seen: { $set: [1] }, index: { $map: [['a', 1]] } };
const recipe = { $function: { results: [2], acts: [[1, [], 'invoke']] } };
const drawn = fc.sample(intents(fc.constant(7)), { numRuns: 300, seed: 1 });
const acts = drawn.flatMap((meant) => {
  const made = withFittingActs([state, recipe], [null, { argument: 0, mayBeSilent: true }], meant)[1];
  return (made as unknown as { $function: { acts: [number, string[], string, string, ...unknown[]][] } })
    .$function.acts;
});
const at = (place: string): typeof acts => acts.filter(([, path]) => path.join('.') === place);

test('a recipe changes what is in the data beside it, each as its kind allows, and still calls what it called', () => {
  expect(acts.filter(([, , how]) => how === 'invoke')).toHaveLength(drawn.length);
  const changes = acts.filter(([, , how]) => how !== 'invoke');
  expect(new Set(changes.map(([argument, path]) => `${argument} ${path.join('.')}`))).toEqual(
    new Set(['0 ', '0 todos', '0 todos.0', '0 seen', '0 index']),
  );
  const hows = (place: string): Set<string> => new Set(at(place).map(([, , how]) => how));
  expect(hows('todos.0')).toEqual(new Set(['set', 'delete', 'move']));
  expect(hows('todos')).toEqual(new Set(['call', 'append', 'each', 'move']));
  expect(hows('seen')).toEqual(new Set(['call', 'each']));
  expect(new Set(at('index').map(([, , , name]) => name))).toContain('clear');
  expect(at('todos.0').filter(([, , , name]) => name === 'done').length).toBeGreaterThan(10);
});

test('what has changed its data gives nothing, where that is allowed; without data, or without an intent, all stays as it is', () => {
  const [meant] = drawn.filter(({ length }) => length > 0);
  const resultOf = (mayBeSilent: boolean, given: TaggedValue): unknown =>
    (withFittingActs([given, recipe], [null, { argument: 0, mayBeSilent }], meant!)[1] as typeof recipe)
      .$function.results;
  expect(resultOf(true, state)).toEqual([{ $undefined: true }]);
  expect(resultOf(false, state)).toEqual([2]);
  expect(resultOf(true, 3)).toEqual([2]);
  expect(withFittingActs([state, recipe], [null, { argument: 0, mayBeSilent: true }], [])).toEqual([
    state,
    recipe,
  ]);
});
