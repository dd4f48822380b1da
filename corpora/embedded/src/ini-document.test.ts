import { expect, test } from 'vitest';
import { formatIni, IniError, parseIni } from './ini-document.ts';

const read = (text: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries([...parseIni(text)].map(([name, section]) => [name, Object.fromEntries(section)]));

test('values stand in sections, or in front of them', () => {
  expect(read('a = 1\n[one]\nb=2\n\n [ two ] ; more\nc = 3\n[one]\r\nd = 4\n[three]')).toEqual({
    '': { a: 1 },
    one: { b: 2, d: 4 },
    two: { c: 3 },
    three: {},
  });
  expect(read('')).toEqual({ '': {} });
});

test.for<[string, unknown]>([
  ['a = x y', 'x y'],
  ['a =', ''],
  ['a = true', true],
  ['a = false', false],
  ['a = True', 'True'],
  ['a = "true"', 'true'],
  ['a = 12', 12],
  ['a = -1.5', -1.5],
  ['a = 0', 0],
  ['a = "12"', '12'],
  ['a = 007', '007'],
  ['a = 1.50', '1.50'],
  ['a = -0', '-0'],
  ['a = Infinity', 'Infinity'],
  ['a = 123456789012345678901234', '123456789012345678901234'],
  ['a = b = c', 'b = c'],
  ['a = 1\na = 2', 2],
  ['a = x ; comment', 'x'],
  ['a = x\t# comment', 'x'],
  ['a = x;y#z', 'x;y#z'],
  ['a = ; comment', ''],
  ['a = # one\u2028two', ''],
  ['a = "x ; y" # comment', 'x ; y'],
  ['a = " x "', ' x '],
  ['a = ""', ''],
  [String.raw`a = "\"q\" \\ \t\n"`, '"q" \\ \t\n'],
  ['a = x"y', 'x"y'],
  ['a = one \\\n  two', 'one   two'],
  ['a = 1\\\n2\\', 12],
])('%j reads as %j', ([text, value]) => {
  expect(read(text)['']).toEqual({ a: value });
});

test('comments and empty lines are nothing', () => {
  expect(read('; a = 1\n# b = 2\n\n   \n ;c \\\n d = 1')).toEqual({ '': {} });
});

test('lists hold texts in their order', () => {
  expect(read('a[] = 1\nb = 2\na[]="x ; y" ; z\na [] =')).toEqual({ '': { a: ['1', 'x ; y', ''], b: 2 } });
});

test.for<[string, number]>([
  ['a', 1],
  ['a = 1\n= 2', 2],
  ['[]', 1],
  ['[ ]', 1],
  ['[a', 1],
  ['\n[a] b', 2],
  ['a = "x', 1],
  ['a = "x" y', 1],
  ['a = "\\q"', 1],
  ['a = "x\\ ', 1],
  ['a = 1\na[] = 2', 2],
  ['a[] = 1\n\na = 2', 3],
  ['a = 1 \\\n2\nb', 3],
  ['a = "x\\\ny', 1],
])('%j fails in line %i', ([text, line]) => {
  expect(() => parseIni(text)).toThrow(IniError);
  expect(() => parseIni(text)).toThrow(expect.objectContaining({ line }));
});

test('a document is written so that it reads the same', () => {
  const text = [
    'a = 1',
    'b = true',
    'c = x # y',
    '[ one two ]',
    String.raw`d = "\"\\ \t\n; "`,
    'e[] = 1',
    'e[] = "2 "',
    '[empty]',
    'f =',
  ].join('\n');
  const document = parseIni(text);
  const written = formatIni(document);
  expect(parseIni(written)).toEqual(document);
  expect(written).toBe(
    String.raw`a = 1
b = true
c = "x"

[one two]
d = "\"\\ \t\n; "
e[] = "1"
e[] = "2 "

[empty]
f = ""
`,
  );
  expect(formatIni(parseIni('[only]'))).toBe('[only]\n');
});
