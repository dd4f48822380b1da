import * as ts from 'typescript';
import { isCondition } from '../kit/condition.ts';
import { emptyWhere } from '../kit/empty-list.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { mayBeFalsy, presenceTest } from '../kit/presence.ts';
import { accessOf, isStored, referencesTo, symbolOf } from '../kit/references.ts';
import { refusedBefore } from '../kit/refused.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isJavaScript, isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const truthinessForPresence: Operator = {
  id: 'truthiness-for-presence',
  family: 'nullish',
  tier: 'hard',
  cwe: 1025,
  status: 'stable',
  title: 'Empty value taken for a missing one',
  mistake:
    'Whether a value is there is asked by its truth, and zero, the empty text and false count as not there.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const test = presenceTest(node) ?? typeTest(node, context);
    if (test === null || !ts.isBinaryExpression(node) || !isSimple(test.subject)) return;
    if (isNeverEmpty(test.subject, context)) return;
    if (!mayBeFalsy(test.subject, context) || (test.isPresent && !isCondition(node))) return;
    const subject = textOf(test.subject, context);
    const text = test.isPresent ? subject : `!${subject}`;
    if (!test.isPresent && needsParentheses(ts.factory.createLogicalNot(test.subject), node)) return;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks \`${text}\` where ${gist(node, context)} is meant.`,
        trigger: `It shows when \`${subject}\` is there but zero, empty or false.`,
        consequence: 'The value that was given is treated as if none had been.',
        fix: `Ask whether it is there: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function page(limit?: number): number {\n  if (limit !== undefined) return limit;\n  return 10;\n}\n',
        after:
          'export function page(limit?: number): number {\n  if (limit) return limit;\n  return 10;\n}\n',
        witness: 'page(0)',
      },
      {
        before:
          'export const label = (name: string | null): string => (name === null ? "nobody" : `<${name}>`);\n',
        after: 'export const label = (name: string | null): string => (!name ? "nobody" : `<${name}>`);\n',
        witness: "label('')",
      },
    ],
    skips: [
      {
        code: 'export const size = (list?: string[]): number => (list === undefined ? 0 : list.length);\n',
        because: 'A list is always true: both ask the same.',
      },
      {
        code: 'export const age = (now: number, startedAt?: number): number => (startedAt === undefined ? 0 : now - startedAt);\n',
        because: 'No clock says zero: both ask the same.',
      },
      {
        code: "export class Names {\n  readonly #names = new Map<number, string>();\n  set(id: number, name: string): boolean {\n    if (name === '') throw new RangeError('name');\n    const known = this.#names.get(id);\n    if (known !== undefined) return false;\n    this.#names.set(id, name);\n    return true;\n  }\n}\n",
        because: 'No empty text is ever put into the map: both ask the same.',
      },
      {
        code: 'export const has = (name?: string): boolean => name !== undefined;\n',
        because: 'The answer itself is given back.',
      },
    ],
  },
};

/** In JavaScript `typeof x === 'string'` asks for the kind where truth seems to be enough. */
function typeTest(node: ts.Node, context: SiteContext): ReturnType<typeof presenceTest> {
  if (!isJavaScript(context) || !ts.isBinaryExpression(node) || !ts.isTypeOfExpression(node.left))
    return null;
  const isSame = /^={2,3}$/u.test(textOf(node.operatorToken, context));
  const isKind = ts.isStringLiteral(node.right) && /^(?:string|number|function)$/u.test(node.right.text);
  return isSame && isKind ? { node, subject: node.left.expression, isPresent: true } : null;
}

/** A name or a path: what may be asked for its truth. A global that is not there would throw. */
function isSimple(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node))
    return isSimple(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return ts.isIdentifier(node) || ts.isElementAccessExpression(node);
}

/** A text out of a private map into which the class puts no empty one: it is refused before. */
function isNeverEmpty(subject: ts.Expression, context: SiteContext): boolean {
  const variable = ts.isIdentifier(subject) ? symbolOf(subject, context) : null;
  const declaration = variable?.valueDeclaration;
  if (variable === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const call = declaration.initializer === undefined ? null : methodCall(bare(declaration.initializer));
  if (call?.name !== 'get' || !isStringType(typeOf(subject, context))) return false;
  const map = ts.isPropertyAccessExpression(call.receiver) ? call.receiver.name : null;
  const field = map !== null && ts.isPrivateIdentifier(map) ? symbolOf(map, context) : null;
  return (
    field !== null &&
    isNewMap(field.valueDeclaration) &&
    !referencesTo(variable, context).some(isStored) &&
    referencesTo(field, context).every((use) => putsNoEmptyText(accessOf(use), context))
  );
}

function isNewMap(field: ts.Declaration | undefined): boolean {
  const value = field !== undefined && ts.isPropertyDeclaration(field) ? field.initializer : undefined;
  return (
    value !== undefined &&
    ts.isNewExpression(value) &&
    value.expression.getText() === 'Map' &&
    (value.arguments ?? []).length === 0
  );
}

/** The map is only asked, or something is taken out, or a text is put in that an earlier guard has found not to be empty. */
function putsNoEmptyText(map: ts.Expression, context: SiteContext): boolean {
  const call = methodCall(map.parent.parent);
  if (call === null || call.receiver !== map) return false;
  if (/^(?:get|has|delete|clear)$/u.test(call.name)) return true;
  const [, value] = call.call.arguments;
  if (call.name !== 'set' || value === undefined) return false;
  return refusedBefore(call.call, context).some((test) => saysEmpty(test, bare(value), context));
}

/** `text === ''`, `text.length === 0`, `!text`. */
function saysEmpty(test: ts.Expression, text: ts.Expression, context: SiteContext): boolean {
  if (!isStringType(typeOf(text, context))) return false;
  const counted = emptyWhere(test);
  if (counted !== null) return isSameCode(counted, text);
  if (ts.isPrefixUnaryExpression(test))
    return test.operator === ts.SyntaxKind.ExclamationToken && isSameCode(bare(test.operand), text);
  if (!ts.isBinaryExpression(test) || !/^={2,3}$/u.test(textOf(test.operatorToken, context))) return false;
  return isSameCode(bare(test.left), text) && ts.isStringLiteral(test.right) && test.right.text === '';
}
