import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvError, readCsv, readCsvRecords, writeCsv } from './csv-reader.ts';

test.for([
  { text: '', rows: [] },
  {
    text: 'a,b\nc,d',
    rows: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  {
    text: 'a,b\r\nc,d\r\n',
    rows: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  { text: 'a,,c', rows: [['a', '', 'c']] },
  { text: 'a,', rows: [['a', '']] },
  {
    text: 'a,\nb,c',
    rows: [
      ['a', ''],
      ['b', 'c'],
    ],
  },
  { text: '\n\n', rows: [[''], ['']] },
  { text: '"a,b",c', rows: [['a,b', 'c']] },
  { text: '"say ""hi""",x', rows: [['say "hi"', 'x']] },
  {
    text: '"two\r\nlines",x\ny,z',
    rows: [
      ['two\r\nlines', 'x'],
      ['y', 'z'],
    ],
  },
  { text: '"",""', rows: [['', '']] },
  { text: ' a , b ', rows: [[' a ', ' b ']] },
])('$text is read as $rows', ({ text, rows }) => {
  expect(readCsv(text)).toEqual(rows);
});

test.for([
  { text: 'a\nb"c', message: 'line 2: a quote inside an unquoted field' },
  { text: '"a"b', message: 'line 1: text after a closing quote' },
  { text: '"x\ny"\nz,"a\nb', message: 'line 3: a quoted field is not closed' },
])('$text is refused', ({ text, message }) => {
  expect(() => readCsv(text)).toThrow(new CsvError(message.slice(8), Number(message.charAt(5))));
});

test('what is written can be read back', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ') });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual(rows);
    }),
  );
});

test('plain fields are not quoted', () => {
  expect(
    writeCsv([
      ['a', 'b c'],
      ['1,5', ''],
    ]),
  ).toBe('a,b c\r\n"1,5",\r\n');
});

test('records take their names from the header', () => {
  const records = readCsvRecords('id, name\n1,Ada\n2,Grace\n');
  expect(records.map((record) => Object.fromEntries(record))).toEqual([
    { id: '1', name: 'Ada' },
    { id: '2', name: 'Grace' },
  ]);
  expect(readCsvRecords('')).toEqual([]);
});

test('a short row leaves fields empty, a long one is refused', () => {
  expect(readCsvRecords('id,name\n1\n').map((record) => record.get('name'))).toEqual(['']);
  expect(() => readCsvRecords('id,name\n1,Ada\n2,Bob,x\n')).toThrow('line 3: more fields than columns');
});

test('lines are counted through quoted fields', () => {
  expect(() => readCsvRecords('id,"full\nname"\n1,"A\nB"\n2,Bob,x\n')).toThrow(
    'line 5: more fields than columns',
  );
});

test('a repeated column is refused', () => {
  expect(() => readCsvRecords('id,name, id\n')).toThrow('line 1: two columns share a name');
});
