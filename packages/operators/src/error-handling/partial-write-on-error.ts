import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { narrows } from '../kit/condition.ts';
import { declaredBy, isStateChange } from '../kit/effect.ts';
import { enclosingFunction, nextStatement, subjectOf } from '../kit/enclosing.ts';
import { calledName, callsIn, guardExit } from '../kit/exits.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { isLostWith } from '../kit/lost-store.ts';
import { hasComment, neighboursFrom, swapped } from '../kit/neighbour.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { namesByText, referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { isShared, storesOf } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed, isSameCode, waits, isInside } from '../kit/tree.ts';
import { guardAfterUse } from '../validation/guard-after-use.ts';
import { statementsIn } from '../kit/body.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Functions of the language that refuse what they are given. */
const REFUSES = /^(?:JSON\.parse|new URL|BigInt|decodeURI(?:Component)?|structuredClone|new RegExp)$/u;

export const partialWriteOnError: Operator = {
  id: 'partial-write-on-error',
  family: 'error-handling',
  tier: 'hard',
  cwe: 460,
  status: 'stable',
  title: 'Half of a change stays when the rest fails',
  mistake: 'What may fail is done between two parts of a change, and not before the first of them.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    // An object whose constructor throws is seen by nobody.
    const fn = enclosingFunction(node);
    if (fn === null || ts.isConstructorDeclaration(fn)) return;
    const rewrite = ts.isVariableStatement(node)
      ? workedOutLate(node, context)
      : ts.isForOfStatement(node)
        ? checkedOneByOne(node, context)
        : ts.isIfStatement(node)
          ? refusedLate(node, context)
          : null;
    if (rewrite !== null) yield rewrite;
  },
  examples: {
    injects: [
      {
        before:
          "export class Document {\n  #text = '';\n  #data: unknown = null;\n  load(text: string): void {\n    const data: unknown = JSON.parse(text);\n    this.#text = text;\n    this.#data = data;\n  }\n  get state(): string {\n    return `${this.#text} ${typeof this.#data}`;\n  }\n}\n",
        after:
          "export class Document {\n  #text = '';\n  #data: unknown = null;\n  load(text: string): void {\n    this.#text = text;\n    this.#data = JSON.parse(text);\n  }\n  get state(): string {\n    return `${this.#text} ${typeof this.#data}`;\n  }\n}\n",
        witness:
          "(() => { const file = new Document(); try { file.load('{'); } catch {} return file.state; })()",
      },
      {
        before:
          "const stock = new Map<string, number>().set('a', 1).set('b', 0);\nexport function take(names: readonly string[]): void {\n  for (const name of names) {\n    if ((stock.get(name) ?? 0) < 1) throw new Error(`no ${name}`);\n  }\n  for (const name of names) {\n    stock.set(name, (stock.get(name) ?? 0) - 1);\n  }\n}\nexport const left = (name: string): number => stock.get(name) ?? 0;\n",
        after:
          "const stock = new Map<string, number>().set('a', 1).set('b', 0);\nexport function take(names: readonly string[]): void {\n  for (const name of names) {\n    if ((stock.get(name) ?? 0) < 1) throw new Error(`no ${name}`);\n    stock.set(name, (stock.get(name) ?? 0) - 1);\n  }\n}\nexport const left = (name: string): number => stock.get(name) ?? 0;\n",
        witness: "(() => { try { take(['a', 'b']); } catch {} return left('a'); })()",
      },
      {
        before:
          "export class Tickets {\n  sold = 0;\n  readonly #buyers: string[] = [];\n  sell(buyer: string, age: number): void {\n    if (age < 18) throw new RangeError('too young');\n    this.sold += 1;\n    this.#buyers.push(buyer);\n  }\n  get last(): string | undefined {\n    return this.#buyers.at(-1);\n  }\n}\n",
        after:
          "export class Tickets {\n  sold = 0;\n  readonly #buyers: string[] = [];\n  sell(buyer: string, age: number): void {\n    this.sold += 1;\n    if (age < 18) throw new RangeError('too young');\n    this.#buyers.push(buyer);\n  }\n  get last(): string | undefined {\n    return this.#buyers.at(-1);\n  }\n}\n",
        witness:
          "(() => { const tickets = new Tickets(); try { tickets.sell('a', 9); } catch {} return tickets.sold; })()",
      },
    ],
    skips: [
      {
        code: "export class Total {\n  #sum = 0;\n  #label = '';\n  set(values: readonly number[]): void {\n    const sum = values.reduce((a, b) => a + b, 0);\n    this.#label = 'sum';\n    this.#sum = sum;\n  }\n  get text(): string {\n    return `${this.#label} ${this.#sum}`;\n  }\n}\n",
        because: 'Adding up does not fail.',
      },
      {
        code: "export function check(values: readonly number[]): number {\n  let checked = 0;\n  for (const value of values) {\n    if (value < 0) throw new RangeError('negative');\n  }\n  for (const value of values) {\n    checked += value;\n  }\n  return checked;\n}\n",
        because: 'What is changed ends with the call.',
      },
      {
        code: "export function bytes(parts: readonly number[]): Uint8Array {\n  const bytes = new Uint8Array(4);\n  parts.forEach((part, at) => {\n    if (part > 255) throw new RangeError('part');\n    bytes[at] = part;\n  });\n  return bytes;\n}\n",
        because: 'The error ends the call that alone knows what was stored.',
      },
    ],
  },
};

