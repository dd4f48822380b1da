import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { placeOf, subjectOf } from '../kit/enclosing.ts';
import { fits } from '../kit/fits.ts';
import { isFalsyLiteral } from '../kit/literal.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isBooleanType, isJavaScript, isNullish, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const fallbackDrop: Operator = {
  id: 'fallback-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 456,
  status: 'stable',
  title: 'No default for a missing value',
  mistake: 'A value is taken to be there always, and what holds without it is not thought of.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const isNullishOnly = isToken(node, ts.SyntaxKind.QuestionQuestionToken);
    if (!isNullishOnly && !isToken(node, ts.SyntaxKind.BarBarToken)) return;
    if (isCondition(node) || isBooleanType(typeOf(node, context)) || !matters(node, isNullishOnly, context))
      return;
    if (!fits(typeOf(node.left, context), node, context)) return;
    const edits = partInstead(node, node.left, context);
    if (edits === null) return;
    const absent = isNullishOnly ? 'missing' : 'missing or empty';
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(node.left, context)} as it is, without a default.`,
        trigger: `It shows only when ${gist(node.left, context)} is ${absent}.`,
        consequence: `The code in ${placeOf(node)} goes on with that instead of ${gist(node.right, context)}.`,
        fix: `Give the default: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export const greet = (user: { name: string; title?: string }): string =>\n  `Dear ${user.title ?? 'reader'} ${user.name}`;\n",
        after:
          'export const greet = (user: { name: string; title?: string }): string =>\n  `Dear ${user.title} ${user.name}`;\n',
        witness: "greet({ name: 'Ann' })",
      },
      {
        before:
          'export class Shop {\n  #discount: number | undefined;\n  readonly #usual = 5;\n  setDiscount(discount?: number): void {\n    this.#discount = discount ?? this.#usual;\n  }\n  get discount(): number | undefined {\n    return this.#discount;\n  }\n  get usual(): number {\n    return this.#usual;\n  }\n}\n',
        after:
          'export class Shop {\n  #discount: number | undefined;\n  readonly #usual = 5;\n  setDiscount(discount?: number): void {\n    this.#discount = discount;\n  }\n  get discount(): number | undefined {\n    return this.#discount;\n  }\n  get usual(): number {\n    return this.#usual;\n  }\n}\n',
        witness: '(() => { const shop = new Shop(); shop.setDiscount(); return shop.discount; })()',
      },
      {
        before: "export const slug = (title: string): string => title.replace(/\\W+/g, '-') || 'untitled';\n",
        after: "export const slug = (title: string): string => title.replace(/\\W+/g, '-');\n",
        witness: "slug('')",
      },
    ],
    skips: [
      {
        code: 'export const size = (given?: number): number => given ?? 1;\n',
        because: 'A number is needed here: without the default it would not compile.',
      },
      {
        code: "export const text = (given: string): string => given || '';\n",
        because: 'Empty stays empty either way.',
      },
      {
        code: 'export const isOpen = (state: { open?: boolean; forced: boolean }): boolean => state.open || state.forced;\n',
        because: 'Two answers are joined: the business of disjunct-drop.',
      },
      {
        code: 'export const merged = (given?: { a: number }): { a?: number } => ({ ...(given ?? {}) });\n',
        because: 'Nothing spreads like an empty object.',
      },
    ],
  },
};

/** The default is ever taken, and is not what would be there without it. */
function matters(node: ts.BinaryExpression, isNullishOnly: boolean, context: SiteContext): boolean {
  const [left, right] = [bare(node.left), bare(node.right)];
  if (ts.isSpreadAssignment(wrapped(node).parent)) return false;
  const type = typeOf(left, context);
  const mayBeMissing =
    isUnknownType(type) ||
    isJavaScript(context) ||
    membersOf(type).some(isNullish) ||
    ts.isElementAccessExpression(left);
  if (ts.isIdentifier(right) && right.text === 'undefined') return false;
  if (mayBeMissing) return true;
  const mayBeEmpty = (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0;
  return !isNullishOnly && mayBeEmpty && !isFalsyLiteral(right);
}
