import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { inFlightDedupeDrop } from '../async/in-flight-dedupe-drop.ts';
import { soleDeclaration } from '../kit/awaiting.ts';
import { cacheUse } from '../kit/cache.ts';
import { enclosingFunction, nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { linesOf } from '../kit/layout.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, shareName, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const memoDrop: Operator = {
  id: 'memo-drop',
  family: 'performance',
  tier: 'expert',
  cwe: 1050,
  status: 'nursery',
  title: 'Kept result is not looked for',
  mistake: 'A result is kept for later, but what is kept is not asked before the work is done again.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const found = ts.isVariableStatement(node)
      ? withoutLook(node, context)
      : ts.isBinaryExpression(node)
        ? withoutQuestion(node, context)
        : null;
    if (found === null) return;
    yield {
      edits: found.edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not ask ${gist(found.cache, context)} for a result that is there already.`,
        trigger: 'It shows when the same is asked for again and again.',
        consequence: 'Each time all of the work is done anew; only the time that it takes tells.',
        fix: `Look for the result first: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Lexicon {\n  readonly #entries = new Map<string, number>();\n  readonly #find: (word: string) => number;\n  constructor(find: (word: string) => number) {\n    this.#find = find;\n  }\n  entry(word: string): number {\n    const known = this.#entries.get(word);\n    if (known !== undefined) return known;\n    const entry = this.#find(word);\n    this.#entries.set(word, entry);\n    return entry;\n  }\n}\n',
        after:
          'export class Lexicon {\n  readonly #entries = new Map<string, number>();\n  readonly #find: (word: string) => number;\n  constructor(find: (word: string) => number) {\n    this.#find = find;\n  }\n  entry(word: string): number {\n    const entry = this.#find(word);\n    this.#entries.set(word, entry);\n    return entry;\n  }\n}\n',
        witness:
          "(() => { let finds = 0; const lexicon = new Lexicon(() => { finds += 1; return 1; }); lexicon.entry('a'); lexicon.entry('a'); return finds; })()",
      },
      {
        before:
          "export class Report {\n  readonly #rows: readonly string[];\n  readonly #format: (row: string) => string;\n  #text: string | null = null;\n  constructor(rows: readonly string[], format: (row: string) => string) {\n    this.#rows = rows;\n    this.#format = format;\n  }\n  text(): string {\n    this.#text ??= this.#rows.map((row) => this.#format(row)).join(', ');\n    return this.#text;\n  }\n}\n",
        after:
          "export class Report {\n  readonly #rows: readonly string[];\n  readonly #format: (row: string) => string;\n  #text: string | null = null;\n  constructor(rows: readonly string[], format: (row: string) => string) {\n    this.#rows = rows;\n    this.#format = format;\n  }\n  text(): string {\n    this.#text = this.#rows.map((row) => this.#format(row)).join(', ');\n    return this.#text;\n  }\n}\n",
        witness:
          "(() => { let formats = 0; const report = new Report(['a'], (row) => { formats += 1; return row; }); report.text(); report.text(); return formats; })()",
      },
    ],
    skips: [
      {
        code: "export class Names {\n  readonly #names = new Map<string, string>();\n  set(id: string, name: string): void {\n    this.#names.set(id, name);\n  }\n  get(id: string): string {\n    const name = this.#names.get(id);\n    if (name !== undefined) return name;\n    return 'nobody';\n  }\n}\n",
        because: 'The names are given by callers; nothing is worked out.',
      },
    ],
  },
};

interface Dropped {
  readonly cache: ts.Expression;
  readonly edits: readonly Edit[];
}

/** `const known = cache.get(key); if (known !== undefined) return known;` goes as a whole. */
function withoutLook(node: ts.VariableStatement, context: SiteContext): Dropped | null {
  const declaration = soleDeclaration(node);
  const call = declaration?.initializer === undefined ? null : methodCall(bare(declaration.initializer));
  const guard = call?.name === 'get' ? nextStatement(node) : null;
  if (declaration === null || call === null || guard === null) return null;
  const exit = guardExit(guard);
  if (exit === null || !ts.isReturnStatement(exit) || exit.expression === undefined) return null;
  if (!ts.isIfStatement(guard) || !shareName(declaration.name, guard.expression)) return null;
  if (!shareName(declaration.name, exit.expression) || isPromiseType(typeOf(declaration.name, context)))
    return null;
  const symbol = symbolOf(declaration.name, context);
  const fn = enclosingFunction(node);
  const isOnlyThere =
    symbol !== null &&
    referencesTo(symbol, context).every(({ pos, end }) => guard.pos <= pos && end <= guard.end);
  if (fn === null || !isOnlyThere || !cacheUse(call.receiver, context)?.fillers.has(fn)) return null;
  if ((siblingsOf(node) ?? []).length < 3) return null;
  const gone = { start: startOf(node, context), end: guard.end };
  const leftovers = unusedAfter([gone], context);
  if (leftovers === null) return null;
  const lines = { start: linesOf(node, context).start, end: linesOf(guard, context).end, text: '' };
  return { cache: call.receiver, edits: [lines, ...leftovers] };
}

/** `this.#total ??= …` becomes `this.#total = …`. */
function withoutQuestion(node: ts.BinaryExpression, context: SiteContext): Dropped | null {
  if (node.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionEqualsToken) return null;
  const target = bare(node.left);
  const cache = ts.isElementAccessExpression(target) ? target.expression : target;
  const fn = enclosingFunction(node);
  if (fn === null || !cacheUse(cache, context)?.fillers.has(fn)) return null;
  if (isPromiseType(typeOf(node.right, context)) || takes(inFlightDedupeDrop, wrapped(node), context))
    return null;
  return { cache, edits: [replaceNode(node.operatorToken, '=', context)] };
}
