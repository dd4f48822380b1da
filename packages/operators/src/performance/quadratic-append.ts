import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { enclosing, enclosingFunction, isLoop, nextStatement, subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const quadraticAppend: Operator = {
  id: 'quadratic-append',
  family: 'performance',
  tier: 'expert',
  cwe: 407,
  status: 'nursery',
  title: 'List is copied for every element added',
  mistake: 'A list that nobody else has is not added to, but copied with one element more.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const found = ts.isVariableStatement(node) ? inLoop(node, context) : inReduction(node, context);
    if (found === null) return;
    const { push, edits, list } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(push)} makes a new \`${list}\` for every element that it adds.`,
        trigger: 'It shows when there are many elements: each is copied as often as others come after it.',
        consequence: 'Twice as much input takes four times as long.',
        fix: `Add to the list: ${gist(push, context)}.`,
      },
      regions: [{ start: startOf(push, context), end: push.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function numbers(to: number): number[] {\n  const numbers: number[] = [];\n  for (let n = 0; n < to; n++) {\n    if (n % 2 === 0) numbers.push(n);\n  }\n  return numbers;\n}\n',
        after:
          'export function numbers(to: number): number[] {\n  let numbers: number[] = [];\n  for (let n = 0; n < to; n++) {\n    if (n % 2 === 0) numbers = [...numbers, n];\n  }\n  return numbers;\n}\n',
        witness:
          '(() => { const real = Array.prototype[Symbol.iterator]; let walks = 0; Array.prototype[Symbol.iterator] = function () { walks += 1; return real.call(this); }; try { numbers(4); } finally { Array.prototype[Symbol.iterator] = real; } return walks; })()',
      },
      {
        before:
          'export const lengths = (words: readonly string[]): number[] =>\n  words.reduce<number[]>((lengths, word) => {\n    lengths.push(word.length);\n    return lengths;\n  }, []);\n',
        after:
          'export const lengths = (words: readonly string[]): number[] =>\n  words.reduce<number[]>((lengths, word) => {\n    return [...lengths, word.length];\n  }, []);\n',
        witness:
          "(() => { const real = Array.prototype[Symbol.iterator]; let walks = 0; Array.prototype[Symbol.iterator] = function () { walks += 1; return real.call(this); }; try { lengths(['a', 'b']); } finally { Array.prototype[Symbol.iterator] = real; } return walks; })()",
      },
    ],
    skips: [
      {
        code: "export function grouped(words: readonly string[], groups: Map<string, string[]>): void {\n  const all: string[] = [];\n  groups.set('all', all);\n  for (const word of words) all.push(word);\n}\n",
        because: 'Somebody else has the list already and would be left with the empty one.',
      },
      {
        code: "export function first(words: readonly string[]): string[] {\n  const first: string[] = [];\n  first.push(words[0] ?? '');\n  return first;\n}\n",
        because: 'One element is added: nothing grows.',
      },
    ],
  },
};

interface Append {
  readonly push: ts.Node;
  readonly list: string;
  readonly edits: readonly Edit[];
}

/** `const list: T[] = []; for (…) list.push(item);` becomes `list = [...list, item];`. */
function inLoop(node: ts.VariableStatement, context: SiteContext): Append | null {
  const declaration = soleDeclaration(node);
  const first = declaration?.initializer;
  if (declaration === null || first === undefined || !ts.isArrayLiteralExpression(first)) return null;
  if (declaration.type === undefined && !isJavaScript(context)) return null;
  const fn = enclosingFunction(node);
  const isConst = (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
  const symbol = fn === null ? null : symbolOf(declaration.name, context);
  if (symbol === null || !isConst || ts.isForStatement(node.parent)) return null;
  const uses = referencesTo(symbol, context);
  const pushes = uses.map(pushOf);
  const loops = uses.map((use, at) => (pushes[at] === null ? null : enclosing(use, isLoop)));
  const index = loops.findIndex((loop) => loop !== null && loop.pos >= node.end);
  if (index === -1 || uses.some((use) => enclosingFunction(use) !== fn)) return null;
  const end = Math.max(...loops.map((loop) => (loop !== null && loop.pos >= node.end ? loop.end : 0)));
  // What has the list before it is complete would be left with an old one.
  if (uses.some((use, at) => pushes[at] === null && use.pos < end && !isMeasured(use))) return null;
  const keyword = startOf(node.declarationList, context);
  const list = declaration.name.text;
  return {
    push: pushes[index]!,
    list,
    edits: [
      { start: keyword, end: keyword + 'const'.length, text: 'let' },
      ...pushes
        .filter((push) => push !== null)
        .map((push) =>
          replaceNode(push, `${list} = [...${list}, ${textOf(push.arguments[0]!, context)}]`, context),
        ),
    ],
  };
}

/** `list.push(item)` as a statement. */
function pushOf(use: ts.Node): ts.CallExpression | null {
  const call = methodCall(use.parent.parent);
  const isPush = call?.receiver === use && call.name === 'push' && call.call.arguments.length === 1;
  if (!isPush || !ts.isExpressionStatement(call.call.parent)) return null;
  return ts.isSpreadElement(call.call.arguments[0]!) ? null : call.call;
}

function isMeasured(use: ts.Node): boolean {
  return ts.isPropertyAccessExpression(use.parent) && use.parent.name.text === 'length';
}

/** `list.push(item); return list;` of a `reduce` becomes `return [...list, item];`. */
function inReduction(node: ts.Node, context: SiteContext): Append | null {
  if (!ts.isExpressionStatement(node)) return null;
  const call = methodCall(node.expression);
  const result = call?.name === 'push' ? nextStatement(node) : null;
  if (call === null || result === null || !ts.isReturnStatement(result) || result.expression === undefined)
    return null;
  const list = call.receiver.getText();
  const fn = enclosingFunction(node);
  if (bare(result.expression).getText() !== list || call.call.arguments.length !== 1 || fn === null)
    return null;
  if (methodCall(fn.parent)?.name !== 'reduce' || fn.parameters[0]?.name.getText() !== list) return null;
  const item = call.call.arguments[0]!;
  return {
    push: node,
    list,
    edits: [
      {
        start: startOf(node, context),
        end: result.end,
        text: `return [...${list}, ${textOf(item, context)}];`,
      },
    ],
  };
}
