import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isJavaScript, isNullish, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const optionalChainDrop: Operator = {
  id: 'optional-chain-drop',
  family: 'nullish',
  tier: 'moderate',
  cwe: 476,
  status: 'stable',
  title: 'Missing object is asked for its parts',
  mistake: 'A value that may be missing is taken to be there always.',
  kinds: [
    ts.SyntaxKind.PropertyAccessExpression,
    ts.SyntaxKind.ElementAccessExpression,
    ts.SyntaxKind.CallExpression,
  ],
  *mutate(node, context) {
    const chained =
      ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);
    if (!chained || node.questionDotToken === undefined) return;
    const { expression: owner, questionDotToken: token } = node;
    const type = typeOf(owner, context);
    const isKnown = !isUnknownType(type) && !isJavaScript(context);
    if (isKnown && !membersOf(type).some(isNullish)) return;
    const mark = isKnown ? '!' : '';
    const dot = ts.isPropertyAccessExpression(node) ? '.' : '';
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: mark + dot }],
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(node, context)} without asking whether ${gist(owner, context)} is there.`,
        trigger: `It shows when ${gist(owner, context)} is missing.`,
        consequence: 'The code throws where it should go on without the value.',
        fix: `Ask first: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface User {\n  address?: { city: string };\n}\nexport const city = (user: User): string => user.address?.city ?? "";\n',
        after:
          'interface User {\n  address?: { city: string };\n}\nexport const city = (user: User): string => user.address!.city ?? "";\n',
        witness: 'city({})',
      },
      {
        before: 'export const call = (then?: () => void): void => {\n  then?.();\n};\n',
        after: 'export const call = (then?: () => void): void => {\n  then!();\n};\n',
        witness: 'call()',
      },
    ],
    skips: [
      {
        code: 'export const size = (text: string): number => text?.length;\n',
        because: 'The text is always there.',
      },
    ],
  },
};
