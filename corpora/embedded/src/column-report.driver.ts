import type { Driver } from '@bebug/oracle/driver';
import { cell, heading, isColumn, report, type CellOptions } from './column-report.ts';

const options = {
  oneOf: [
    {},
    { width: 6 },
    { width: 5, align: 'right' },
    { width: 7, align: 'centre', fill: '.' },
    { fill: '-', align: 'right' },
  ],
};
const text = { oneOf: ['', 'a', 'abc', 'a long text'] };
const rows = { oneOf: [[], [['1', '2']], [['a long text'], ['x', 'y', 'z']]] };
const columns = [
  { title: 'Name', unit: '' },
  { title: 'Size', unit: 'm' },
];

export default {
  create: () => null,
  calls: {
    isColumn: {
      args: [{ oneOf: ['a', '', 1, null, undefined] }, { oneOf: ['m', '', 2, null, undefined] }],
      run: (_subject, title: unknown, unit: unknown) => isColumn({ title, unit }),
    },
    cell: { args: [text, options], run: (_subject, given: string, how: CellOptions) => cell(given, how) },
    heading: { args: [text], run: (_subject, title: string) => heading(title) },
    report: {
      args: [rows, options],
      run: (_subject, lines: string[][], how: CellOptions) => report(columns, lines, how),
    },
    reportPlain: { args: [rows], run: (_subject, lines: string[][]) => report(columns, lines) },
  },
} satisfies Driver<null>;
