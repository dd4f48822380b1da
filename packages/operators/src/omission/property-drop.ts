import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isHandedOver } from '../kit/handed-over.ts';
import { withoutElement } from '../kit/element.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** What has an operator of its own, or is no property. */
const OTHERS = new Set(['__proto__', 'cause']);

export const propertyDrop: Operator = {
  id: 'property-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Part of an object is left out',
  mistake: 'One of the things that must be told, and that the type does not insist on, is forgotten.',
  kinds: [ts.SyntaxKind.PropertyAssignment, ts.SyntaxKind.ShorthandPropertyAssignment],
  *mutate(node, context) {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return;
    const object = node.parent;
    const index = object.properties.indexOf(node);
    if (
      !ts.isIdentifier(node.name) ||
      OTHERS.has(node.name.text) ||
      object.properties.length === 1 ||
      !isHandedOver(object)
    )
      return;
    if (object.properties.slice(0, index).some(ts.isSpreadAssignment)) return;
    if (ts.isPropertyAssignment(node) && saysNothing(bare(node.initializer))) return;
    if (!isOptional(node.name.text, object, context)) return;
    const edits: Edit[] | null = withoutElement(object.properties, index, context);
    if (edits === null) return;
    const { text } = node.name;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} hands over an object without \`${text}\`.`,
        trigger: `It shows whenever \`${text}\` is read and not what is taken for it when it is missing.`,
        consequence: `What should come from ${gist(node, context)} does not arrive.`,
        fix: `Put ${gist(node, context)} into the object.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Shape {\n  width: number;\n  height?: number;\n}\nconst area = ({ width, height = width }: Shape): number => width * height;\nexport const half = (shape: { w: number; h: number }): number => area({ width: shape.w, height: shape.h / 2 });\n',
        after:
          'interface Shape {\n  width: number;\n  height?: number;\n}\nconst area = ({ width, height = width }: Shape): number => width * height;\nexport const half = (shape: { w: number; h: number }): number => area({ width: shape.w });\n',
        witness: 'half({ w: 2, h: 2 })',
      },
      {
        before:
          'interface Page {\n  items: string[];\n  next?: number;\n}\nexport function page(items: string[], at: number): Page {\n  return {\n    items: items.slice(at, at + 2),\n    next: at + 2,\n  };\n}\n',
        after:
          'interface Page {\n  items: string[];\n  next?: number;\n}\nexport function page(items: string[], at: number): Page {\n  return {\n    items: items.slice(at, at + 2),\n  };\n}\n',
        witness: "page(['a'], 0)",
      },
    ],
    skips: [
      {
        code: 'interface Size {\n  width: number;\n  height: number;\n}\nexport const square = (side: number): Size => ({ width: side, height: side });\n',
        because: 'The type insists on both.',
      },
      {
        code: 'interface Options {\n  deep?: boolean;\n  depth?: number;\n}\nexport const usual = (): Options => ({ deep: false, depth: undefined });\n',
        because: 'Missing means the same.',
      },
      {
        code: 'interface Size {\n  width?: number;\n  height?: number;\n}\nexport function size(): number {\n  const size: Size = { width: 1, height: 2 };\n  return (size.width ?? 0) + (size.height ?? 0);\n}\n',
        because: 'The object stays where it is made, next to what reads it.',
      },
    ],
  },
};

/** `undefined` and `false` mostly mean the same as nothing. */
function saysNothing(value: ts.Expression): boolean {
  return value.kind === ts.SyntaxKind.FalseKeyword || (ts.isIdentifier(value) && value.text === 'undefined');
}

/** An argument of a function of which nothing is known. */
function isForUnknown(object: ts.Expression, context: SiteContext): boolean {
  const { parent } = wrapped(object);
  const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  return isCall && isUnknownType(typeOf(parent.expression, context));
}

/** The type that is expected allows objects without it; where nothing is known of it, any may be left out. */
function isOptional(name: string, object: ts.ObjectLiteralExpression, context: SiteContext): boolean {
  const expected = context.checker.getContextualType(object);
  if (expected === undefined) return isJavaScript(context) || isForUnknown(object, context);
  if (isUnknownType(expected)) return true;
  const property = context.checker.getPropertyOfType(context.checker.getNonNullableType(expected), name);
  return property !== undefined && (property.flags & ts.SymbolFlags.Optional) !== 0;
}