/** `const next = parse(text); this.a = text; this.b = next;`: the parsing moves to where its result is stored. */
function workedOutLate(node: ts.VariableStatement, context: SiteContext): Rewrite | null {
  const declaration = soleDeclaration(node);
  const value = declaration?.initializer;
  if (declaration === null || value === undefined || waits(value) || hasComment(node, context)) return null;
  if (!mayThrow(value, context)) return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const [use] = uses;
  if (use === undefined || uses.length > 1 || !ts.isIdentifier(use)) return null;
  if (enclosingFunction(use) !== enclosingFunction(node)) return null;
  const behind = statementsBehind(node);
  const home = behind.find((statement) => isInside(use, statement));
  if (home === undefined || !ts.isExpressionStatement(home)) return null;
  const change = behind.slice(0, behind.indexOf(home)).find((statement) => changesState(statement, context));
  if (change === undefined || waits(change)) return null;
  const shown = textOf(value, context);
  const text = needsParentheses(value, use) ? `(${shown})` : shown;
  const isShort = ts.isShorthandPropertyAssignment(use.parent);
  return rewriteOf(
    node,
    [dropLines(node, context), replaceNode(use, isShort ? `${use.text}: ${text}` : text, context)],
    value,
    change,
    context,
  );
}

/** Two loops over one list, of which the first only checks, become one. */
function checkedOneByOne(node: ts.ForOfStatement, context: SiteContext): Rewrite | null {
  const next = nextStatement(node);
  if (next === null || !ts.isForOfStatement(next) || waits(node) || waits(next)) return null;
  if (!isSameCode(node.initializer, next.initializer) || !isSameCode(node.expression, next.expression))
    return null;
  if (ts.isCallExpression(node.expression) || hasComment(next, context) || hasFixedLines(node, context))
    return null;
  const checks = statementsIn(node.statement);
  const change = statementsIn(next.statement).find((statement) => changesState(statement, context));
  if (change === undefined || checks.some((check) => changesState(check, context))) return null;
  const refusal = checks.find((check) => mayThrow(check, context));
  if (refusal === undefined || clash(checks, next)) return null;
  const edits = merged(node, next, context);
  return edits === null ? null : rewriteOf(node, edits, refusal, change, context);
}

