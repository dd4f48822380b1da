import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { nextStatement, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { linesOf } from '../kit/layout.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall, type MethodCall } from '../kit/method-call.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const lruTouchDrop: Operator = {
  id: 'lru-touch-drop',
  family: 'state',
  tier: 'hard',
  cwe: null,
  status: 'nursery',
  title: 'Use of an entry does not keep it longer',
  mistake: 'That an entry was just used is not noted, so it goes by its age alone.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const removal = ts.isExpressionStatement(node) ? callOf(node, 'delete') : null;
    const next = removal === null ? null : nextStatement(node as ts.Statement);
    const insertion = next === null ? null : callOf(next, 'set');
    if (removal === null || next === null || insertion === null || !isTouch(removal, insertion, context))
      return;
    if ((siblingsOf(next) ?? []).length < 3) return;
    const gone = { start: startOf(node, context), end: next.end };
    const leftovers = unusedAfter([gone], context);
    if (leftovers === null) return;
    yield {
      edits: [
        { start: linesOf(node, context).start, end: linesOf(next, context).end, text: '' },
        ...leftovers,
      ],
      explanation: {
        mechanism: `${subjectOf(node)} does not move ${gist(removal.call.arguments[0]!, context)} to the end of ${gist(removal.receiver, context)}.`,
        trigger: 'It shows when an old entry is used, and the next new one needs room.',
        consequence: 'The entry that is in use is thrown out before others that nobody has asked for.',
        fix: `Take it out and put it in again: ${gist(node, context)}, then ${gist(next, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Recent<V> {\n  readonly #entries = new Map<string, V>();\n  get(key: string): V | undefined {\n    const value = this.#entries.get(key);\n    if (value === undefined) return undefined;\n    this.#entries.delete(key);\n    this.#entries.set(key, value);\n    return value;\n  }\n  set(key: string, value: V): void {\n    this.#entries.set(key, value);\n    if (this.#entries.size > 2) this.#entries.delete([...this.#entries.keys()][0]!);\n  }\n}\n',
        after:
          'export class Recent<V> {\n  readonly #entries = new Map<string, V>();\n  get(key: string): V | undefined {\n    const value = this.#entries.get(key);\n    if (value === undefined) return undefined;\n    return value;\n  }\n  set(key: string, value: V): void {\n    this.#entries.set(key, value);\n    if (this.#entries.size > 2) this.#entries.delete([...this.#entries.keys()][0]!);\n  }\n}\n',
        witness:
          "(() => { const recent = new Recent(); recent.set('a', 1); recent.set('b', 2); recent.get('a'); recent.set('c', 3); return recent.get('a'); })()",
      },
      {
        before:
          'const open = new Map<string, { uses: number }>();\nexport function use(name: string): string[] {\n  const entry = open.get(name) ?? { uses: 0 };\n  open.set(name, entry);\n  return [...open.keys()];\n}\nexport function touch(name: string): string[] {\n  const entry = open.get(name);\n  if (entry) {\n    entry.uses += 1;\n    open.delete(name);\n    open.set(name, entry);\n  }\n  return [...open.keys()];\n}\n',
        after:
          'const open = new Map<string, { uses: number }>();\nexport function use(name: string): string[] {\n  const entry = open.get(name) ?? { uses: 0 };\n  open.set(name, entry);\n  return [...open.keys()];\n}\nexport function touch(name: string): string[] {\n  const entry = open.get(name);\n  if (entry) {\n    entry.uses += 1;\n  }\n  return [...open.keys()];\n}\n',
        witness: "(() => { use('a'); use('b'); return touch('a'); })()",
      },
    ],
    skips: [
      {
        code: 'export class Names {\n  readonly #names = new Map<string, string>();\n  replace(key: string, name: string): number {\n    this.#names.delete(key);\n    this.#names.set(key, name);\n    return this.#names.size;\n  }\n}\n',
        because: 'A new value is stored; it was not taken from there.',
      },
      {
        code: 'export function move(from: Map<string, number>, to: Map<string, number>, key: string): void {\n  const value = from.get(key);\n  if (value === undefined) return;\n  from.delete(key);\n  to.set(key, value);\n}\n',
        because: 'The entry goes from one map into another.',
      },
    ],
  },
};

function callOf(statement: ts.Statement, name: string): MethodCall | null {
  const call = ts.isExpressionStatement(statement) ? methodCall(statement.expression) : null;
  return call?.name === name ? call : null;
}

/** The same entry goes out and comes in: its value was taken from there. */
function isTouch(removal: MethodCall, insertion: MethodCall, context: SiteContext): boolean {
  const [key] = removal.call.arguments;
  const [same, value] = insertion.call.arguments;
  if (key === undefined || same === undefined || value === undefined) return false;
  if (!isSameCode(key, same) || !isSameCode(removal.receiver, insertion.receiver)) return false;
  const declaration = ts.isIdentifier(bare(value))
    ? symbolOf(bare(value), context)?.valueDeclaration
    : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const statement = declaration.parent.parent;
  const first = ts.isVariableStatement(statement) ? soleDeclaration(statement)?.initializer : undefined;
  const taken = first === undefined ? null : methodCall(bare(first));
  return taken?.name === 'get' && isSameCode(taken.receiver, removal.receiver);
}
