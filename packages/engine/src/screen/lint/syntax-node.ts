import type { AST, SourceCode } from 'eslint';

/** A node of the tree that the linter works on, whichever parser made it. Offsets are those of the text without a byte-order mark. */
export interface SyntaxNode {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly parent?: SyntaxNode | null;
  readonly [part: string]: unknown;
}

export function rootOf(source: SourceCode): SyntaxNode {
  return source.ast as AST.Program & SyntaxNode;
}

export function childrenOf(node: SyntaxNode, keys: SourceCode.VisitorKeys): SyntaxNode[] {
  return (keys[node.type] ?? []).flatMap((key) => [node[key]].flat().filter(isNode));
}

/** `start` and everything under it. */
export function* nodesOf(start: SyntaxNode, keys: SourceCode.VisitorKeys): Generator<SyntaxNode> {
  yield start;
  for (const child of childrenOf(start, keys)) yield* nodesOf(child, keys);
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
