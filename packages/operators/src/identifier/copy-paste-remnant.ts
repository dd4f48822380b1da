import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isLegalName } from '../kit/legal-name.ts';
import { isStoreOnly, accessOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { twinOf } from '../kit/twin.ts';
import type { Operator } from '../operator.ts';

export const copyPasteRemnant: Operator = {
  id: 'copy-paste-remnant',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Copied code adapted in all places but one',
  mistake: 'A line is copied and its names are changed for the new purpose, but one of them is overlooked.',
  kinds: [ts.SyntaxKind.Identifier, ts.SyntaxKind.PrivateIdentifier],
  *mutate(node, context) {
    if ((!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) || isStoreOnly(node)) return;
    const twin = twinOf(node);
    if (twin === null || !isLegalName(node, twin, context)) return;
    const whole = accessOf(node);
    const written = textOf(whole, context).slice(0, startOf(node, context) - startOf(whole, context)) + twin;
    yield {
      edits: [replaceNode(node, twin, context)],
      explanation: {
        mechanism: `${subjectOf(node)} uses ${quoted(written)} a second time where the copied code should use ${gist(whole, context)}.`,
        trigger: `It shows whenever ${quoted(written)} and ${gist(whole, context)} differ.`,
        consequence: `${gist(whole, context)} is ignored and ${quoted(written)} counts twice.`,
        fix: `Use ${gist(whole, context)}, as in the rest of the copied code.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Point {\n  x: number;\n  y: number;\n}\nexport function distance(a: Point, b: Point): number {\n  const width = Math.abs(a.x - b.x);\n  const height = Math.abs(a.y - b.y);\n  return width + height;\n}\n',
        after:
          'interface Point {\n  x: number;\n  y: number;\n}\nexport function distance(a: Point, b: Point): number {\n  const width = Math.abs(a.x - b.x);\n  const height = Math.abs(a.y - b.x);\n  return width + height;\n}\n',
        witness: 'distance({ x: 1, y: 2 }, { x: 1, y: 2 })',
      },
      {
        before:
          'interface Span {\n  from: number;\n  to: number;\n}\nexport const same = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;\n',
        after:
          'interface Span {\n  from: number;\n  to: number;\n}\nexport const same = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.from;\n',
        witness: 'same({ from: 1, to: 2 }, { from: 1, to: 2 })',
      },
    ],
    skips: [
      {
        code: 'export function pair(a: number, b: number): number[] {\n  const low = Math.min(a, b);\n  const high = Math.max(a, b);\n  return [low, high];\n}\n',
        because: 'Taking the first name again would change the function, not a forgotten name.',
      },
      {
        code: "export const label = (first: string, last: string): string => first + ' ' + last;\n",
        because: 'Nothing here was copied.',
      },
    ],
  },
};
