import type { Finding, Task } from '@bebug/core';
import type { Bug, Control } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { CleanTwins } from './clean-twins.ts';

/** The bug took lines 3 and 4 of the clean file away, and put "x" before line 6. */
const CLEAN = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
const MUTATED = 'one\ntwo\nfive\nxsix\nseven\n';
const fix = [
  { start: MUTATED.indexOf('five'), end: MUTATED.indexOf('five'), text: 'three\nfour\n' },
  { start: MUTATED.indexOf('xsix'), end: MUTATED.indexOf('xsix') + 1, text: '' },
];
const task = { id: 't', files: ['a.ts'], context: ['b.ts'] } as unknown as Task;
const bugs = [{ id: 'b', task: 't', file: 'a.ts', fix }] as unknown as Bug[];
const texts = new Map([
  [
    't',
    new Map([
      ['a.ts', MUTATED],
      ['b.ts', 'other\n'],
    ]),
  ],
  ['control', new Map([['a.ts', CLEAN]])],
  ['changed', new Map([['a.ts', `${CLEAN}\n`]])],
]);
const at = (startLine: number, endLine = startLine, more: Partial<Finding> = {}): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine, ...more },
});
const twins = (): CleanTwins =>
  new CleanTwins(
    texts,
    ['control', 'changed'].map((id): Control => ({ task: id, corpus: 'c', canary: '' })),
  );
const linesOf = (onTwin: readonly Finding[], seen = twins()): unknown =>
  seen.placesIn(task, bugs, onTwin).map(({ startLine, endLine }) => [startLine, endLine]);

test('lines of the clean file are carried over to the file with the bug', () => {
  expect([1, 2, 5, 6, 7, 8].map((line) => linesOf([at(line)]))).toEqual(
    [1, 2, 3, 4, 5, 6].map((line) => [[line, line]]),
  );
  // What was taken away is where it was.
  expect(linesOf([at(3), at(4), at(2, 6)])).toEqual([
    [3, 3],
    [3, 3],
    [2, 4],
  ]);
  expect(twins().placesIn(task, bugs, [at(7)])).toEqual([
    { task: 't', file: 'a.ts', startLine: 5, endLine: 5, source: 'clean-twin' },
  ]);
});

test('lines behind and inside of lines that were replaced by more of them', () => {
  const clean = 'one\ntwo\nthree\nfour\nfive\nsix\n';
  const mutated = 'zero\none\ntwo\na\nb\nc\nfive\nsix\n';
  const edits = [
    { start: 0, end: 5, text: '' },
    { start: mutated.indexOf('a\n'), end: mutated.indexOf('five'), text: 'three\nfour\n' },
  ];
  const own = new CleanTwins(new Map([['t', new Map([['a.ts', mutated]])]]), []);
  const bug = { ...bugs[0]!, fix: edits };
  const carried = clean
    .trim()
    .split('\n')
    .map((_, index) => own.placesIn(task, [bug], [at(index + 1)])[0]!.startLine);
  expect(carried).toEqual([2, 3, 4, 4, 7, 8]);
});

test('a file whose text is missing has no places', () => {
  const own = new CleanTwins(new Map([['t', new Map([['a.ts', MUTATED]])]]), []);
  expect(own.placesIn(task, bugs, [at(1, 1, { file: 'b.ts' })])).toEqual([]);
});

test('places that are not there are left out, and so is all without a bug', () => {
  expect(linesOf([at(8, 9), at(9), at(5, 4)])).toEqual([]);
  expect(twins().placesIn(task, [], [at(1)])).toEqual([]);
  expect(linesOf([at(1, 1, { file: 'c.ts' })])).toEqual([]);
  expect(twins().placesIn(task, bugs, [at(1, 1, { file: 'b.ts' })])).toMatchObject([
    { file: 'b.ts', startLine: 1 },
  ]);
});

test('a control of the very clean file counts, one of another text does not', () => {
  const seen = twins();
  seen.note([at(7, 7, { task: 'changed' }), at(6, 6)]);
  expect(linesOf([], seen)).toEqual([]);
  seen.note([at(7, 7, { task: 'control' }), at(1, 2, { task: 'control' })]);
  expect(linesOf([], seen)).toEqual([
    [5, 5],
    [1, 2],
  ]);
  expect(linesOf([at(5)], seen)).toEqual([
    [5, 5],
    [1, 2],
    [3, 3],
  ]);
});
