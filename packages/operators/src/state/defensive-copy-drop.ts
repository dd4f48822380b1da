import * as ts from 'typescript';
import { copied, isLikeCopy } from '../kit/copy.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { wrapped } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Methods that change the array they are called on. */
const CHANGES = new Set(['sort', 'reverse', 'splice', 'fill', 'push', 'pop', 'shift', 'unshift']);

export const defensiveCopyDrop: Operator = {
  id: 'defensive-copy-drop',
  family: 'state',
  tier: 'hard',
  cwe: 374,
  status: 'stable',
  title: 'Internal state shared with the caller',
  mistake: 'A collection is handed over as it is, and both sides can change it from then on.',
  kinds: [
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.CallExpression,
    ts.SyntaxKind.NewExpression,
  ],
  *mutate(node, context) {
    const source = ts.isExpression(node) ? copied(node, context) : null;
    if (source === null || !ts.isExpression(node) || !isLikeCopy(source, node, context)) return;
    const use = useOf(wrapped(node), source, context);
    if (use === null) return;
    yield {
      edits: [
        { start: startOf(node, context), end: startOf(source, context), text: '' },
        { start: source.end, end: node.end, text: '' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} ${use.does} ${gist(source, context)} itself instead of a copy.`,
        trigger: use.trigger(textOf(source, context)),
        consequence: use.consequence,
        fix: `Make a copy: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Tags {\n  readonly #names = ["a"];\n  get names(): string[] {\n    return [...this.#names];\n  }\n}\n',
        after:
          'export class Tags {\n  readonly #names = ["a"];\n  get names(): string[] {\n    return this.#names;\n  }\n}\n',
        witness: '(() => { const tags = new Tags(); tags.names.push("b"); return tags.names; })()',
      },
      {
        before: 'export const ordered = (values: number[]): number[] => [...values].sort((a, b) => a - b);\n',
        after: 'export const ordered = (values: number[]): number[] => values.sort((a, b) => a - b);\n',
        witness: '(() => { const values = [2, 1]; ordered(values); return values; })()',
      },
      {
        before:
          'interface Options {\n  size: number;\n}\nexport class Box {\n  readonly #options: Options;\n  constructor(options: Options) {\n    this.#options = { ...options };\n  }\n  get size(): number {\n    return this.#options.size;\n  }\n}\n',
        after:
          'interface Options {\n  size: number;\n}\nexport class Box {\n  readonly #options: Options;\n  constructor(options: Options) {\n    this.#options = options;\n  }\n  get size(): number {\n    return this.#options.size;\n  }\n}\n',
        witness:
          '(() => { const options = { size: 1 }; const box = new Box(options); options.size = 2; return box.size; })()',
      },
    ],
    skips: [
      {
        code: 'export const letters = (text: string): string[] => [...text];\n',
        because: 'This makes an array of a string: it is no copy.',
      },
      {
        code: 'export const longest = (xs: number[]): number => Math.max(...[...xs]);\n',
        because: 'Nobody can change this copy.',
      },
      {
        code: 'export const both = (a: number[], b: number[]): number[] => [...a, ...b];\n',
        because: 'This joins two lists.',
      },
    ],
  },
};

interface Use {
  readonly does: string;
  readonly trigger: (source: string) => string;
  readonly consequence: string;
}

/** How the copy is used, where that can be seen from outside. */
function useOf(copy: ts.Expression, source: ts.Expression, context: SiteContext): Use | null {
  const { parent } = copy;
  if (ts.isPropertyAccessExpression(parent) && CHANGES.has(parent.name.text)) {
    return {
      does: `calls \`${parent.name.text}\` on`,
      trigger: (text) => `It shows whenever \`${text}\` is used again after the call.`,
      consequence: `The original is changed along with the result.`,
    };
  }
  const isHandedOut =
    ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || ts.isPropertyAssignment(parent);
  if (isHandedOut && isShared(source, context)) {
    return {
      does: 'hands out',
      trigger: (text) =>
        `It shows when the caller changes the result, or keeps it while \`${text}\` changes.`,
      consequence: 'The change is seen on the other side, past every rule that the owner keeps.',
    };
  }
  const isKept =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.right === copy;
  if (isKept && isShared(parent.left, context)) {
    return {
      does: 'keeps',
      trigger: (text) => `It shows when the owner of \`${text}\` changes it later on.`,
      consequence: `What was kept in ${gist(parent.left, context)} changes with it.`,
    };
  }
  if (ts.isForOfStatement(parent) && parent.expression === copy && isShared(source, context)) {
    return {
      does: 'walks through',
      trigger: (text) => `It shows when the body of the loop changes \`${text}\`.`,
      consequence: 'Elements are left out or visited twice.',
    };
  }
  return null;
}
