import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { fits } from '../kit/fits.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const prototypePollution: Operator = {
  id: 'prototype-pollution',
  family: 'security',
  tier: 'expert',
  cwe: 1321,
  status: 'stable',
  title: 'Table that others may write to inherits from all objects',
  mistake:
    'An object is used as a table for names from outside, and the names that every object has are not thought of.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    const edits = inheriting(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} makes a plain object \`{}\` where one without a prototype is needed.`,
        trigger: 'It shows for the names `__proto__`, `constructor`, `toString` and the like.',
        consequence: 'Such a name is found without having been stored, or storing it changes other objects.',
        fix: `Make it without a prototype: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function count(words: string[]): Record<string, number> {\n  const counts: Record<string, number> = Object.create(null);\n  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;\n  return counts;\n}\n',
        after:
          'export function count(words: string[]): Record<string, number> {\n  const counts: Record<string, number> = {};\n  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;\n  return counts;\n}\n',
        witness: "count(['constructor'])",
      },
    ],
    skips: [
      {
        code: 'export const clone = (value: object): object => Object.create(value) as object;\n',
        because: 'It has a prototype on purpose.',
      },
    ],
  },
};

/** `Object.create(null)` becomes `{}`; `__proto__: null` goes. */
function inheriting(node: ts.Node, context: SiteContext): Edit[] | null {
  if (ts.isPropertyAssignment(node)) {
    const isNull =
      /^['"]?__proto__['"]?$/u.test(node.name.getText()) &&
      node.initializer.kind === ts.SyntaxKind.NullKeyword;
    return isNull ? withoutProperty(node, context) : null;
  }
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'Object.create') return null;
  const [prototype] = node.arguments;
  if (node.arguments.length !== 1 || prototype?.kind !== ts.SyntaxKind.NullKeyword) return null;
  const isBody = ts.isArrowFunction(node.parent);
  return fits(typeOf(node, context), node, context)
    ? [replaceNode(node, isBody ? '({})' : '{}', context)]
    : null;
}

function withoutProperty(node: ts.PropertyAssignment, context: SiteContext): Edit[] | null {
  const { properties } = node.parent;
  if (properties.length === 1) return [replaceNode(node.parent, '{}', context)];
  return withoutElement(properties, properties.indexOf(node), context);
}