/** The statements of both loops in the block of the one that has one. */
function merged(first: ts.ForOfStatement, second: ts.ForOfStatement, context: SiteContext): Edit[] | null {
  const lineBreak = lineBreakOf(context);
  const inner = statementsIn(second.statement)[0];
  const own = statementsIn(first.statement);
  if (inner === undefined || own[0] === undefined) return null;
  if (ts.isBlock(second.statement)) {
    const indent = indentOf(inner, context);
    const code = context.text.slice(startOf(own[0], context), own.at(-1)!.end);
    const text = reindent(code, indentOf(own[0], context), indent) + lineBreak + indent;
    const at = startOf(inner, context);
    return [dropLines(first, context), { start: at, end: at, text }];
  }
  if (!ts.isBlock(first.statement) || hasFixedLines(second, context)) return null;
  const indent = indentOf(own[0], context);
  const { end } = own.at(-1)!;
  const text = lineBreak + indent + reindent(textOf(inner, context), indentOf(inner, context), indent);
  return [{ start: end, end, text }, dropLines(second, context)];
}

function clash(checks: readonly ts.Statement[], next: ts.Node): boolean {
  const names = new Set(checks.flatMap((check) => declaredBy(check).map(({ text }) => text)));
  return (
    names.size > 0 && [...descendants(next)].some((node) => ts.isIdentifier(node) && names.has(node.text))
  );
}

/** A guard that throws comes after the change that follows it. */
function refusedLate(node: ts.IfStatement, context: SiteContext): Rewrite | null {
  const exit = guardExit(node);
  if (exit === null || !ts.isThrowStatement(exit)) return null;
  const pair = neighboursFrom(node, context);
  if (pair === null || waits(node) || waits(pair.second)) return null;
  const isChange = ts.isExpressionStatement(pair.second) && changesState(pair.second, context);
  if (!isChange || narrows(node.expression, context)) return null;
  if (isLostWith(node, exit, pair.second, context) || takes(guardAfterUse, node, context)) return null;
  return rewriteOf(node, swapped(pair, context), node, pair.second, context);
}

function rewriteOf(
  node: ts.Node,
  edits: Edit[],
  refusal: ts.Node,
  change: ts.Statement,
  context: SiteContext,
): Rewrite {
  return {
    edits,
    explanation: {
      mechanism: `${subjectOf(node)} comes to ${gist(refusal, context)} only after ${gist(change, context)}.`,
      trigger: `It shows when ${gist(refusal, context)} throws.`,
      consequence: 'The caller is told of a failure, but a part of the change was made and stays.',
      fix: `Do all that may fail before the first change: ${gist(node, context)}.`,
    },
    regions: [{ start: startOf(change, context), end: change.end }],
  };
}

/** It stores into state that outlives the call. */
function changesState(statement: ts.Statement, context: SiteContext): boolean {
  if (isStateChange(statement, context)) return true;
  return storesOf(statement).some((target) => isShared(target, context));
}

/** It throws, or calls what is known to refuse: by its code in this file, or as a part of the language. */
function mayThrow(node: ts.Node, context: SiteContext): boolean {
  if ([...executed(node)].some(ts.isThrowStatement)) return true;
  if (
    [...executed(node)].some(
      (part) => ts.isNewExpression(part) && REFUSES.test(`new ${part.expression.getText()}`),
    )
  )
    return true;
  return callsIn(node).some((call) => {
    if (REFUSES.test(call.expression.getText())) return true;
    const name = calledName(call);
    const callee = ts.isPropertyAccessExpression(call.expression)
      ? call.expression.name
      : bare(call.expression);
    if (name === null || (namesByText(context.sourceFile).get(name) ?? []).length < 2) return false;
    const declaration = symbolOf(callee, context)?.valueDeclaration;
    if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) return false;
    const fn =
      ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined
        ? bare(declaration.initializer)
        : declaration;
    return ts.isFunctionLike(fn) && 'body' in fn && fn.body !== undefined && throwsInside(fn.body);
  });
}

function throwsInside(body: ts.Node): boolean {
  return [...executed(body)].some(ts.isThrowStatement);
}
