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
