import type { Scope, SourceCode } from 'eslint';
import { isNode, type SyntaxNode } from './syntax-node.ts';

/** A reference as the scope analysis of typescript-eslint has it; that of ESLint says nothing about types. */
type OuterReference = Scope.Reference & { readonly isTypeReference?: boolean };

/** What a function uses of what is declared around it. */
export function outerReferences(source: SourceCode, node: SyntaxNode): OuterReference[] {
  const scope = source.scopeManager.acquire(node as Scope.Scope['block'] & SyntaxNode);
  return (scope?.through ?? []).filter(({ resolved }) => resolved !== null && resolved.defs.length > 0);
}

/**
 * Outer variables that a function sets or changes: others see that in the value that the linter takes them to have
 * (`getStaticValue` of @eslint-community/eslint-utils).
 */
export function changedNames(source: SourceCode, node: SyntaxNode): ReadonlySet<string> {
  const changed = outerReferences(source, node).filter((one) => one.isWrite() || doesMutate(one));
  return new Set(changed.map(({ identifier }) => identifier.name));
}

/** Methods that change an array, as eslint-utils lists them. */
const MUTATORS = new Set([
  'copyWithin',
  'fill',
  'pop',
  'push',
  'reverse',
  'shift',
  'sort',
  'splice',
  'unshift',
]);

/** What eslint-utils takes for a change of a property; a name that is computed may be that of any method. */
export function doesMutate({ identifier }: Scope.Reference): boolean {
  let node = identifier as typeof identifier & SyntaxNode as SyntaxNode;
  while (node.parent?.type === 'MemberExpression') node = node.parent;
  const { parent } = node;
  if (!parent) return false;
  if (parent.type === 'AssignmentExpression') return parent['left'] === node;
  if (parent.type === 'UpdateExpression') return true;
  if (parent.type !== 'CallExpression' || parent['callee'] !== node || node.type !== 'MemberExpression')
    return false;
  const name = node['property'];
  return node['computed'] === true || (isNode(name) && MUTATORS.has(String(name['name'])));
}
