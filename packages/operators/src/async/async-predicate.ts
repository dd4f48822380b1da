import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isOnlyWait, soleDeclaration } from '../kit/awaiting.ts';
import { statementsIn } from '../kit/body.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { soleStatement } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed, isSameCode } from '../kit/tree.ts';
import { isArrayType, isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const asyncPredicate: Operator = {
  id: 'async-predicate',
  family: 'async',
  tier: 'hard',
  cwe: 697,
  status: 'nursery',
  title: 'Asynchronous function used as a test',
  mistake:
    '`filter`, `some` and `every` are taken to wait for the answer of the function that they are given.',
  kinds: [ts.SyntaxKind.ForOfStatement],
  *mutate(node, context) {
    if (!ts.isForOfStatement(node) || node.awaitModifier !== undefined || siblingsOf(node) === null) return;
    const turn = turnOf(node, context);
    if (turn === null || hasComment(node, context)) return;
    const found = answered(node, turn, context) ?? collected(node, turn, context);
    if (found === null) return;
    yield {
      edits: found.edits,
      explanation: {
        mechanism: `${subjectOf(node)} gives \`${found.method}\` an asynchronous function: it answers with a promise, which counts as yes.`,
        trigger: `It shows when the answer to ${gist(turn.test, context)} is no.`,
        consequence: 'All elements pass, whatever the answers are.',
        fix: 'Wait for each answer, and decide then.',
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function allowed(names: readonly string[], isAllowed: (name: string) => Promise<boolean>, log: () => Promise<void>): Promise<string[]> {\n  await log();\n  const kept: string[] = [];\n  for (const name of names) {\n    if (await isAllowed(name)) kept.push(name);\n  }\n  return kept;\n}\n',
        after:
          'export async function allowed(names: readonly string[], isAllowed: (name: string) => Promise<boolean>, log: () => Promise<void>): Promise<string[]> {\n  await log();\n  const kept: string[] = names.filter(async (name) => isAllowed(name));\n  return kept;\n}\n',
        witness: "allowed(['a', 'b'], async (name) => name === 'a', async () => {})",
      },
      {
        before:
          'export async function isComplete(parts: readonly number[], has: (part: number) => Promise<boolean>, save: () => Promise<void>): Promise<boolean> {\n  await save();\n  for (const part of parts) {\n    if (!(await has(part))) return false;\n  }\n  return true;\n}\n',
        after:
          'export async function isComplete(parts: readonly number[], has: (part: number) => Promise<boolean>, save: () => Promise<void>): Promise<boolean> {\n  await save();\n  return parts.every(async (part) => has(part));\n}\n',
        witness: 'isComplete([1, 2], async (part) => part === 1, async () => {})',
      },
    ],
    skips: [
      {
        code: 'export async function any(names: readonly string[], has: (name: string) => Promise<boolean>): Promise<boolean> {\n  for (const name of names) {\n    if (await has(name)) return true;\n  }\n  return false;\n}\n',
        because: 'Without its only wait the function would be async for nothing.',
      },
      {
        code: 'export async function any(names: readonly string[], has: (name: string) => boolean, save: () => Promise<void>): Promise<boolean> {\n  await save();\n  for (const name of names) {\n    if (has(name)) return true;\n  }\n  return false;\n}\n',
        because: 'The answer is there at once.',
      },
    ],
  },
};

interface Turn {
  readonly name: string;
  readonly test: ts.Expression;
  readonly done: ts.Statement;
}

/** `if (await has(name)) …`, the one statement of a loop over an array. */
function turnOf(node: ts.ForOfStatement, context: SiteContext): Turn | null {
  const [only, ...others] = statementsIn(node.statement);
  if (only === undefined || others.length > 0 || !ts.isIfStatement(only) || only.elseStatement !== undefined)
    return null;
  const { expression: test } = only;
  const wait = [...executed(test)].filter(ts.isAwaitExpression);
  const done = soleStatement(only.thenStatement);
  const { initializer: names, expression: list } = node;
  if (wait.length !== 1 || done === null || !ts.isVariableDeclarationList(names) || isOnlyWait(wait[0]!))
    return null;
  const isPlain = ts.isIdentifier(list) || ts.isPropertyAccessExpression(list);
  if (!isPlain || !(isJavaScript(context) || isArrayType(typeOf(list, context), context))) return null;
  return { name: textOf(names.declarations[0]!.name, context), test, done };
}

interface Found {
  readonly method: string;
  readonly edits: Edit[];
}

/** `… return true; } return false;` is `some`, the other way round it is `every`. */
function answered(node: ts.ForOfStatement, { name, test, done }: Turn, context: SiteContext): Found | null {
  const last = nextStatement(node);
  if (
    !ts.isReturnStatement(done) ||
    last === null ||
    !ts.isReturnStatement(last) ||
    hasComment(last, context)
  )
    return null;
  const [one, other] = [done.expression?.kind, last.expression?.kind];
  const isSome = one === ts.SyntaxKind.TrueKeyword && other === ts.SyntaxKind.FalseKeyword;
  const isEvery = one === ts.SyntaxKind.FalseKeyword && other === ts.SyntaxKind.TrueKeyword;
  const asked = isEvery ? denied(test) : test;
  if (!(isSome || isEvery) || asked === null) return null;
  const method = isSome ? 'some' : 'every';
  const code = `return ${asking(node, method, name, asked, context)};`;
  return { method, edits: [{ start: startOf(node, context), end: last.end, text: code }] };
}

/** `const kept = []; for (…) if (…) kept.push(x);` is `filter`. */
function collected(node: ts.ForOfStatement, { name, test, done }: Turn, context: SiteContext): Found | null {
  const siblings = siblingsOf(node)!;
  const declaration = soleDeclaration(siblings[siblings.indexOf(node) - 1] ?? node);
  const empty = declaration?.initializer;
  const push = ts.isExpressionStatement(done) ? methodCall(done.expression) : null;
  if (declaration === null || empty === undefined || push?.name !== 'push') return null;
  const isEmpty = ts.isArrayLiteralExpression(empty) && empty.elements.length === 0;
  const [item] = push.call.arguments;
  if (
    !isEmpty ||
    item === undefined ||
    item.getText() !== name ||
    !isSameCode(push.receiver, declaration.name)
  )
    return null;
  const isUsed = [...descendants(test)].some((part) => isSameCode(part, declaration.name));
  if (isUsed || push.call.arguments.length > 1) return null;
  const code = asking(node, 'filter', name, test, context);
  return { method: 'filter', edits: [replaceNode(empty, code, context), dropLines(node, context)] };
}

function asking(
  node: ts.ForOfStatement,
  method: string,
  name: string,
  test: ts.Expression,
  context: SiteContext,
): string {
  const asked = bare(test);
  const answer = ts.isAwaitExpression(asked) ? asked.expression : asked;
  return `${textOf(node.expression, context)}.${method}(async (${name}) => ${textOf(answer, context)})`;
}

/** `x` of `!x`. */
function denied(test: ts.Expression): ts.Expression | null {
  const node = bare(test);
  const isDenied = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
  return isDenied ? node.operand : null;
}
