import { expect, test } from 'vitest';
import { countLines, executableLines } from './executable-lines.ts';

test.for([
  ['blank lines and lone brackets', 'f();\n\n}\n});\ng();', [1, 5]],
  ['line comments', '// one\nf(); // two\n  // three', [2]],
  ['block comments over lines', '/**\n * words\n */\nf();\n/* a\nb */ g();', [4, 6]],
  ['a block comment before code', '/* a */ f();\ng();', [1, 2]],
  ['Windows line ends', 'f();\r\n\r\ng();\r\n', [1, 3]],
] as const)('%s are told from code', ([, text, lines]) => {
  expect(executableLines(text)).toEqual(lines);
});

test('a text without code offers all its lines', () => {
  expect(executableLines('// one\n// two')).toEqual([1, 2]);
  expect(executableLines('')).toEqual([1]);
  expect(countLines('a\nb\n')).toBe(3);
});
