import * as ts from 'typescript';
import { isLogic } from '../kit/comparison.ts';
import { placeOf } from '../kit/enclosing.ts';
import { calledName, guardExit } from '../kit/exits.ts';
import { dropWithLeftovers, stretchOf, unusedAfter } from '../kit/leftover.ts';
import { isCheckedLater, pathCheck, pathCheckIn, type PathCheck } from '../kit/path-check.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

export const pathTraversal: Operator = {
  id: 'path-traversal',
  family: 'security',
  tier: 'expert',
  cwe: 22,
  status: 'nursery',
  title: 'Path from outside may leave its folder',
  mistake: 'A name that comes from outside is made into a path, and nothing keeps the path where it belongs.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.BinaryExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (ts.isIfStatement(node)) yield* withoutGuard(node, context);
    if (ts.isBinaryExpression(node)) yield* withoutOperand(node, context);
    if (ts.isCallExpression(node)) yield* weakened(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "import { resolve, sep } from 'node:path';\n\nexport function locate(root: string, name: string): string {\n  const file = resolve(root, name);\n  if (!file.startsWith(root + sep)) throw new Error('outside');\n  return file;\n}\n",
        after:
          "import { resolve } from 'node:path';\n\nexport function locate(root: string, name: string): string {\n  const file = resolve(root, name);\n  if (!file.startsWith(root)) throw new Error('outside');\n  return file;\n}\n",
        witness: "locate('/srv/www', '../www-private/key')",
      },
      {
        before:
          "import { resolve, sep } from 'node:path';\n\nexport function locate(root: string, name: string): string {\n  const file = resolve(root, name);\n  if (!file.startsWith(root + sep)) throw new Error('outside');\n  return file;\n}\n",
        after:
          "import { resolve } from 'node:path';\n\nexport function locate(root: string, name: string): string {\n  const file = resolve(root, name);\n  return file;\n}\n",
        witness: "locate('/srv/www', '../../etc/passwd')",
      },
      {
        before:
          "import { posix } from 'node:path';\n\nexport function place(folder: string, name: string): string | null {\n  const path = posix.resolve(folder, name);\n  const inside = posix.relative(folder, path);\n  if (inside === '' || inside.startsWith('..')) return null;\n  return path;\n}\n",
        after:
          "import { posix } from 'node:path';\n\nexport function place(folder: string, name: string): string | null {\n  const path = posix.resolve(folder, name);\n  const inside = posix.relative(folder, path);\n  if (inside === '') return null;\n  return path;\n}\n",
        witness: "place('/srv/www', '../key')",
      },
      {
        before:
          "import { join, extname } from 'node:path';\n\nexport function locate(root: string, name: string): string | null {\n  const file = join(root, name);\n  if (!file.startsWith(root)) return null;\n  return extname(file) === '' ? null : file;\n}\n",
        after:
          "import { extname } from 'node:path';\n\nexport function locate(root: string, name: string): string | null {\n  const file = `${root}/${name}`;\n  if (!file.startsWith(root)) return null;\n  return extname(file) === '' ? null : file;\n}\n",
        witness: "locate('/srv/www/', '../key.pem')",
      },
      {
        before:
          "import { posix } from 'node:path';\n\nexport class Files {\n  readonly #root: string;\n  constructor(root: string) {\n    this.#root = posix.join(root, '/');\n  }\n  locate(name: string): string | null {\n    const file = posix.join(this.#root, name);\n    return file.startsWith(this.#root) ? file : null;\n  }\n}\n",
        after:
          "import { posix } from 'node:path';\n\nexport class Files {\n  readonly #root: string;\n  constructor(root: string) {\n    this.#root = posix.normalize(root);\n  }\n  locate(name: string): string | null {\n    const file = posix.join(this.#root, name);\n    return file.startsWith(this.#root) ? file : null;\n  }\n}\n",
        witness: "new Files('/srv/www').locate('../www-private/key')",
      },
    ],
    skips: [
      {
        code: "export const isDraft = (name: string): boolean => name.startsWith('draft');\n",
        because: 'No path is made.',
      },
      {
        code: "import { join } from 'node:path';\nexport const place = (folder: string, name: string): string => join(folder, name);\n",
        because: 'There is no check to lose.',
      },
    ],
  },
};

/** The whole check goes. */
function* withoutGuard(node: ts.IfStatement, context: SiteContext): Generator<Rewrite> {
  const check = guardExit(node) === null ? null : pathCheckIn(node.expression, context);
  const edits = check === null ? null : dropWithLeftovers(node, context);
  if (check === null || edits === null) return;
  yield rewrite(
    node,
    edits,
    `${gist(placed(check), context)} is used without a check that it lies inside the folder`,
    `Put the check back: ${gist(node, context)}.`,
  );
}

/** The half of the check that looks for a way out goes. */
function* withoutOperand(node: ts.BinaryExpression, context: SiteContext): Generator<Rewrite> {
  if (!isLogic(node)) return;
  for (const operand of [node.left, node.right]) {
    const test = bare(operand);
    const call = ts.isPrefixUnaryExpression(test) ? bare(test.operand) : test;
    const check = ts.isCallExpression(call) ? pathCheck(call, context) : null;
    const leftovers = check === null ? null : unusedAfter([stretchOf(operand, context)], context);
    if (check === null || leftovers === null) continue;
    const edit =
      operand === node.left
        ? { start: startOf(node, context), end: startOf(node.right, context), text: '' }
        : { start: node.left.end, end: node.end, text: '' };
    yield rewrite(
      node,
      [edit, ...leftovers],
      `the check of ${gist(placed(check), context)} does not ask for ${gist(operand, context)}`,
      `Ask for both: ${gist(node, context)}.`,
    );
  }
}

