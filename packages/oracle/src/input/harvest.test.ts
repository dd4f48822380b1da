import ts from 'typescript';
import { expect, test } from 'vitest';
import { harvest } from './harvest.ts';

const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);

test('a file gives its constants, its comments and those around it their quotations, the files around their texts', () => {
  const own = parse(
    "import x from './not-me';\n/** Parses `/ip4/1.2.3.4/tcp/80`. */\nexport const parse = (s: 'never' | string) => s.split('/').length > 7 && /^a+$/u.test(s);\n",
  );
  const near = parse('// as in "k=v", or \'k\'\nexport const NAMES = ["ip4", "/"];\n');
  expect(harvest(own, [near])).toEqual({
    numbers: [7],
    strings: ['/'],
    patterns: ['/^a+$/u'],
    examples: ['/ip4/1.2.3.4/tcp/80', 'k=v', 'k'],
    distant: ['ip4'],
    isTimed: false,
  });
});

test('a file looks at a clock, or one around it does', () => {
  const plain = parse('export const one = 1;');
  const timed = parse('export const now = () => Date.now();');
  expect(
    [harvest(timed, []), harvest(plain, [timed]), harvest(plain, [])].map(({ isTimed }) => isTimed),
  ).toEqual([true, true, false]);
});

test('where code looks at codes of characters, numbers spell words and marks', () => {
  const tokenizer = parse(
    'const CDATA = new Uint8Array([0x43, 0x44, 0x5b]);\nconst isOpen = (s: string) => s.charCodeAt(0) === 0x3c && s.length > 65;\n',
  );
  const lengths = parse('const LENGTHS = [40, 50, 60];\nconst most = 60;\n');
  expect([harvest(tokenizer, []), harvest(lengths, [])].map(({ strings }) => strings)).toEqual([
    ['CD[', '<'],
    [],
  ]);
});
