import * as ts from 'typescript';
import { isEquality, isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isCount } from '../kit/off-by-one.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const CAPACITY = /capacity|size|length|limit|max/iu;

export const ringBufferWrap: Operator = {
  id: 'ring-buffer-wrap',
  family: 'boundary',
  tier: 'hard',
  cwe: 193,
  status: 'stable',
  title: 'Ring closes one place off',
  mistake: 'Where a ring starts over is taken for its last place, or for the place behind it.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const wrong = wrapped(node, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(node.right, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} starts over at ${quoted(wrong)} instead of ${gist(node.right, context)}.`,
        trigger: 'It shows when the last place of the ring is reached.',
        consequence: 'The last place is never used, or one that does not exist is.',
        fix: `Start over at ${gist(node.right, context)}: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const next = (at: number, ring: string[]): number => (at + 1) % ring.length;\n',
        after: 'export const next = (at: number, ring: string[]): number => (at + 1) % (ring.length - 1);\n',
        witness: "next(1, ['a', 'b', 'c'])",
      },
      {
        before:
          'export class Ring {\n  first = 0;\n  readonly #size: number;\n  constructor(size: number) {\n    this.#size = size;\n  }\n  capacity(): number {\n    return this.#size;\n  }\n  step(): number {\n    this.first = (this.first + 1) % this.capacity();\n    return this.first;\n  }\n}\n',
        after:
          'export class Ring {\n  first = 0;\n  readonly #size: number;\n  constructor(size: number) {\n    this.#size = size;\n  }\n  capacity(): number {\n    return this.#size;\n  }\n  step(): number {\n    this.first = (this.first + 1) % (this.capacity() - 1);\n    return this.first;\n  }\n}\n',
        witness: 'new Ring(2).step()',
      },
    ],
    skips: [
      {
        code: 'export const isEven = (n: number): boolean => n % 2 === 0;\n',
        because: 'It is no ring.',
      },
    ],
  },
};

/** `% size` becomes `% (size - 1)`; a remainder that is only compared is no place. */
function wrapped(node: ts.BinaryExpression, context: SiteContext): string | null {
  if (!isToken(node, ts.SyntaxKind.PercentToken) || isEquality(node.parent)) return null;
  const size = bare(node.right);
  const isAsked = ts.isCallExpression(size) && size.arguments.length === 0;
  const named = isAsked ? size.expression : size;
  const isSize =
    isCount(size) ||
    ((ts.isIdentifier(named) || ts.isPropertyAccessExpression(named)) && CAPACITY.test(named.getText()));
  const place = bare(node.left);
  const isPlace = ts.isBinaryExpression(place) && isToken(place, ts.SyntaxKind.PlusToken);
  return isSize && (isPlace || ts.isPostfixUnaryExpression(place)) ? `(${textOf(size, context)} - 1)` : null;
}
