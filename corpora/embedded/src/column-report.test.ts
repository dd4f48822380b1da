import { expect, test } from 'vitest';
import { cell, heading, isColumn, report, type Align } from './column-report.ts';

test.for([
  ['left', 'ab...'],
  ['right', '...ab'],
  ['centre', '.ab..'],
] as const)('a text stands on the %s: %s', ([align, shown]) => {
  expect(cell('ab', { width: 5, align: align satisfies Align, fill: '.' })).toBe(shown);
});

test('without options a cell is its text, and a long text stays whole', () => {
  expect(cell('ab', {})).toBe('ab');
  expect(cell('abc', { width: 2 })).toBe('abc');
  expect(cell('abc', { width: 4 })).toBe('abc ');
});

test('a heading stands in the middle of its line', () => {
  expect(heading('Sales')).toBe('====== Sales =======');
});

test('a column has a title and a unit, both texts', () => {
  expect(isColumn({ title: 'a', unit: '' })).toBe(true);
  expect(isColumn({ title: 'a', unit: 1 })).toBe(false);
  expect(isColumn({ title: null, unit: 'm' })).toBe(false);
  expect(isColumn({ title: 'a' })).toBe(false);
});

test('columns are as wide as their widest text, missing texts are empty', () => {
  const columns = [
    { title: 'Name', unit: '' },
    { title: 'Size', unit: 'm' },
  ];
  expect(report(columns, [['a long one', '1'], ['b']])).toEqual([
    'Name       | Size (m)',
    'a long one | 1       ',
    'b          |         ',
  ]);
});

test('what is said of cells holds for all of them', () => {
  expect(report([{ title: 'A', unit: '' }], [['1']], { width: 3, align: 'right', fill: '.' })).toEqual([
    '..A',
    '..1',
  ]);
});