function* weakened(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const check = pathCheck(node, context);
  const prefix = node.arguments[0];
  if (check !== null && prefix !== undefined) {
    const folder = folderOf(prefix, context);
    const leftovers = folder === null ? null : unusedAfter([{ start: folder.end, end: prefix.end }], context);
    if (folder === null || leftovers === null) return;
    const edit = ts.isTemplateExpression(prefix)
      ? replaceNode(prefix, textOf(folder, context), context)
      : { start: folder.end, end: prefix.end, text: '' };
    yield rewrite(
      node,
      [edit, ...leftovers],
      `the check of ${gist(check.path, context)} accepts every path that merely starts with the letters of ${gist(folder, context)}`,
      `Compare with the separator at its end: ${gist(node, context)}.`,
    );
    return;
  }
  yield* glued(node, context);
  yield* unended(node, context);
}

/** `root` of `root + sep`, `root + '/'` or `${root}/`. */
function folderOf(prefix: ts.Expression, context: SiteContext): ts.Expression | null {
  if (ts.isBinaryExpression(prefix) && prefix.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const end = bare(prefix.right);
    const isSeparator =
      (ts.isStringLiteralLike(end) && /^[\\/]$/u.test(end.text)) ||
      /(?:^|\.)sep$/u.test(textOf(end, context));
    return isSeparator ? prefix.left : null;
  }
  if (!ts.isTemplateExpression(prefix) || prefix.head.text !== '') return null;
  const [first, second] = prefix.templateSpans;
  const isSlash = second === undefined && first?.literal.text === '/';
  const isSep =
    second !== undefined &&
    first?.literal.text === '' &&
    /(?:^|\.)sep$/u.test(textOf(second.expression, context));
  return isSlash || isSep ? first.expression : null;
}

/** `join(root, name)` → `${root}/${name}`: `..` is not resolved any more, so the check behind it is blind. */
function* glued(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const { parent } = node;
  const name = calledName(node);
  if (
    (name !== 'join' && name !== 'resolve') ||
    node.arguments.length !== 2 ||
    !ts.isVariableDeclaration(parent)
  )
    return;
  const [folder, rest] = [node.arguments[0]!, node.arguments[1]!];
  if (!ts.isIdentifier(parent.name) || !isCheckedLater(parent.name, context) || ts.isStringLiteralLike(rest))
    return;
  if (
    ![folder, rest].every(
      (part) => isStringType(typeOf(part, context)) && !textOf(part, context).includes('`'),
    )
  )
    return;
  const leftovers = unusedAfter([stretchOf(node.expression, context)], context);
  if (leftovers === null) return;
  const text = `\`\${${textOf(folder, context)}}/\${${textOf(rest, context)}}\``;
  yield rewrite(
    node,
    [replaceNode(node, text, context), ...leftovers],
    `${gist(parent.name, context)} is put together as text, so \`..\` in ${gist(rest, context)} is still there when its beginning is checked`,
    `Resolve the path before the check: ${gist(node, context)}.`,
  );
}

/** `this.root = posix.join(root, '/')` → `posix.normalize(root)`: the prefix that is asked for later has no end any more. */
function* unended(node: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const [folder, end] = [node.arguments[0], node.arguments[1]];
  if (calledName(node) !== 'join' || folder === undefined || end === undefined || node.arguments.length !== 2)
    return;
  const isSeparator =
    (ts.isStringLiteralLike(end) && end.text === '/') || /^(?:\w+\.)?sep$/u.test(textOf(end, context));
  if (
    !isSeparator ||
    !ts.isPropertyAccessExpression(node.expression) ||
    !isPureMember(node.expression.expression)
  )
    return;
  const target = targetOf(node);
  if (target === null || !context.text.includes(`.startsWith(${textOf(target, context)})`)) return;
  yield rewrite(
    node,
    [replaceNode(node.expression.name, 'normalize', context), { start: folder.end, end: end.end, text: '' }],
    `${gist(target, context)} does not end with a separator, so every path that starts with its letters passes for one inside it`,
    `End it with a separator: ${gist(node, context)}.`,
  );
}

function isPureMember(owner: ts.Expression): boolean {
  return ts.isIdentifier(owner) && /path|posix|win32/iu.test(owner.text);
}

/** What the call is assigned to. */
function targetOf(call: ts.CallExpression): ts.Expression | null {
  const { parent } = call;
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : null;
  const isAssigned =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.right === call;
  return isAssigned ? parent.left : null;
}

/** The path itself, where the check looks at its relative form. */
function placed(check: PathCheck): ts.Expression {
  return calledName(check.made) === 'relative' ? (check.made.arguments[1] ?? check.path) : check.path;
}

function rewrite(node: ts.Node, edits: readonly Edit[], what: string, fix: string): Rewrite {
  return {
    edits,
    explanation: {
      mechanism: `In ${placeOf(node)}, ${what}.`,
      trigger:
        'It shows when the name from outside holds `..`, or leads to a neighbour whose name starts alike.',
      consequence: 'Files outside the folder can be reached.',
      fix,
    },
  };
}
