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

/** `start` and everything under it. */
export function nodesOf(start: SyntaxNode, keys: SourceCode.VisitorKeys): SyntaxNode[] {
  const found = [start];
  // It grows while it is walked.
  for (const node of found) {
    for (const key of keys[node.type] ?? []) {
      const part = node[key];
      if (Array.isArray(part)) found.push(...part.filter(isNode));
      else if (isNode(part)) found.push(part);
    }
  }
  return found;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}
