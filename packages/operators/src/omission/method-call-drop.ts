import * as ts from 'typescript';
import { chainLink } from '../kit/chain-link.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { TEXT_FORMS } from '../kit/text-form.ts';
import { gist, quoted } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const methodCallDrop: Operator = {
  id: 'method-call-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Step of a chain missing',
  mistake: 'A value is used as it comes, and one step that brings it into the right form is forgotten.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const link = chainLink(node, context);
    if (link === null || TEXT_FORMS.test(link.name)) return;
    const { receiver, edits } = link;
    const step = quoted(link.step);
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(receiver, context)} without ${step}.`,
        trigger: `It shows for every value that ${step} would change.`,
        consequence: 'The value goes on in the form in which it came.',
        fix: `Put the step back: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: "export const columns = (line: string): string[] => line.replace(/#.*/, '').split(',');\n",
        after: "export const columns = (line: string): string[] => line.split(',');\n",
        witness: "columns('a#b')",
      },
      {
        before: 'export const key = (user: { mail?: string }): string | undefined => user.mail?.slice(1);\n',
        after: 'export const key = (user: { mail?: string }): string | undefined => user.mail;\n',
        witness: "key({ mail: 'ab' })",
      },
      {
        before:
          'export function largest(xs: readonly number[]): number[] {\n  return [...xs, 0]\n    .filter((x) => x < 100)\n    .toSorted((a, b) => b - a)\n    .slice(0, 2);\n}\n',
        after:
          'export function largest(xs: readonly number[]): number[] {\n  return [...xs, 0]\n    .toSorted((a, b) => b - a)\n    .slice(0, 2);\n}\n',
        witness: 'largest([200, 1])',
      },
    ],
    skips: [
      {
        code: "export const rule = (width: number): string => '-'.repeat(width).toString();\n",
        because: 'A line of one dash gives itself away, and a string is a string already.',
      },
      {
        code: 'export const size = (text?: string): number | undefined => text?.trim().length;\n',
        because: 'The rest of the chain needs the question mark.',
      },
      {
        code: 'export const clean = (xs: string[]): string[] => xs.map((x) => x.trim());\n',
        because: 'A function that gives back what it gets gives itself away.',
      },
      {
        code: 'export const names = (xs: { name: string }[]): string[] => xs.map((x) => x.name);\n',
        because: 'The step changes the type.',
      },
      {
        code: 'export const open = async (load: () => Promise<number>): Promise<number> => load().catch(() => 0);\n',
        because: 'A handler on a promise is a mistake of another kind.',
      },
    ],
  },
};
