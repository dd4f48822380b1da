import * as ts from 'typescript';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { isWritten, referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { wrongValue } from '../kit/wrong-value.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const accumulatorInit: Operator = {
  id: 'accumulator-init',
  family: 'number',
  tier: 'moderate',
  cwe: 665,
  status: 'stable',
  title: 'Total starts from the wrong value',
  mistake: 'What a sum, a product or a best value must start from is mixed up.',
  kinds: [ts.SyntaxKind.VariableDeclaration, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const start = ts.isVariableDeclaration(node) ? totalled(node, context) : folded(node);
    if (start === null || !/^-?(?:\d+|Infinity)$|^Number\./u.test(start.getText())) return;
    const wrong = wrongValue(start, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(start, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} starts from \`${wrong}\` instead of ${gist(start, context)}.`,
        trigger: 'It shows for every list, or for one whose values all lie on one side of the start.',
        consequence: 'The total is off by the start, or the start itself wins.',
        fix: `Start from ${gist(start, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function product(xs: number[]): number {\n  let product = 1;\n  for (const x of xs) product *= x;\n  return product;\n}\n',
        after:
          'export function product(xs: number[]): number {\n  let product = 0;\n  for (const x of xs) product *= x;\n  return product;\n}\n',
        witness: 'product([2, 3])',
      },
      {
        before:
          'export function largest(xs: number[]): number {\n  let best = -Infinity;\n  for (const x of xs) if (x > best) best = x;\n  return best;\n}\n',
        after:
          'export function largest(xs: number[]): number {\n  let best = 0;\n  for (const x of xs) if (x > best) best = x;\n  return best;\n}\n',
        witness: 'largest([-1])',
      },
    ],
    skips: [
      {
        code: 'export function first(xs: number[]): number {\n  let at = 0;\n  if (xs[0] === 0) at = 1;\n  return at;\n}\n',
        because: 'Nothing is added up.',
      },
    ],
  },
};

/** The first value of a variable that a loop, or a function inside, goes on changing. */
function totalled(node: ts.VariableDeclaration, context: SiteContext): ts.Expression | null {
  const isLet = (node.parent.flags & ts.NodeFlags.Let) !== 0;
  if (!isLet || node.initializer === undefined || !ts.isVariableStatement(node.parent.parent)) return null;
  const symbol = symbolOf(node.name, context);
  const home = node.parent.parent.parent;
  const writes = symbol === null ? [] : referencesTo(symbol, context).filter(isWritten);
  const isTotal = writes.some((name) => {
    const loop = enclosing(name, isLoop);
    return loop !== null && loop.pos >= home.pos && loop.end <= home.end && loop.pos >= node.end;
  });
  return isTotal ? node.initializer : null;
}

/** What `reduce` starts with. */
function folded(node: ts.Node): ts.Expression | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const isFold = node.expression.name.text === 'reduce' && node.arguments.length === 2;
  return isFold ? node.arguments[1]! : null;
}
