import * as ts from 'typescript';
import { expect, test } from 'vitest';
import type { SiteContext } from '../operator.ts';
import { linesOf } from './layout.ts';

test.for([
  { name: 'line feeds', lineBreak: '\n' },
  { name: 'carriage returns and line feeds', lineBreak: '\r\n' },
])('with $name, the last statement of a block goes with the blank line above it, and with no more', (row) => {
  const { lineBreak } = row;
  expect(withoutLast(['{', '  a();', '  b();', '}', ''].join(lineBreak))).toBe(
    ['{', '  a();', '}', ''].join(lineBreak),
  );
  expect(withoutLast(['{', '  a();', ' \t', '  b();', '}', ''].join(lineBreak))).toBe(
    ['{', '  a();', '}', ''].join(lineBreak),
  );
});

/** The text, which is a block, without the lines of the block's last statement. */
function withoutLast(text: string): string {
  const sourceFile = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true);
  const block = sourceFile.statements[0] as ts.Block;
  const { start, end } = linesOf(block.statements.at(-1)!, { sourceFile, text } as SiteContext);
  return text.slice(0, start) + text.slice(end);
}
