import * as ts from 'typescript';
import { isEquality, isLogic } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isFalsyLiteral } from '../kit/literal.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode, wrapped } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const strictToLooseEquality: Operator = {
  id: 'strict-to-loose-equality',
  family: 'condition',
  tier: 'hard',
  cwe: 1024,
  status: 'stable',
  title: 'Values of different types taken for equal',
  mistake: 'It is not thought of that `==` converts, or that it finds both ways of saying nothing.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isEquality(node)) return;
    const token = textOf(node.operatorToken, context);
    if (token.length !== 3 || !mayDiffer(node, context)) return;
    const loose = token.slice(0, 2);
    yield {
      edits: [replaceNode(node.operatorToken, loose, context)],
      explanation: {
        mechanism: `${subjectOf(node)} compares ${gist(node.left, context)} and ${gist(node.right, context)} with \`${loose}\`.`,
        trigger: 'It shows for values that are not the same but become so when they are converted.',
        consequence: 'The two are taken for equal, and the wrong case is gone about.',
        fix: `Compare with \`${token}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const state = (value: string | null | undefined): string =>\n  value === null ? "deleted" : `is ${value}`;\n',
        after:
          'export const state = (value: string | null | undefined): string =>\n  value == null ? "deleted" : `is ${value}`;\n',
        witness: 'state(undefined)',
      },
      {
        before: 'export const isZero = (value: any): boolean => value === 0;\n',
        after: 'export const isZero = (value: any): boolean => value == 0;\n',
        witness: "isZero('')",
      },
    ],
    skips: [
      {
        code: 'export const isZero = (value: number): boolean => value === 0;\n',
        because: 'Two numbers need no conversion.',
      },
      {
        code: 'export const isGone = (value: string | null): boolean => value === null;\n',
        because: 'There is only one way of saying nothing.',
      },
      {
        code: 'export const isGiven = (value?: string | null): boolean => value !== undefined && value !== null;\n',
        because: 'The other way of saying nothing is asked for, too.',
      },
      {
        code: 'export const isDash = (text: any): boolean => {\n  const code = text.charCodeAt(0);\n  return code === 45;\n};\n',
        because: 'What is compared is a number all the same.',
      },
    ],
  },
};

/** One side is a plain value, and the other may be one that equals it only loosely. */
function mayDiffer(node: ts.BinaryExpression, context: SiteContext): boolean {
  const [left, right] = [bare(node.left), bare(node.right)];
  if (ts.isTypeOfExpression(left) || ts.isTypeOfExpression(right)) return false;
  const isRight = isPlain(right);
  if (!isRight && !isPlain(left)) return false;
  const [value, subject] = isRight ? [right, left] : [left, right];
  const type = typeOf(subject, context);
  const isNothing = saysNothing(value);
  if (isNothing && isAskedTwice(node, subject)) return false;
  if (isUnknownType(type))
    return (isJavaScript(context) || (type.flags & ts.TypeFlags.Any) !== 0) && !startsPlain(subject, context);
  const has = (flag: ts.TypeFlags): boolean => membersOf(type).some((member) => (member.flags & flag) !== 0);
  return isNothing && has(ts.TypeFlags.Null) && has(ts.TypeFlags.Undefined);
}

/** A variable that starts as a plain value, or as the code of a character: what it is given later is mostly of the same kind. */
function startsPlain(node: ts.Expression, { checker }: SiteContext): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const value = bare(declaration.initializer);
  return (
    saysNothing(value) || isPlain(value) || /\.(?:charCodeAt|codePointAt)\([^()]*\)$/u.test(value.getText())
  );
}

function saysNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}

/** The condition also compares `subject` with the other way of saying nothing, or with the same. */
function isAskedTwice(node: ts.BinaryExpression, subject: ts.Expression): boolean {
  let whole: ts.Expression = wrapped(node);
  while (isLogic(whole.parent)) whole = wrapped(whole.parent);
  return [...descendants(whole)].some(
    (other) =>
      other !== node &&
      ts.isBinaryExpression(other) &&
      isEquality(other) &&
      isSameCode(bare(other.left), subject) &&
      saysNothing(bare(other.right)),
  );
}

/** A literal that something else may be converted to. */
function isPlain(node: ts.Expression): boolean {
  if (isFalsyLiteral(node) || node.kind === ts.SyntaxKind.TrueKeyword) return true;
  return ts.isNumericLiteral(node) || (ts.isStringLiteral(node) && /^\d*$/u.test(node.text));
}
