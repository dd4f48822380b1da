import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { rankBySimilarity } from '../kit/similarity.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const OTHER: ReadonlyMap<string, string> = new Map([
  ['TypeError', 'RangeError'],
  ['RangeError', 'TypeError'],
  ['SyntaxError', 'TypeError'],
]);

export const errorWrongType: Operator = {
  id: 'error-wrong-type',
  family: 'error-handling',
  tier: 'moderate',
  cwe: 755,
  status: 'nursery',
  title: 'Error of the wrong kind',
  mistake: 'Which kind of error callers look for is not thought of.',
  kinds: [ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if (!ts.isNewExpression(node) || !ts.isThrowStatement(node.parent) || !ts.isIdentifier(node.expression))
      return;
    const { text: name } = node.expression;
    const wrong = OTHER.get(name) ?? sibling(name, node, context);
    if (wrong === null || wrong === name) return;
    yield {
      edits: [replaceNode(node.expression, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} throws a \`${wrong}\` where a \`${name}\` is due.`,
        trigger: `It shows when a caller tells a \`${name}\` from other errors.`,
        consequence: 'The error is not recognised, or taken for another one.',
        fix: `Throw ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function half(n: number): number {\n  if (n < 0) throw new RangeError('n');\n  return n / 2;\n}\n",
        after:
          "export function half(n: number): number {\n  if (n < 0) throw new TypeError('n');\n  return n / 2;\n}\n",
        witness: 'half(-1)',
      },
    ],
    skips: [
      {
        code: "export function fail(): never {\n  throw new Error('no');\n}\n",
        because: 'Every error is one of that kind.',
      },
    ],
  },
};

/** Another class of errors of the file that is made in the same way. */
function sibling(name: string, node: ts.NewExpression, context: SiteContext): string | null {
  const own = context.checker.getResolvedSignature(node)?.declaration;
  const classes = context.sourceFile.statements.filter(ts.isClassDeclaration);
  const parameters = (declaration: ts.ClassDeclaration): string =>
    (declaration.members.find(ts.isConstructorDeclaration)?.parameters ?? [])
      .map((p) => p.type?.getText() ?? '')
      .join();
  const home = classes.find((declaration) => declaration.name?.text === name);
  if (own === undefined || home === undefined || !/Error$/u.test(name)) return null;
  const others = classes.filter(
    (declaration) =>
      declaration !== home &&
      /Error$/u.test(declaration.name?.text ?? '') &&
      parameters(declaration) === parameters(home),
  );
  return rankBySimilarity(name, others, (declaration) => declaration.name!.text)[0]?.name?.text ?? null;
}
