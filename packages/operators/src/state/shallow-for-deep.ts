import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { isArrayType, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const shallowForDeep: Operator = {
  id: 'shallow-for-deep',
  family: 'state',
  tier: 'hard',
  cwe: 374,
  status: 'nursery',
  title: 'Copy shares its inner parts with the original',
  mistake: 'A copy of the outermost object is taken for a copy of all that hangs on it.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const value = clonedBy(node);
    if (value === null || !(ts.isIdentifier(value) || ts.isPropertyAccessExpression(value))) return;
    const shallow = shallowCopy(value, context);
    if (shallow === null) return;
    const text = ts.isArrowFunction(node.parent) && shallow.startsWith('{') ? `(${shallow})` : shallow;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} makes ${quoted(shallow)}, whose inner objects are those of ${gist(value, context)}.`,
        trigger: 'It shows as soon as an inner part of the copy, or of the original, is changed.',
        consequence: 'The change appears in both.',
        fix: `Copy all of it: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Tree {\n  leaves: number[];\n}\nexport const grown = (tree: Tree): Tree => {\n  const next = structuredClone(tree);\n  next.leaves.push(1);\n  return next;\n};\n',
        after:
          'interface Tree {\n  leaves: number[];\n}\nexport const grown = (tree: Tree): Tree => {\n  const next = { ...tree };\n  next.leaves.push(1);\n  return next;\n};\n',
        witness: '(() => { const tree = { leaves: [] }; grown(tree); return tree; })()',
      },
    ],
    skips: [
      {
        code: 'export const copy = (tree: { size: number }): { size: number } => structuredClone(tree);\n',
        because: 'There is nothing inside that could be shared.',
      },
    ],
  },
};

/** What `structuredClone(x)`, `cloneDeep(x)` or `JSON.parse(JSON.stringify(x))` copies. */
function clonedBy(node: ts.Node): ts.Expression | null {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return null;
  const callee = node.expression.getText();
  const value = node.arguments[0]!;
  if (/^(?:structuredClone|(?:\w+\.)?cloneDeep|deepClone|deepCopy)$/u.test(callee)) return value;
  const isRoundTrip = callee === 'JSON.parse' && ts.isCallExpression(value) && value.arguments.length === 1;
  return isRoundTrip && value.expression.getText() === 'JSON.stringify' ? value.arguments[0]! : null;
}

/** `[...x]` or `{ ...x }`; `null` when nothing inside is an object, or nothing is known. */
function shallowCopy(value: ts.Expression, context: SiteContext): string | null {
  const { checker } = context;
  const type = typeOf(value, context);
  const isObject = (part: ts.Type): boolean =>
    (part.flags & ts.TypeFlags.Object) !== 0 || isUnknownType(part);
  if (isUnknownType(type)) return null;
  if (isArrayType(type, context)) {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return element !== undefined && isObject(element) ? `[...${textOf(value, context)}]` : null;
  }
  const isPlain = (type.flags & ts.TypeFlags.Object) !== 0 && !type.isClass();
  const parts = checker
    .getPropertiesOfType(type)
    .map((part) => checker.getTypeOfSymbolAtLocation(part, value));
  return isPlain && parts.some(isObject) ? `{ ...${textOf(value, context)} }` : null;
}
