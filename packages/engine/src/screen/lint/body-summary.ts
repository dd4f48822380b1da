import type { SourceCode } from 'eslint';
import type { FoundFunction } from './function-place.ts';
import { doesMutate, outerReferences } from './outer-names.ts';
import { nodesOf, type SyntaxNode } from './syntax-node.ts';

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/gu;
/** Names that are words of the language in one place or another. */
const WORDS = new Set(['arguments', 'async', 'await', 'eval', 'let', 'of', 'static', 'undefined', 'yield']);
/** Where a private member stands, if it is nothing but read. */
const READERS = new Set([
  'AwaitExpression',
  'BinaryExpression',
  'CallExpression',
  'ConditionalExpression',
  'IfStatement',
  'LogicalExpression',
  'MemberExpression',
  'NewExpression',
  'ReturnStatement',
  'SpreadElement',
  'TemplateLiteral',
  'VariableDeclarator',
]);

export interface BodySummary {
  readonly text: string;
  /** The names of outer variables in it. */
  readonly uses: ReadonlySet<string>;
}

/**
 * A shorter body of a function that uses the same outer variables, types and private members in the same way, on as many lines; `null` when there is
 * no such, or it is not worth it. What the linter says outside of the function is the same with both bodies.
 */
export function bodySummary(source: SourceCode, place: FoundFunction): BodySummary | null {
  const { node, body, isPlain } = place;
  if (!body || !isPlain || isAssignedToVariable(node)) return null;
  const [start, end] = body;
  const values = new Set<string>();
  const types = new Set<string>();
  const uses = new Set<string>();
  for (const reference of outerReferences(source, node)) {
    const identifier = reference.identifier as typeof reference.identifier & SyntaxNode as SyntaxNode;
    if (identifier.range[0] < start || identifier.range[1] > end) continue;
    const name = reference.identifier.name;
    if (identifier.type !== 'Identifier' || WORDS.has(name)) return null;
    if (reference.isWrite() || doesMutate(reference)) return null;
    uses.add(name);
    const use = useOf(identifier);
    if (use === null) return null;
    if (reference.isTypeReference === true) types.add(name);
    else if (use === 'typeof') types.add(`typeof ${name}`);
    else if (use === 'typeof a member') types.add(`typeof ${name}.x`);
    else values.add(name);
  }
  for (const one of nodesOf(node['body'] as SyntaxNode, source.visitorKeys)) {
    if (one.type !== 'PrivateIdentifier' && one.type !== 'PrivateName') continue;
    if (!isOnlyRead(one)) return null;
    values.add(`(0).#${String(one['name'])}`);
  }
  const lines = source.text.slice(start, end).match(LINE_BREAK)?.join('') ?? '';
  const asValues = values.size > 0 ? `void[${[...values].join(',')}]` : '';
  const asTypes = types.size > 0 ? `;void(0 as ${[...types].join(' as ')})` : '';
  const summary = `{${asValues}${asTypes}${lines}}`;
  return summary.length < end - start ? { text: summary, uses } : null;
}

/** `a = function () { a }`: where a name is read inside of what it is set to counts. */
function isAssignedToVariable(node: SyntaxNode): boolean {
  for (let { parent } = node; parent; { parent } = parent) {
    if (parent.type !== 'AssignmentExpression') continue;
    if ((parent['left'] as SyntaxNode).type !== 'MemberExpression') return true;
  }
  return false;
}

/** What a name is used as that is no type by itself; `null`: something else. */
function useOf(identifier: SyntaxNode): 'value' | 'typeof' | 'typeof a member' | null {
  let { parent } = identifier;
  const isQualified = parent?.type === 'TSQualifiedName';
  while (parent?.type === 'TSQualifiedName') parent = parent.parent;
  if (parent?.type === 'TSTypeQuery') return isQualified ? 'typeof a member' : 'typeof';
  return parent?.type === 'TSTypePredicate' ? null : 'value';
}

function isOnlyRead(name: SyntaxNode): boolean {
  const member = name.parent;
  if (member?.type !== 'MemberExpression' || member['property'] !== name) return false;
  const { parent } = member;
  return parent != null && READERS.has(parent.type);
}
