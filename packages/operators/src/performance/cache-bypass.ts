import * as ts from 'typescript';
import { isAssignmentToken } from '../kit/comparison.ts';
import { cacheUse } from '../kit/cache.ts';
import { enclosing, enclosingFunction, isFunctionWithBody, subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { once } from '../kit/once.ts';
import { namesByText, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed } from '../kit/tree.ts';
import { isJavaScript, isSameType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const cacheBypass: Operator = {
  id: 'cache-bypass',
  family: 'performance',
  tier: 'expert',
  cwe: 1050,
  status: 'nursery',
  title: 'Work is asked for past the cache',
  mistake: 'The function that does the work is called, and not the one that first looks whether it was done.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node)) return;
    const keeper = keeperOf(node, context);
    if (keeper === null || enclosing(node, (at): at is ts.Node => at === keeper.fn) !== null) return;
    const { inner } = keeper;
    const callee = calleeFor(node, inner, context);
    if (callee === null || !isReachable(inner, node, context)) return;
    // The function that keeps results must still have somebody who calls it.
    if (unusedAfter([stretchOf(node.expression, context)], context)?.length !== 0) return;
    if (!isJavaScript(context) && !isSameType(typeOf(node, context), typeOf(inner, context), context)) return;
    yield {
      edits: [replaceNode(node.expression, callee, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${callee}\` itself, past ${gist(keeper.cache, context)}.`,
        trigger: 'It shows when the same is asked for again and again.',
        consequence: 'Each time all of the work is done anew; only the time that it takes tells.',
        fix: `Ask the one that keeps results: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(keeper.fn, context), end: keeper.fn.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Exchange {\n  readonly #rates = new Map<string, number>();\n  readonly #ask: (currency: string) => number;\n  constructor(ask: (currency: string) => number) {\n    this.#ask = ask;\n  }\n  total(amounts: readonly number[], currency: string): number {\n    return amounts.reduce((sum, amount) => sum + amount * this.rate(currency), 0);\n  }\n  rate(currency: string): number {\n    const known = this.#rates.get(currency);\n    if (known !== undefined) return known;\n    const rate = this.#ask(currency);\n    this.#rates.set(currency, rate);\n    return rate;\n  }\n}\n',
        after:
          'export class Exchange {\n  readonly #rates = new Map<string, number>();\n  readonly #ask: (currency: string) => number;\n  constructor(ask: (currency: string) => number) {\n    this.#ask = ask;\n  }\n  total(amounts: readonly number[], currency: string): number {\n    return amounts.reduce((sum, amount) => sum + amount * this.#ask(currency), 0);\n  }\n  rate(currency: string): number {\n    const known = this.#rates.get(currency);\n    if (known !== undefined) return known;\n    const rate = this.#ask(currency);\n    this.#rates.set(currency, rate);\n    return rate;\n  }\n}\n',
        witness:
          "(() => { let asks = 0; new Exchange(() => { asks += 1; return 2; }).total([1, 2], 'a'); return asks; })()",
      },
      {
        before:
          'let measures = 0;\nconst widths = new Map<string, number>();\nfunction measure(text: string): number {\n  measures += 1;\n  return text.length;\n}\nexport function widthOf(text: string): number {\n  let width = widths.get(text);\n  if (width === undefined) {\n    width = measure(text);\n    widths.set(text, measure(text));\n  }\n  return width;\n}\nexport function widest(texts: readonly string[]): number {\n  return Math.max(...texts.map((text) => widthOf(text))) + measures;\n}\n',
        after:
          'let measures = 0;\nconst widths = new Map<string, number>();\nfunction measure(text: string): number {\n  measures += 1;\n  return text.length;\n}\nexport function widthOf(text: string): number {\n  let width = widths.get(text);\n  if (width === undefined) {\n    width = measure(text);\n    widths.set(text, measure(text));\n  }\n  return width;\n}\nexport function widest(texts: readonly string[]): number {\n  return Math.max(...texts.map((text) => measure(text))) + measures;\n}\n',
        witness: "widest(['a', 'a', 'a'])",
      },
    ],
    skips: [
      {
        code: "export class Names {\n  readonly #names = new Map<string, string>();\n  readonly #find: (id: string, language: string) => string;\n  constructor(find: (id: string, language: string) => string) {\n    this.#find = find;\n  }\n  label(id: string): string {\n    return `<${this.name(id)}>`;\n  }\n  name(id: string): string {\n    const known = this.#names.get(id);\n    if (known !== undefined) return known;\n    const name = this.#find(id, 'en');\n    this.#names.set(id, name);\n    return name;\n  }\n}\n",
        because: 'The function that does the work takes something else.',
      },
    ],
  },
};

interface Keeper {
  readonly fn: ts.FunctionLikeDeclaration;
  /** The call that does the work, with the very arguments of the function. */
  readonly inner: ts.CallExpression;
  readonly cache: ts.Expression;
}

/** The function of this file that is called, when it keeps in a cache what another function of the same parameters works out. */
function keeperOf(call: ts.CallExpression, context: SiteContext): Keeper | null {
  const { expression } = call;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!(ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) || call.arguments.length === 0) return null;
  if ((namesByText(context.sourceFile).get(name.text) ?? []).length < 2 || enclosingFunction(call) === null)
    return null;
  const declaration = symbolOf(name, context)?.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) return null;
  if (!isFunctionWithBody(declaration) || declaration.parameters.length !== call.arguments.length)
    return null;
  return keeperAt(declaration, context);
}

const keeperAt = once(findKeeper);

function findKeeper(fn: ts.FunctionLikeDeclaration, context: SiteContext): Keeper | null {
  const cache = storesIn(fn.body!).find((place) => cacheUse(place, context)?.fillers.has(fn));
  if (cache === undefined) return null;
  const given = fn.parameters.map(({ name }) => name.getText()).join();
  for (const node of executed(fn.body!)) {
    if (!ts.isCallExpression(node) || /^(?:get|has|set)$/u.test(methodCall(node)?.name ?? '')) continue;
    if (node.arguments.map((argument) => argument.getText()).join() === given)
      return { fn, inner: node, cache };
  }
  return null;
}

/** What the function stores results in: the receivers of `set`, the targets of assignments. */
function storesIn(body: ts.Node): ts.Expression[] {
  const places: ts.Expression[] = [];
  for (const node of descendants(body)) {
    const call = methodCall(node);
    if (call?.name === 'set') places.push(call.receiver);
    if (!ts.isBinaryExpression(node) || !isAssignmentToken(node.operatorToken.kind)) continue;
    const target = bare(node.left);
    places.push(ts.isElementAccessExpression(target) ? target.expression : target);
  }
  return places;
}

/** How the inner function is called from outside; what starts with `this` only where the call does. */
function calleeFor(call: ts.CallExpression, inner: ts.CallExpression, context: SiteContext): string | null {
  const callee = inner.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const text = textOf(callee, context);
  const outer = call.expression;
  const isOwn = ts.isPropertyAccessExpression(outer) && outer.expression.kind === ts.SyntaxKind.ThisKeyword;
  return text.startsWith('this.') && !isOwn ? null : text;
}

/** The name of the inner function means the same at the call: it is no parameter and no local of the keeper. */
function isReachable(inner: ts.CallExpression, call: ts.CallExpression, context: SiteContext): boolean {
  let root: ts.Expression = inner.expression;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return true;
  const declaration = ts.isIdentifier(root) ? symbolOf(root, context)?.valueDeclaration : undefined;
  if (declaration === undefined) return false;
  const home = enclosing(declaration, isFunctionWithBody);
  return home === null || enclosing(call, (at): at is ts.Node => at === home) !== null;
}
