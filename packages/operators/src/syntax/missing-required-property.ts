import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import { isJavaScript, isUnknownType, membersOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const missingRequiredProperty: Operator = {
  id: 'missing-required-property',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Property missing that the type insists on',
  mistake: 'An object is made without one of the parts that its type needs.',
  kinds: [
    ts.SyntaxKind.PropertyAssignment,
    ts.SyntaxKind.ShorthandPropertyAssignment,
    ts.SyntaxKind.MethodDeclaration,
  ],
  *mutate(node, context) {
    if (
      isJavaScript(context) ||
      !ts.isObjectLiteralElementLike(node) ||
      !ts.isObjectLiteralExpression(node.parent)
    )
      return;
    const { properties } = node.parent;
    if (node.name === undefined || !ts.isIdentifier(node.name) || properties.length < 2) return;
    if (properties.some(ts.isSpreadAssignment) || !isRequired(node.name.text, node.parent, context)) return;
    const edits = withoutElement(properties, properties.indexOf(node), context);
    if (edits === null) return;
    const { text } = node.name;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} makes an object without \`${text}\`, which its type insists on.`,
        trigger: `A type check reports it; at run time it shows wherever \`${text}\` is read.`,
        consequence: `\`${text}\` is \`undefined\` for everybody who gets the object.`,
        fix: `Put ${gist(node, context)} into the object.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Size {\n  width: number;\n  height: number;\n}\nexport const square = (side: number): Size => ({ width: side, height: side });\n',
        after:
          'interface Size {\n  width: number;\n  height: number;\n}\nexport const square = (side: number): Size => ({ width: side });\n',
        witness: null,
      },
      {
        before:
          'const show = (entry: { name: string; size: number }): string => entry.name + entry.size;\nexport const file = (name: string): string => show({ name, size: name.length });\n',
        after:
          'const show = (entry: { name: string; size: number }): string => entry.name + entry.size;\nexport const file = (name: string): string => show({ name });\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'interface Options {\n  deep?: boolean;\n  depth?: number;\n}\nexport const usual = (): Options => ({ deep: true, depth: 2 });\n',
        because: 'The type allows objects without it.',
      },
      {
        code: 'export const point = (x: number) => ({ x, y: 0 });\n',
        because: 'No type says what the object needs.',
      },
    ],
  },
};

/** The type that is expected there has such a property, and no object is of the type without it. */
function isRequired(name: string, object: ts.ObjectLiteralExpression, context: SiteContext): boolean {
  const { checker } = context;
  const expected = checker.getContextualType(object);
  if (expected === undefined || isUnknownType(expected)) return false;
  return membersOf(checker.getNonNullableType(expected)).every((type) => {
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false;
    const property = checker.getPropertyOfType(type, name);
    return property !== undefined && (property.flags & ts.SymbolFlags.Optional) === 0;
  });
}
