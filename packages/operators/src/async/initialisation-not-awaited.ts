import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isOnlyWait, statementsBehind, regionBehind } from '../kit/awaiting.ts';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { dropStatement } from '../kit/leftover.ts';
import { hasComment } from '../kit/neighbour.ts';
import { backpressureIgnored } from '../resource/backpressure-ignored.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isPromiseType, typeOf } from '../kit/type-of.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

const READY =
  /(?:ready|init\w*|load(?:ed|ing)|open(?:ed|ing)|start(?:ed|ing)|connect(?:ed|ing|ion)|boot\w*|setup|done)$/iu;

export const initialisationNotAwaited: Operator = {
  id: 'initialisation-not-awaited',
  family: 'async',
  tier: 'hard',
  cwe: 908,
  status: 'nursery',
  title: 'Used before it is ready',
  mistake: 'Work is begun at once, although what it rests on is still being made.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !ts.isAwaitExpression(node.expression)) return;
    const promise = node.expression.expression;
    if (isOnlyWait(node.expression) || statementsBehind(node).length === 0 || hasComment(node, context))
      return;
    const edits = tooEarly(node, bare(promise), context);
    if (edits === null || takes(backpressureIgnored, node, context)) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not wait for ${gist(bare(promise), context)}.`,
        trigger: 'It shows when it is called before all is ready.',
        consequence: 'The code works with what is not there yet.',
        fix: `Wait first: ${gist(node, context)}.`,
      },
      regions: regionBehind(node, context),
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Dictionary {\n  readonly #words = new Set<string>();\n  readonly ready: Promise<void>;\n  constructor(load: () => Promise<string[]>) {\n    this.ready = load().then((words) => {\n      for (const word of words) this.#words.add(word);\n    });\n  }\n  async has(word: string, clean: (word: string) => Promise<string>): Promise<boolean> {\n    await this.ready;\n    const known = this.#words.has(word);\n    return known || this.#words.has(await clean(word));\n  }\n}\n',
        after:
          'export class Dictionary {\n  readonly #words = new Set<string>();\n  readonly ready: Promise<void>;\n  constructor(load: () => Promise<string[]>) {\n    this.ready = load().then((words) => {\n      for (const word of words) this.#words.add(word);\n    });\n  }\n  async has(word: string, clean: (word: string) => Promise<string>): Promise<boolean> {\n    const known = this.#words.has(word);\n    return known || this.#words.has(await clean(word));\n  }\n}\n',
        witness:
          "new Dictionary(async () => { for (let i = 0; i < 9; i++) await null; return ['a']; }).has('a', async (word) => word)",
      },
      {
        before:
          'export class Table {\n  readonly #rows: string[] = [];\n  #loading: Promise<void> | null = null;\n  get isLoading(): boolean {\n    return this.#loading !== null;\n  }\n  async #load(read: () => Promise<string>): Promise<void> {\n    this.#rows.push(await read());\n  }\n  async save(read: () => Promise<string>, write: (rows: string) => Promise<void>): Promise<void> {\n    await (this.#loading ??= this.#load(read));\n    await write(this.#rows.join());\n  }\n}\n',
        after:
          'export class Table {\n  readonly #rows: string[] = [];\n  #loading: Promise<void> | null = null;\n  get isLoading(): boolean {\n    return this.#loading !== null;\n  }\n  async #load(read: () => Promise<string>): Promise<void> {\n    this.#rows.push(await read());\n  }\n  async save(read: () => Promise<string>, write: (rows: string) => Promise<void>): Promise<void> {\n    this.#loading ??= this.#load(read);\n    await write(this.#rows.join());\n  }\n}\n',
        witness:
          "(async () => { let saved = ''; await new Table().save(async () => 'a', async (rows) => { saved = rows; }); return saved; })()",
      },
    ],
    skips: [
      {
        code: 'export async function first(ready: Promise<void>, read: () => number): Promise<number> {\n  await ready;\n  return read();\n}\n',
        because: 'Without its only wait the function would be async for nothing.',
      },
      {
        code: 'export async function save(open: () => Promise<void>, write: () => Promise<void>): Promise<void> {\n  await open();\n  await write();\n}\n',
        because: 'A call that is not awaited is the business of await-drop.',
      },
    ],
  },
};

/** `await this.ready;` goes; `await (this.ready ??= this.load());` is not waited for. */
function tooEarly(node: ts.ExpressionStatement, promise: ts.Expression, context: SiteContext): Edit[] | null {
  if (ts.isBinaryExpression(promise)) {
    if (!isToken(promise, ts.SyntaxKind.QuestionQuestionEqualsToken)) return null;
    return [
      { start: startOf(node, context), end: startOf(promise, context), text: '' },
      { start: promise.end, end: node.expression.end, text: '' },
    ];
  }
  const name = ts.isPropertyAccessExpression(promise) ? promise.name : promise;
  if (!(ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) || !READY.test(name.text)) return null;
  if (!isPromiseType(typeOf(promise, context)) && !isJavaScript(context)) return null;
  return dropStatement(node, context, { unbinds: true });
}
