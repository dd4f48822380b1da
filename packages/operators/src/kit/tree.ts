import * as ts from 'typescript';

/** Code is compared again and again; the tree never changes. */
const codes = new WeakMap<ts.Node, string>();

/** The node and all below it, in source order; `enter` false: the node is given but not looked into. */
export function* descendants(
  node: ts.Node,
  enter: (node: ts.Node) => boolean = () => true,
): Generator<ts.Node> {
  const pending: ts.Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    if (!enter(next)) continue;
    const firstChild = pending.length;
    ts.forEachChild(next, (child) => void pending.push(child));
    reverseFrom(firstChild, pending);
  }
}

/** Turns the end of the list around, from `start` on. */
function reverseFrom(start: number, list: ts.Node[]): void {
  for (let low = start, high = list.length - 1; low < high; low++, high--)
    [list[low], list[high]] = [list[high]!, list[low]!];
}

/** The node and what runs when it runs: functions inside it are not looked into. */
export function* executed(node: ts.Node): Generator<ts.Node> {
  yield* descendants(node, (child) => child === node || !ts.isFunctionLike(child));
}

/** True when running the node waits: it holds an `await`, a `for await` or a `yield` of its own. */
export function waits(node: ts.Node): boolean {
  for (const child of executed(node)) {
    if (ts.isAwaitExpression(child) || ts.isYieldExpression(child)) return true;
    if (ts.isForOfStatement(child) && child.awaitModifier !== undefined) return true;
  }
  return false;
}

/** True when the parser found nothing wrong: its own list is not in the public types, but stable since 1.x. */
export function isWellFormed(file: ts.SourceFile): boolean {
  return (
    (file as ts.SourceFile & { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length === 0
  );
}

/** The expression without parentheses, `as`, `satisfies` and `!`. */
export function bare(expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (isWrapper(inner)) inner = inner.expression;
  return inner;
}

/** The outermost expression that only wraps `expression` in parentheses, `as`, `satisfies` or `!`. */
export function wrapped(expression: ts.Expression): ts.Expression {
  let outer = expression;
  while (isWrapper(outer.parent)) outer = outer.parent;
  return outer;
}

function isWrapper(
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression | ts.NonNullExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

/** True when the node is a part of `outer`, or all of it. */
export function isInside(node: ts.Node, outer: ts.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

/** True when both nodes consist of the same tokens. */
export function isSameCode(a: ts.Node, b: ts.Node): boolean {
  return a.kind === b.kind && codeOf(a) === codeOf(b);
}

/** True when the nodes consist of the same tokens but for one at most: one name instead of another. */
export function isAlmostSameCode(a: ts.Node, b: ts.Node): boolean {
  const [one, other] = [tokensOf(a), tokensOf(b)];
  return one.length === other.length && one.filter((token, at) => token !== other[at]).length < 2;
}

/** The node's tokens with a space between them, however it is written. */
function codeOf(node: ts.Node): string {
  const known = codes.get(node);
  if (known !== undefined) return known;
  const code = tokensOf(node).join(' ');
  codes.set(node, code);
  return code;
}

/** The texts of the node's tokens, comments and white space left out. */
function tokensOf(node: ts.Node): string[] {
  const file = node.getSourceFile();
  return leavesOf(node).map((leaf) => leaf.getText(file));
}

/** The node's tokens in source order, documentation comments left out. */
export function leavesOf(node: ts.Node): readonly ts.Node[] {
  const leaves: ts.Node[] = [];
  const file = node.getSourceFile();
  const visit = (part: ts.Node): void => {
    let isLeaf = true;
    for (const child of part.getChildren(file)) {
      if (ts.isJSDoc(child)) continue;
      isLeaf = false;
      visit(child);
    }
    if (isLeaf && part.getWidth(file) > 0) leaves.push(part);
  };
  visit(node);
  return leaves;
}
