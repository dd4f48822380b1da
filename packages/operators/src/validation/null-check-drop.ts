import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { dropWithLeftovers } from '../kit/leftover.ts';
import { presenceTest } from '../kit/presence.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const nullCheckDrop: Operator = {
  id: 'null-check-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 476,
  status: 'stable',
  title: 'Value is asserted to be there instead of being checked',
  mistake: 'A value that may be missing is said to be there, to satisfy the type checker.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || isJavaScript(context)) return;
    const declaration = soleDeclaration(node);
    const guard = nextStatement(node);
    if (declaration?.initializer === undefined || guard === null || declaration.type !== undefined) return;
    const isConst = (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
    if (!isConst || !isMissingGuard(guard, declaration, context)) return;
    const value = declaration.initializer;
    const gone = dropWithLeftovers(guard, context);
    if (gone === null || nextStatement(guard) === null) return;
    const isOpen = isOperand(value);
    const start = startOf(value, context);
    yield {
      edits: [
        ...(isOpen ? [] : [{ start, end: start, text: '(' }]),
        { start: value.end, end: value.end, text: isOpen ? '!' : ')!' },
        ...gone,
      ],
      explanation: {
        mechanism: `${subjectOf(node)} takes ${gist(value, context)} to be there always.`,
        trigger: `It shows when ${gist(value, context)} gives nothing.`,
        consequence: `Then the code goes on with \`${declaration.name.text}\` that is not there, and throws or gives a wrong result.`,
        fix: `Check for it: ${gist(guard, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'const sizes = new Map(Object.entries({ a: 1 }));\nexport function double(name: string): number {\n  const size = sizes.get(name);\n  if (size === undefined) return 0;\n  return size * 2;\n}\n',
        after:
          'const sizes = new Map(Object.entries({ a: 1 }));\nexport function double(name: string): number {\n  const size = sizes.get(name)!;\n  return size * 2;\n}\n',
        witness: "double('b')",
      },
    ],
    skips: [
      {
        code: 'export function double(size?: number): number {\n  if (size === undefined) return 0;\n  return size * 2;\n}\n',
        because: 'A parameter cannot be said to be there where it is declared.',
      },
    ],
  },
};

/** `if (x === undefined) return …;`, where nothing but that is asked of `x`. */
function isMissingGuard(
  guard: ts.Statement,
  { name }: ts.VariableDeclaration,
  context: SiteContext,
): boolean {
  if (!ts.isIfStatement(guard) || guardExit(guard) === null) return false;
  const test = bare(guard.expression);
  const isNegation = ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken;
  const presence = presenceTest(test);
  const subject = isNegation ? test.operand : presence?.isPresent === false ? presence.subject : null;
  return subject?.getText() === name.getText() && membersOf(typeOf(name, context)).some(isNullish);
}

function isOperand(value: ts.Expression): boolean {
  return (
    ts.isCallExpression(value) ||
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isIdentifier(value)
  );
}
