import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
import { isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** The order of arguments does not matter to these. */
const COMMUTATIVE =
  /^(?:#?swap\w*|timingSafeEqual|(?:min|max|hypot|imul|add|plus|sum|gcd|lcm|union|intersection)(?:Fn|Function)?|(?:is)?(?:deep)?(?:strict)?(?:equals?|same)\w*)$/iu;

export const argumentSwap: Operator = {
  id: 'argument-swap',
  family: 'argument',
  tier: 'moderate',
  cwe: 683,
  status: 'stable',
  title: 'Arguments in the wrong order',
  mistake:
    'Two arguments of the same type change places, because the order of the parameters is misremembered.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    if (ts.isCallExpression(node) && COMMUTATIVE.test(calledName(node) ?? '')) return;
    const signature = context.checker.getResolvedSignature(node);
    const list = node.arguments ?? [];
    if (signature === undefined || signature.declaration === undefined) return;
    for (let index = 0; index + 1 < list.length; index++) {
      const [left, right] = [list[index]!, list[index + 1]!];
      if (!isSwappable(left, right, signature, index, context)) continue;
      yield {
        edits: [
          replaceNode(left, textOf(right, context), context),
          replaceNode(right, textOf(left, context), context),
        ],
        explanation: {
          mechanism: `${subjectOf(node)} passes ${gist(right, context)} and ${gist(left, context)} to ${gist(node.expression, context)} in the wrong order.`,
          trigger: 'It shows whenever the two arguments differ.',
          consequence: `\`${nameAt(signature, index)}\` receives what is meant for \`${nameAt(signature, index + 1)}\`, and the other way round.`,
          fix: `Keep the order of the parameters: ${gist(node, context)}.`,
        },
      };
      return;
    }
  },
  examples: {
    injects: [
      {
        before:
          'function ratio(part: number, whole: number): number {\n  return part / whole;\n}\nexport const percent = (done: number, all: number): number => ratio(done, all) * 100;\n',
        after:
          'function ratio(part: number, whole: number): number {\n  return part / whole;\n}\nexport const percent = (done: number, all: number): number => ratio(all, done) * 100;\n',
        witness: 'percent(1, 4)',
      },
      {
        before: "export const dash = (text: string): string => text.replaceAll(' ', '-');\n",
        after: "export const dash = (text: string): string => text.replaceAll('-', ' ');\n",
        witness: "dash('a b')",
      },
    ],
    skips: [
      {
        code: 'export const larger = (a: number, b: number): number => Math.max(a, b);\n',
        because: 'The order does not matter.',
      },
      {
        code: 'export const pad = (text: string, width: number): string => text.padEnd(width, text);\n',
        because: 'The types differ.',
      },
      {
        code: 'export const both = (list: number[], a: number, b: number): number => list.push(a, b);\n',
        because: 'Members of one rest parameter have no order to misremember.',
      },
    ],
  },
};

function isSwappable(
  left: ts.Expression,
  right: ts.Expression,
  signature: ts.Signature,
  index: number,
  context: SiteContext,
): boolean {
  const [first, second] = [signature.parameters[index], signature.parameters[index + 1]];
  if (first === undefined || second === undefined || isRest(first) || isRest(second)) return false;
  if (
    ts.isSpreadElement(left) ||
    ts.isSpreadElement(right) ||
    ts.isFunctionLike(left) ||
    ts.isFunctionLike(right)
  )
    return false;
  if (ts.isNumericLiteral(left) || ts.isNumericLiteral(right) || isSameCode(left, right)) return false;
  return isFit(left, second, context) && isFit(right, first, context);
}

function isFit(argument: ts.Expression, parameter: ts.Symbol, context: SiteContext): boolean {
  const type = typeOf(argument, context);
  const expected = context.checker.getTypeOfSymbolAtLocation(parameter, argument);
  if (isUnknownType(type) || isUnknownType(expected) || (expected.flags & ts.TypeFlags.TypeParameter) !== 0)
    return false;
  return context.checker.isTypeAssignableTo(type, expected);
}

function isRest(parameter: ts.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return (
    declaration === undefined || !ts.isParameter(declaration) || declaration.dotDotDotToken !== undefined
  );
}

function nameAt(signature: ts.Signature, index: number): string {
  return signature.parameters[index]!.name;
}
