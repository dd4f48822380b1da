import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isOnText, methodCall, type MethodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, SiteContext } from '../operator.ts';

export const replaceAllToFirst: Operator = {
  id: 'replace-all-to-first',
  family: 'string',
  tier: 'moderate',
  cwe: 116,
  status: 'stable',
  title: 'Only the first occurrence is replaced',
  mistake: '`replace` with a text is thought to replace all of its occurrences.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null) return;
    const edits = call.name === 'replaceAll' ? ofReplaceAll(call, context) : ofSplitJoin(call, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} calls \`replace\` with a text, which stops after the first occurrence.`,
        trigger: 'It shows for a text in which what is replaced occurs more than once.',
        consequence: 'All occurrences but the first are left as they are.',
        fix: `Replace them all: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const dashed = (text: string): string => text.replaceAll(' ', '-');\n",
        after: "export const dashed = (text: string): string => text.replace(' ', '-');\n",
        witness: "dashed('a b c')",
      },
      {
        before: "export const dashed = (text: string): string => text.split(' ').join('-');\n",
        after: "export const dashed = (text: string): string => text.replace(' ', '-');\n",
        witness: "dashed('a b c')",
      },
    ],
    skips: [
      {
        code: "export const dashed = (text: string): string => text.replaceAll(/ /g, '-');\n",
        because: 'With this expression `replace` does the same.',
      },
      {
        code: "export const reversed = (text: string): string => text.split('').toReversed().join('');\n",
        because: 'Something is done between.',
      },
    ],
  },
};

function ofReplaceAll({ call, callee }: MethodCall, context: SiteContext): Edit[] | null {
  const [pattern] = call.arguments;
  const isText = pattern !== undefined && isStringType(typeOf(pattern, context));
  return isText ? [replaceNode(callee.name, 'replace', context)] : null;
}

/** `text.split(a).join(b)`, where `a` is not empty. */
function ofSplitJoin({ call, receiver, name }: MethodCall, context: SiteContext): Edit[] | null {
  const split = methodCall(receiver);
  const [into] = call.arguments;
  const [from] = split?.call.arguments ?? [];
  if (name !== 'join' || split?.name !== 'split' || !isOnText(split, context)) return null;
  if (into === undefined || from === undefined || split.call.arguments.length > 1) return null;
  if (!ts.isStringLiteral(from) || from.text === '' || !isStringType(typeOf(into, context))) return null;
  const gap = { start: from.end, end: startOf(into, context), text: ', ' };
  return textOf(call, context).includes('\n')
    ? null
    : [replaceNode(split.callee.name, 'replace', context), gap];
}
