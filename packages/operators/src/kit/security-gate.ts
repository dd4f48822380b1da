import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import type { Rewrite, SiteContext } from '../operator.ts';
import { soleDeclaration } from './awaiting.ts';
import { statementsIn } from './body.ts';
import { narrows } from './condition.ts';
import { mentions } from './effect.ts';
import { withoutElement } from './element.ts';
import { enclosingFunction, siblingsOf, subjectOf } from './enclosing.ts';
import { calledName, guardExit } from './exits.ts';
import { fits } from './fits.ts';
import { linesOf } from './layout.ts';
import { dropStatement, stretchOf, unusedAfter } from './leftover.ts';
import { partInstead } from './part.ts';
import { changesSomething, isPure } from './purity.ts';
import { referencesTo, symbolOf } from './references.ts';
import { gist, quoted, startOf, textOf } from './text-of.ts';
import { descendants } from './tree.ts';
import { isNullish, isUnknownType, membersOf, typeOf } from './type-of.ts';

/** What a gate asks for before it lets somebody through. */
export type GateKind = 'authorization' | 'csrf' | 'expiry' | 'ownership' | 'rate';

/** Words of each kind; the first kind whose words occur has the gate. */
const WORDS: readonly (readonly [GateKind, RegExp])[] = [
  ['csrf', /csrf|xsrf|same_?(?:site|origin)|foreign[_ ]?origin/iu],
  ['rate', /rate[_ -]?limit|limiter|throttl|too[_ ]?(?:many|often)|\b429\b|quota|attempts|allowance/iu],
  ['expiry', /expir|\bexp\b|outdated|too[_ -]?(?:late|old)|lifetime/iu],
  ['ownership', /owner|\bowns\b|belong|author\b|author_?id|tenant|created_?by|not[_ ]?yours/iu],
  [
    'authorization',
    /auth(?!ority)|admin|\broles?\b|permi(?:t(?!s\b(?!\())|ssion)|forbidden(?![_ ]?(?:key|name|char|word))|not[_ ]?allowed|(?<!d)is_?allowed|\bmay(?!be)[A-Z]\w*|privilege|signed[_ ]?in|\b40[13]\b/iu,
  ],
];
const ROUTES = /^(?:get|post|put|patch|delete|del|all|use|route|on|handle|register|add)$/u;

/** Kinds of nodes that a gate may be. */
export const GATES: readonly ts.SyntaxKind[] = [ts.SyntaxKind.IfStatement, ts.SyntaxKind.CallExpression];

/** A check at the door that can be left out, so that the code still compiles and nothing is left over. */
export interface Gate {
  readonly node: ts.Node;
  /** What is asked, as code for a sentence. */
  readonly asked: string;
  readonly edits: readonly Edit[];
}

/**
 * Gates of one kind at a node that no operator for guards leaves out: a check whose answer comes from a call of its own, one that does
 * more than leave, one that the checker learns from without need, a function in front of a handler, and one around it.
 */
export function* gatesOf(node: ts.Node, kind: GateKind, context: SiteContext): Generator<Gate> {
  if (ts.isIfStatement(node)) {
    const gate = guardGate(node, kind, context);
    if (gate !== null) yield gate;
  }
  if (!ts.isCallExpression(node)) return;
  yield* stations(node, kind, context);
  const gate = wrapper(node, kind, context);
  if (gate !== null) yield gate;
}

/** The rewrite that leaves the gate out. */
export function withoutGate(
  gate: Gate,
  words: { readonly trigger: string; readonly consequence: string },
  context: SiteContext,
): Rewrite {
  return {
    edits: gate.edits,
    explanation: {
      mechanism: `${subjectOf(gate.node)} goes on without ${gate.asked}.`,
      ...words,
      fix: `Ask first: ${gate.asked}.`,
    },
    regions: [{ start: startOf(gate.node.parent, context), end: gate.node.parent.end }],
  };
}

function kindOf(text: string): GateKind | null {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

function guardGate(node: ts.IfStatement, kind: GateKind, context: SiteContext): Gate | null {
  if (node.elseStatement !== undefined || siblingsOf(node) === null) return null;
  const done = statementsIn(node.thenStatement);
  const last = done.at(-1);
  if (last === undefined || changesSomething(node.expression)) return null;
  if (!ts.isReturnStatement(last) && !ts.isThrowStatement(last)) return null;
  const before = lookedUpBefore(node, context);
  const asked = before === null ? node.expression : before;
  const text = [textOf(node.expression, context), textOf(asked, context), ...answersIn(node.thenStatement)];
  if (kindOf(text.join('\n')) !== kind) return null;
  const edits = before === null ? withoutGuard(node, done, context) : withoutBoth(before, node, context);
  return edits === null ? null : { node, asked: gist(asked, context), edits };
}

/**
 * What somebody is told who is not let through: texts, numbers, keys, and what is called. Other names and comments may speak of
 * something that the code deals with all the same.
 */
function answersIn(branch: ts.Statement): string[] {
  return [...descendants(branch)].flatMap((part) => {
    if (ts.isCallExpression(part) || ts.isNewExpression(part)) return part.expression.getText();
    if (ts.isPropertyAssignment(part)) return part.name.getText();
    return ts.isStringLiteralLike(part) || ts.isNumericLiteral(part) || ts.isTemplateExpression(part)
      ? part.getText()
      : [];
  });
}

/** A guard that does more than leave, or that the checker learns something from that nothing behind it needs. */
function withoutGuard(
  node: ts.IfStatement,
  done: readonly ts.Statement[],
  context: SiteContext,
): Edit[] | null {
  const isTaught = narrows(node.expression, context);
  if (isTaught && isReliedOn(node, context)) return null;
  const isOwn = done.length > 1 || (isTaught && guardExit(node) !== null);
  return isOwn ? dropStatement(node, context) : null;
}

/** Something that the test narrows is mentioned again. */
function isReliedOn(node: ts.IfStatement, context: SiteContext): boolean {
  const fn = enclosingFunction(node);
  const scope: ts.Node = fn ?? context.sourceFile;
  const behind: ts.Node[] = [];
  ts.forEachChild(scope, function visit(child): void {
    if (child.pos >= node.end) behind.push(child);
    else if (child.end > node.end) ts.forEachChild(child, visit);
  });
  const paths = [...descendants(node.expression)].filter(
    (part): part is ts.Expression =>
      (ts.isIdentifier(part) || ts.isPropertyAccessExpression(part)) && isOpen(part, context),
  );
  return paths.some((path) => behind.some((later) => mentions(later, path)));
}

/** By here its type has several members, or says nothing: the test may teach the checker which. */
function isOpen(path: ts.Expression, context: SiteContext): boolean {
  const type = typeOf(path, context);
  return isUnknownType(type) || membersOf(type).length > 1 || isNullish(type);
}

/** `const isAllowed = await ask(…);` right before the guard, when nothing else reads it. */
function lookedUpBefore(node: ts.IfStatement, context: SiteContext): ts.Statement | null {
  const siblings: readonly ts.Statement[] = siblingsOf(node) ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const declaration = before === undefined ? null : soleDeclaration(before);
  if (before === undefined || declaration?.initializer === undefined || isPure(declaration.initializer))
    return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const isOnlyAsked = uses.every(({ pos, end }) => pos >= node.expression.pos && end <= node.expression.end);
  return uses.length > 0 && isOnlyAsked ? before : null;
}

function withoutBoth(before: ts.Statement, node: ts.IfStatement, context: SiteContext): Edit[] | null {
  if ((siblingsOf(node) ?? []).length < 3) return null;
  const leftovers = unusedAfter([stretchOf(before, context), stretchOf(node, context)], context);
  if (leftovers === null) return null;
  const stretch = { start: linesOf(before, context).start, end: linesOf(node, context).end };
  return [{ ...stretch, text: '' }, ...leftovers];
}

/** `router.post('/notes', requireAdmin, save)`: the function in the middle. */
function* stations(call: ts.CallExpression, kind: GateKind, context: SiteContext): Generator<Gate> {
  const list = call.arguments;
  if (list.length < 3 || !ROUTES.test(calledName(call) ?? '')) return;
  for (const [index, station] of list.entries()) {
    if (index === 0 || index === list.length - 1 || kindOf(textOf(station, context)) !== kind) continue;
    if (!isOneOfMany(call, index, context)) continue;
    const edits = withoutElement(list, index, context);
    if (edits !== null) yield { node: call, asked: gist(station, context), edits };
  }
}

/** The parameter takes as many as there are; where nothing is known, it may. */
function isOneOfMany(call: ts.CallExpression, index: number, context: SiteContext): boolean {
  const declaration = context.checker.getResolvedSignature(call)?.declaration;
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return true;
  const { parameters } = declaration;
  const last = parameters.at(-1);
  return last?.dotDotDotToken !== undefined && index >= parameters.length - 1;
}

/** `requireAdmin(save)` becomes `save`. */
function wrapper(call: ts.CallExpression, kind: GateKind, context: SiteContext): Gate | null {
  const handler = call.arguments.at(-1);
  if (handler === undefined || ts.isExpressionStatement(call.parent)) return null;
  const callee = textOf(call.expression, context);
  if (!/^[\w$.#]+$/u.test(callee) || kindOf(callee) !== kind) return null;
  const isFunction = ts.isFunctionLike(handler) || typeOf(handler, context).getCallSignatures().length > 0;
  if (!isFunction || typeOf(call, context).getCallSignatures().length === 0) return null;
  if (!fits(typeOf(handler, context), call, context)) return null;
  const edits = partInstead(call, handler, context);
  const start = startOf(call, context);
  const asked = `${context.text.slice(start, startOf(handler, context))}…)`;
  return edits === null ? null : { node: call, asked: quoted(asked), edits };
}
