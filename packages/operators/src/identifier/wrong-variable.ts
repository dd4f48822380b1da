import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { likeliestFor } from '../kit/legal-name.ts';
import { replaceNode } from '../kit/replace.ts';
import { similarity } from '../kit/similarity.ts';
import { gist } from '../kit/text-of.ts';
import { twinOf } from '../kit/twin.ts';
import { isUnknownType, typeOf } from '../kit/type-of.ts';
import { isMemberName } from '../kit/references.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** How similar names must be when nothing is known of what they hold, or when another one is more similar. */
const ALIKE = 0.35;

export const wrongVariable: Operator = {
  id: 'wrong-variable',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Wrong variable used',
  mistake: 'Another variable of the same type is taken, one that is close at hand and has a similar name.',
  kinds: [ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    if (!ts.isIdentifier(node) || isMemberName(node) || isCounter(node)) return;
    const twin = twinOf(node);
    let beside: ReadonlySet<string> | null = null;
    const isWanted = (name: string): boolean => name !== twin && !(beside ??= namesBeside(node)).has(name);
    const [best, second] = likeliestFor(node, isWanted, context);
    if (best === undefined) return;
    const isAlike = (name: string): boolean => similarity(node.text, name) >= ALIKE;
    if (isAlike(best) || !isUnknownType(typeOf(node, context))) yield taken(best, node, context);
    if (second !== undefined && isAlike(second)) yield taken(second, node, context);
  },
  examples: {
    injects: [
      {
        before:
          'export function lerp(from: number, to: number, share: number): number {\n  return from + (to - from) * share;\n}\n',
        after:
          'export function lerp(from: number, to: number, share: number): number {\n  return from + (to - share) * share;\n}\n',
        witness: 'lerp(0, 10, 0.5)',
      },
      {
        before:
          'export function clamp(value: number, low: number, high: number): number {\n  if (value < low) return low;\n  return value > high ? high : value;\n}\n',
        after:
          'export function clamp(value: number, low: number, high: number): number {\n  if (value < low) return low;\n  return value > high ? low : value;\n}\n',
        witness: 'clamp(9, 1, 5)',
      },
    ],
    skips: [
      {
        code: 'export const isIn = (path: string, folder: string): boolean => path.startsWith(`${folder}/`) && folder !== path;\n',
        because: 'A text that is asked for itself gives itself away.',
      },
      {
        code: 'export const add = (n: number, text: string): string => text + n;\n',
        because: 'No other variable has the right type.',
      },
      {
        code: 'export function ring(bell: (note: number) => void, note: number): void {\n  for (let count = 0; count < 3; count++) bell(note);\n}\n',
        because: 'A loop that does not ask for what it counts is seen at once.',
      },
      {
        code: 'export const twice = (first: number, second: number): number => first * second;\n',
        because: 'Without its only use a parameter would stand there unused.',
      },
    ],
  },
};

function taken(wrong: string, node: ts.Identifier, context: SiteContext): Rewrite {
  return {
    edits: [replaceNode(node, wrong, context)],
    explanation: {
      mechanism: `${subjectOf(node)} uses \`${wrong}\` in ${gist(surrounding(node), context)} where \`${node.text}\` is meant.`,
      trigger: `It shows whenever \`${wrong}\` and \`${node.text}\` are not one and the same there.`,
      consequence: `\`${wrong}\` takes the place of \`${node.text}\` in what follows.`,
      fix: `Use \`${node.text}\`.`,
    },
  };
}

/** What a loop counts, in the question whether it goes on. */
function isCounter(node: ts.Identifier): boolean {
  const { initializer, condition } = ts.findAncestor(node, ts.isForStatement) ?? {};
  if (condition === undefined || initializer === undefined || !ts.isVariableDeclarationList(initializer))
    return false;
  const isAsked = condition.pos <= node.pos && node.end <= condition.end;
  return (
    isAsked && initializer.declarations.some(({ name }) => ts.isIdentifier(name) && name.text === node.text)
  );
}

/** Names in the other operands: `a < a` gives itself away, and so does ``a.startsWith(`${a}/`)``. */
function namesBeside(node: ts.Identifier): Set<string> {
  let place: ts.Node = node;
  while (partsOf(place.parent).includes(place)) place = place.parent;
  return new Set(operandsOf(place.parent).flatMap(namesOf));
}

function operandsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  return ts.isCallExpression(node) ? [node.expression, ...node.arguments] : [];
}

/** The names that an operand is made of. */
function namesOf(operand: ts.Node): string[] {
  return ts.isIdentifier(operand) ? [operand.text] : partsOf(operand).flatMap(namesOf);
}

/** What a template is made of, what a method is called on: the value is still seen in it. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans;
  if (ts.isTemplateSpan(node) || ts.isParenthesizedExpression(node)) return [node.expression];
  const isMethod =
    ts.isPropertyAccessExpression(node) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression === node;
  return isMethod ? [node.expression] : [];
}

function surrounding(node: ts.Node): ts.Node {
  return ts.isExpression(node.parent) || ts.isStatement(node.parent) ? node.parent : node;
}
