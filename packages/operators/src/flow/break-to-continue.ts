import * as ts from 'typescript';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { filledWhere } from '../kit/empty-list.ts';
import { guardAround, jumpsOf, type Exit } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { presenceTest } from '../kit/presence.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const breakToContinue: Operator = {
  id: 'break-to-continue',
  family: 'flow',
  tier: 'moderate',
  cwe: 670,
  status: 'stable',
  title: 'Loop ended instead of a turn, or the other way round',
  mistake: 'Whether only this element or all the rest must be passed over is mixed up.',
  kinds: [ts.SyntaxKind.BreakStatement, ts.SyntaxKind.ContinueStatement],
  *mutate(node, context) {
    if (!ts.isBreakStatement(node) && !ts.isContinueStatement(node)) return;
    const loop = enclosing(node, isLoop);
    if (node.label !== undefined || loop === null || !jumpsOf(loop).includes(node)) return;
    const isBreak = ts.isBreakStatement(node);
    if (isBreak && !ts.isForOfStatement(loop) && !ts.isForStatement(loop) && !ts.isForInStatement(loop))
      return;
    if (enclosing(node, ts.isSwitchStatement) !== null || isNeverMade(node, loop, context)) return;
    const [old, wrong] = isBreak ? (['break', 'continue'] as const) : (['continue', 'break'] as const);
    const start = startOf(node, context);
    yield {
      edits: [{ start, end: start + old.length, text: wrong }],
      explanation: {
        mechanism: `${subjectOf(node)} has \`${wrong}\` where the loop needs \`${old}\`.`,
        trigger: 'It shows when there are more elements behind the one at hand.',
        consequence: isBreak
          ? 'The loop goes on where it must stop, and later elements are taken as well.'
          : 'The loop stops where it must go on, and later elements are never looked at.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(xs: readonly number[]): number {\n  let sum = 0;\n  for (const x of xs) {\n    if (x < 0) continue;\n    sum += x;\n  }\n  return sum;\n}\n',
        after:
          'export function sum(xs: readonly number[]): number {\n  let sum = 0;\n  for (const x of xs) {\n    if (x < 0) break;\n    sum += x;\n  }\n  return sum;\n}\n',
        witness: 'sum([-1, 2])',
      },
      {
        before:
          'export function head(xs: readonly number[]): number[] {\n  const head: number[] = [];\n  for (const x of xs) {\n    if (x < 0) break;\n    head.push(x);\n  }\n  return head;\n}\n',
        after:
          'export function head(xs: readonly number[]): number[] {\n  const head: number[] = [];\n  for (const x of xs) {\n    if (x < 0) continue;\n    head.push(x);\n  }\n  return head;\n}\n',
        witness: 'head([-1, 2])',
      },
    ],
    skips: [
      {
        code: 'export function spin(next: () => number): number {\n  let last = 0;\n  while (last < 9) {\n    last = next();\n    if (last < 0) break;\n  }\n  return last;\n}\n',
        because: 'Such a loop might never end.',
      },
      {
        code: 'interface Task {\n  run(): void;\n}\nexport function drain(tasks: Task[]): void {\n  while (tasks.length > 0) {\n    const task = tasks.shift();\n    if (!task) continue;\n    task.run();\n  }\n}\n',
        because: 'While there are tasks one is taken, and a task is no falsy value: the jump is never made.',
      },
    ],
  },
};

/** The jump is for an element that is not there, just taken from a list of objects which the loop has found not to be empty. */
function isNeverMade(jump: Exit, loop: ts.IterationStatement, context: SiteContext): boolean {
  const guard = guardAround(jump);
  if (guard === null || !ts.isWhileStatement(loop) || !ts.isBlock(loop.statement)) return false;
  const [taking, second] = loop.statement.statements;
  const list = filledWhere(loop.expression);
  if (second !== guard || list === null || taking === undefined || !ts.isVariableStatement(taking))
    return false;
  const [taken, ...more] = taking.declarationList.declarations;
  const call = taken?.initializer === undefined ? null : methodCall(bare(taken.initializer));
  if (taken === undefined || call === null || more.length > 0 || !ts.isIdentifier(taken.name)) return false;
  const isTaken = /^(?:pop|shift)$/u.test(call.name) && isSameCode(bare(call.receiver), list);
  const asked = missingOf(guard.expression);
  return (
    isTaken &&
    call.call.arguments.length === 0 &&
    asked !== null &&
    isSameCode(asked, taken.name) &&
    holdsObjects(typeOf(list, context), typeOf(call.call, context), context)
  );
}

/** `x` of `!x` and of `x === undefined`. */
function missingOf(test: ts.Expression): ts.Expression | null {
  const node = bare(test);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken ? bare(node.operand) : null;
  const presence = presenceTest(node);
  return presence === null || presence.isPresent ? null : presence.subject;
}

/** What is taken is an element, or nothing; and the elements are objects, for which no text or number passes. */
function holdsObjects(list: ts.Type, taken: ts.Type, { checker }: SiteContext): boolean {
  const isGeneric = (list.flags & ts.TypeFlags.Object) !== 0;
  const [element] = isGeneric ? checker.getTypeArguments(list as ts.TypeReference) : [];
  const elements = element === undefined ? [] : membersOf(element);
  const primitives = [
    checker.getStringType(),
    checker.getNumberType(),
    checker.getBooleanType(),
    checker.getBigIntType(),
  ];
  const isObject = (type: ts.Type): boolean =>
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    !primitives.some((primitive) => checker.isTypeAssignableTo(primitive, type));
  return (
    elements.length > 0 &&
    elements.every(isObject) &&
    membersOf(taken).every((member) => isNullish(member) || elements.includes(member))
  );
}
