import { expect, test } from 'vitest';
import { areRelated, argumentsInOrder, endsAmong, inOrder, isInverted, ordered } from './ordered.ts';

test.for([
  [
    { minX: 3, maxX: 1, minY: 0, maxY: 2 },
    { minX: 1, maxX: 3, minY: 0, maxY: 2 },
  ],
  [
    { start: 5, end: 2 },
    { start: 2, end: 5 },
  ],
  [
    { lineStart: 5, lineEnd: 2 },
    { lineStart: 2, lineEnd: 5 },
  ],
  [
    { line_from: 5, line_to: 2 },
    { line_from: 2, line_to: 5 },
  ],
  [
    { minute: 5, maxute: 2 },
    { minute: 5, maxute: 2 },
  ],
  [
    { min: 'b', max: 'a' },
    { min: 'b', max: 'a' },
  ],
  [{ min: 5 }, { min: 5 }],
  [
    { beginInclusive: 5, endExclusive: 2 },
    { beginInclusive: 2, endExclusive: 5 },
  ],
] as const)('%j becomes %j', ([given, expected]) => {
  expect(ordered(given, endsAmong(Object.keys(given)))).toEqual(expected);
});

test('arguments are put in order by the names of their parameters, and no others', () => {
  const called = (...names: string[]) => names.map((name) => ({ name }));
  expect(argumentsInOrder(['text', 5, 2], called('text', 'start', 'end'))).toEqual(['text', 2, 5]);
  expect(argumentsInOrder([5, 2], called('count', 'index'))).toEqual([5, 2]);
  expect(argumentsInOrder([5], called('start', 'end'))).toEqual([5]);
});

test('an object in order stays as it is', () => {
  const box = { minX: 1, maxX: 1, minY: -2, maxY: 0 };
  expect(inOrder(box)).toEqual(box);
});

test('places in a list that lies beside them are in it, wherever several lists lie they are left alone', () => {
  const parameters = ['items', 'k', 'left', 'right', 'most'].map((name) => ({ name }));
  expect(argumentsInOrder([[7, 8, 9], 5, 9, 1, 9], parameters)).toEqual([[7, 8, 9], 2, 1, 2, 9]);
  expect(argumentsInOrder([[], 5, 9, 1], parameters)).toEqual([[], 0, 0, 0]);
  expect(argumentsInOrder([[7], [8], 9], [{ name: 'a' }, { name: 'b' }, { name: 'k' }])).toEqual([
    [7],
    [8],
    9,
  ]);
  expect(areRelated(['items', 'k'])).toBe(true);
  expect(areRelated(['items', 'count'])).toBe(false);
});

test('ends the wrong way round are seen wherever they stand', () => {
  expect([{ minX: 2, maxX: 1 }, [{ a: { start: 3, end: 1 } }]].map(isInverted)).toEqual([true, true]);
  expect([{ minX: 1, maxX: 1 }, { min: 'b', max: 'a' }, { left: 2, top: 1 }, 3].map(isInverted)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
