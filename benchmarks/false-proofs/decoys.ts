import type { Edit } from '@bebug/core';
import { sitesOf, type Project } from '@bebug/engine';
import ts from 'typescript';

/** An edit that keeps the behaviour for certain: nothing may tell it from the clean code. */
export interface Decoy {
  readonly rule: string;
  readonly edits: readonly Edit[];
}

type Rule = (node: ts.Node, site: Site) => readonly Edit[] | null;

interface Site {
  readonly checker: ts.TypeChecker;
  readonly text: (node: ts.Node) => string;
  readonly replace: (node: ts.Node, text: string) => Edit;
}

/** Rules of the same kind that are not planted, only where the edit is equivalent whatever the values. */
const RULES: Readonly<Record<string, Rule>> = {
  'assignment-written-out'(node, { text, replace }) {
    if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return null;
    const operator = /^([-+*/%])=$/u.exec(node.operatorToken.getText())?.[1];
    // A reader of `await` or `yield` sees the variable as it was before in both forms, too.
    return operator === undefined
      ? null
      : [replace(node, `${text(node.left)} = ${text(node.left)} ${operator} (${text(node.right)})`)];
  },
  'increment-written-out'(node, { checker, text, replace }) {
    if (!ts.isPostfixUnaryExpression(node) || !ts.isIdentifier(node.operand)) return null;
    if (
      !ts.isExpressionStatement(node.parent) &&
      !(ts.isForStatement(node.parent) && node.parent.incrementor === node)
    )
      return null;
    if (!isOf(checker, node.operand, ts.TypeFlags.NumberLike)) return null;
    return [
      replace(node, `${text(node.operand)} ${node.operator === ts.SyntaxKind.PlusPlusToken ? '+' : '-'}= 1`),
    ];
  },
  'invert-conditional'(node, { text, replace }) {
    if (!ts.isConditionalExpression(node)) return null;
    return [replace(node, `(!(${text(node.condition)}) ? ${text(node.whenFalse)} : ${text(node.whenTrue)})`)];
  },
  'return-by-branches'(node, { text, replace }) {
    if (!ts.isReturnStatement(node) || !node.expression || !ts.isConditionalExpression(node.expression))
      return null;
    const { condition, whenTrue, whenFalse } = node.expression;
    return [
      replace(node, `{ if (${text(condition)}) { return ${text(whenTrue)}; } return ${text(whenFalse)}; }`),
    ];
  },
};

/** The product's decoys, further rules and the identity at every place of a file. */
export function decoysOf(project: Project, path: string): Decoy[] {
  const file = project.sourceFile(path);
  const site: Site = {
    checker: project.checker,
    text: (node) => node.getText(file),
    replace: (node, text) => ({ start: node.getStart(file), end: node.end, text }),
  };
  const found: Decoy[] = [{ rule: 'identity', edits: [] }];
  for (const { decoy, edits } of sitesOf(project, path)) found.push({ rule: decoy.id, edits });
  const visit = (node: ts.Node): void => {
    // Types have no behaviour; an edit there would prove nothing either way.
    if (ts.isTypeNode(node)) return;
    for (const [rule, make] of Object.entries(RULES)) {
      const edits = make(node, site);
      if (edits) found.push({ rule, edits });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isOf(checker: ts.TypeChecker, node: ts.Expression, flags: ts.TypeFlags): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0);
}
