import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isTuning } from '../kit/tuning.ts';
import { wrongValue } from '../kit/wrong-value.ts';
import type { Operator } from '../operator.ts';

export const defaultParameterChange: Operator = {
  id: 'default-parameter-change',
  family: 'argument',
  tier: 'moderate',
  cwe: 1188,
  status: 'stable',
  title: 'Wrong value holds when an argument is left out',
  mistake: 'What a parameter stands for when nothing is passed is remembered wrongly.',
  kinds: [ts.SyntaxKind.Parameter, ts.SyntaxKind.BindingElement],
  *mutate(node, context) {
    if (!ts.isParameter(node) && !ts.isBindingElement(node)) return;
    const { initializer: value, name } = node;
    if (value === undefined || !ts.isIdentifier(name) || isTuning(name.text)) return;
    const wrong = wrongValue(value, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(value, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(name)} takes \`${wrong}\` for \`${name.text}\` when nothing is given.`,
        trigger: `It shows only when \`${name.text}\` is left out.`,
        consequence: `The code goes on with \`${wrong}\` instead of ${gist(value, context)}.`,
        fix: `Take ${gist(value, context)}: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const list = (xs: number[], isOpen = true): string => (isOpen ? `[${xs}` : `[${xs}]`);\n',
        after:
          'export const list = (xs: number[], isOpen = false): string => (isOpen ? `[${xs}` : `[${xs}]`);\n',
        witness: 'list([1])',
      },
      {
        before:
          'export const cut = (text: string, { from = 0 }: { from?: number } = {}): string => text.slice(from);\n',
        after:
          'export const cut = (text: string, { from = 1 }: { from?: number } = {}): string => text.slice(from);\n',
        witness: "cut('ab')",
      },
    ],
    skips: [
      {
        code: "export const greet = (name = 'you'): string => `Hello ${name}`;\n",
        because: 'Nothing is near to such a text.',
      },
      {
        code: 'export const wait = (timeout = 500): number => timeout;\n',
        because: 'How long something takes is a matter of taste.',
      },
    ],
  },
};
