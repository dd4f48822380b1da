import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const dateMutate: Operator = {
  id: 'date-mutate',
  family: 'collection',
  tier: 'hard',
  cwe: 374,
  status: 'nursery',
  title: "Somebody else's date is changed",
  mistake: 'It is forgotten that setting a part of a date changes the date itself, for all who hold it.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    const declaration = ts.isVariableStatement(node) ? soleDeclaration(node) : null;
    const copy = declaration?.initializer === undefined ? null : bare(declaration.initializer);
    if (
      declaration === null ||
      copy === null ||
      !ts.isNewExpression(copy) ||
      copy.expression.getText() !== 'Date'
    )
      return;
    const source = copiedDate(copy, context);
    const change = source === null ? null : changeOf(declaration.name, context);
    if (source === null || change === null) return;
    yield {
      edits: [replaceNode(copy, textOf(source, context), context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls ${gist(change, context)} on ${gist(source, context)} itself.`,
        trigger: `It shows when ${gist(source, context)} is used again, here or by whoever it came from.`,
        consequence: 'It says another time than before.',
        fix: `Change a copy: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(change, context), end: change.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function dayAfter(date: Date): Date {\n  const next = new Date(date);\n  next.setUTCDate(next.getUTCDate() + 1);\n  return next;\n}\n',
        after:
          'export function dayAfter(date: Date): Date {\n  const next = date;\n  next.setUTCDate(next.getUTCDate() + 1);\n  return next;\n}\n',
        witness: '(() => { const date = new Date(0); dayAfter(date); return date.getTime(); })()',
      },
      {
        before:
          'interface Visit {\n  readonly at: Date;\n}\nexport function isLate(visit: Visit, now: number): boolean {\n  const limit = new Date(visit.at.getTime());\n  limit.setUTCHours(23, 59);\n  return now > limit.getTime();\n}\n',
        after:
          'interface Visit {\n  readonly at: Date;\n}\nexport function isLate(visit: Visit, now: number): boolean {\n  const limit = visit.at;\n  limit.setUTCHours(23, 59);\n  return now > limit.getTime();\n}\n',
        witness:
          '(() => { const visit = { at: new Date(0) }; isLate(visit, 0); return visit.at.getTime(); })()',
      },
    ],
    skips: [
      {
        code: 'export function yearOf(date: Date): number {\n  const copy = new Date(date);\n  return copy.getUTCFullYear();\n}\n',
        because: 'The date is only read.',
      },
      {
        code: 'export function midnight(time: number): Date {\n  const day = new Date(time);\n  day.setUTCHours(0, 0, 0, 0);\n  return day;\n}\n',
        because: 'There is no other date that could change.',
      },
    ],
  },
};

/** The date that `new Date(…)` copies: given as it is, or by its time. */
function copiedDate(copy: ts.NewExpression, context: SiteContext): ts.Expression | null {
  const [only] = copy.arguments ?? [];
  if (only === undefined || copy.arguments!.length !== 1) return null;
  const call = methodCall(only);
  const isTime = call !== null && /^(?:getTime|valueOf)$/u.test(call.name);
  const isPlus = ts.isPrefixUnaryExpression(only) && only.operator === ts.SyntaxKind.PlusToken;
  const source = bare(isTime ? call.receiver : isPlus ? only.operand : only);
  if (!ts.isIdentifier(source) && !ts.isPropertyAccessExpression(source)) return null;
  const isDate = typeOf(source, context).getSymbol()?.name === 'Date';
  return isDate || (isJavaScript(context) && call?.name === 'getTime') ? source : null;
}

/** Where a part of the copy is set. */
function changeOf(name: ts.Identifier, context: SiteContext): ts.CallExpression | null {
  const symbol = symbolOf(name, context);
  for (const use of symbol === null ? [] : referencesTo(symbol, context)) {
    const call = methodCall(use.parent.parent);
    if (call?.receiver === use && /^set[A-Z]/u.test(call.name)) return call.call;
  }
  return null;
}
