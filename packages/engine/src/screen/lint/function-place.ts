import type { SourceCode } from 'eslint';
import { isNode, nodesOf, rootOf, type SyntaxNode } from './syntax-node.ts';

/** Where a function stands. */
export interface FunctionPlace {
  /** What is said from here to `start` is about the function, or about its name. */
  readonly head: number;
  /** Parameters and body: what is declared here is seen nowhere else. */
  readonly start: number;
  readonly end: number;
  /** Its braces, and what is between them; `null`: the body is an expression. */
  readonly body: readonly [start: number, end: number] | null;
  /** Its name, or that of the member, is fixed text. */
  readonly isPlain: boolean;
}

/** One with its node, by which the whole tree is held. */
export interface FoundFunction extends FunctionPlace {
  readonly node: SyntaxNode;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const MEMBERS = new Set(['MethodDefinition', 'Property', 'PropertyDefinition']);

/** All functions; one that is in another comes after it. */
export function functionsOf(source: SourceCode): FoundFunction[] {
  const functions = nodesOf(rootOf(source), source.visitorKeys).filter(({ type }) => FUNCTIONS.has(type));
  return functions.map(placeOf).sort((a, b) => a.start - b.start);
}

export function isWithin(inner: FunctionPlace, outer: FunctionPlace): boolean {
  return outer.start < inner.start && outer.start <= inner.head && inner.end <= outer.end;
}

function placeOf(node: SyntaxNode): FoundFunction {
  const { id, body, parent } = node;
  const start = isNode(id) ? id.range[1] : node.range[0];
  const owner = parent && MEMBERS.has(parent.type) && parent['value'] === node ? parent : node;
  const decorators = owner['decorators'];
  return {
    node,
    head: owner.range[0],
    start,
    end: node.range[1],
    body: isNode(body) && body.type === 'BlockStatement' ? body.range : null,
    isPlain: owner['computed'] !== true && !(Array.isArray(decorators) && decorators.length > 0),
  };
}
