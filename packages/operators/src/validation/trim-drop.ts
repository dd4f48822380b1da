import * as ts from 'typescript';
import { chainLink } from '../kit/chain-link.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { TRIMS } from '../kit/text-form.ts';
import { gist, quoted } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const trimDrop: Operator = {
  id: 'trim-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 20,
  status: 'stable',
  title: 'Blanks around a text are not taken off',
  mistake: 'It is not thought of that a text from outside may have blanks around it.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const link = chainLink(node, context);
    if (link === null || !TRIMS.test(link.name)) return;
    yield {
      edits: link.edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(link.receiver, context)} without ${quoted(link.step)}.`,
        trigger: `It shows for a text with blanks around it.`,
        consequence: 'The blanks become part of what is compared, stored or measured.',
        fix: `Take them off: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const isEmpty = (text: string): boolean => text.trim() === '';\n",
        after: "export const isEmpty = (text: string): boolean => text === '';\n",
        witness: "isEmpty(' ')",
      },
      {
        before:
          "export const columns = (line: string): string[] => line.trim().split(',').filter((name) => name !== '');\n",
        after:
          "export const columns = (line: string): string[] => line.split(',').filter((name) => name !== '');\n",
        witness: "columns(' a')",
      },
    ],
    skips: [
      {
        code: 'export const clean = (xs: string[]): string[] => xs.map((x) => x.trim());\n',
        because: 'A function that gives back what it gets gives itself away.',
      },
    ],
  },
};
