import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import { isSameCode, wrapped } from '../kit/tree.ts';
import { membersOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const arrayElementDrop: Operator = {
  id: 'array-element-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Entry missing from a list',
  mistake: 'A list of all that must be known or dealt with lacks one of them.',
  kinds: [ts.SyntaxKind.ArrayLiteralExpression],
  *mutate(node, context) {
    if (!ts.isArrayLiteralExpression(node) || !isList(node, context)) return;
    const { elements } = node;
    for (const index of new Set([elements.length - 1, Math.floor((elements.length - 1) / 2)])) {
      const element = elements[index]!;
      const others = elements.filter((other) => other !== element);
      if (!others.some(({ kind }) => kind === element.kind || ts.isSpreadElement(element))) continue;
      if (others.some((other) => isSameCode(other, element))) continue;
      const edits = withoutElement(elements, index, context);
      if (edits === null) continue;
      yield {
        edits,
        explanation: {
          mechanism: `The list in ${placeOf(node)} does not hold ${gist(element, context)}.`,
          trigger: `It shows when ${gist(element, context)} is what the list is asked for or walked for.`,
          consequence: 'The missing entry is treated like something that does not belong to the list.',
          fix: `Put ${gist(element, context)} into the list: ${gist(node, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          "const WORDS = new Set(['if', 'else', 'while']);\nexport const isWord = (text: string): boolean => WORDS.has(text);\n",
        after:
          "const WORDS = new Set(['if', 'else']);\nexport const isWord = (text: string): boolean => WORDS.has(text);\n",
        witness: "isWord('while')",
      },
      {
        before:
          'const usual = [1, 2];\nexport const all = (given: string[]): string[] => [\n  ...given,\n  ...usual.map(String),\n  String(usual.length),\n];\n',
        after:
          'const usual = [1, 2];\nexport const all = (given: string[]): string[] => [\n  ...given,\n  String(usual.length),\n];\n',
        witness: "all(['a'])",
      },
    ],
    skips: [
      {
        code: 'export const ends = (xs: number[]): [number, number] => [Math.min(...xs), Math.max(...xs)];\n',
        because: 'A pair needs both.',
      },
      {
        code: 'export const both = async (a: Promise<string>, b: Promise<string>): Promise<string> => {\n  const [x, y] = await Promise.all([a, b]);\n  return x + y;\n};\n',
        because: 'Each place has a meaning of its own.',
      },
      {
        code: "const SIDES = ['left', 'right'] as const;\nexport type Side = (typeof SIDES)[number];\nexport const sides = (): readonly Side[] => SIDES;\n",
        because: 'The list is a type as well.',
      },
    ],
  },
};

/** The places of the array mean the same: it is no pair, no pattern and no type. */
function isList(node: ts.ArrayLiteralExpression, context: SiteContext): boolean {
  const { elements } = node;
  if (elements.length < 2 || elements.some(ts.isOmittedExpression)) return false;
  const place = wrapped(node);
  const { parent } = place;
  if (place !== node && ts.isAsExpression(node.parent)) return false;
  const isPattern =
    (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name)) ||
    (ts.isBinaryExpression(parent) && ts.isArrayLiteralExpression(parent.left)) ||
    ts.isForOfStatement(parent);
  if (isPattern || ts.isArrayLiteralExpression(parent)) return false;
  if (ts.isCallExpression(parent) && /^Promise\./u.test(parent.expression.getText())) return false;
  const expected = context.checker.getContextualType(node);
  if (expected !== undefined && mayBeTuple(expected, context)) return false;
  return elements.length > 2 || elements.some(ts.isSpreadElement) || !isGivenBack(place);
}

function mayBeTuple(type: ts.Type, { checker }: SiteContext): boolean {
  return membersOf(type).some(
    (member) => checker.isTupleType(member) || (member.flags & ts.TypeFlags.TypeParameter) !== 0,
  );
}

/** Two values that a function gives back or that are kept are a pair more often than a list. */
function isGivenBack({ parent }: ts.Expression): boolean {
  const isResult = ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
  return isResult || ts.isPropertyAssignment(parent) || ts.isBinaryExpression(parent);
}
