import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const missingArrow: Operator = {
  id: 'missing-arrow',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Arrow missing',
  mistake: 'The arrow between the parameters of a function and its body is not typed.',
  kinds: [ts.SyntaxKind.ArrowFunction],
  *mutate(node, context) {
    if (!ts.isArrowFunction(node)) return;
    const arrow = node.equalsGreaterThanToken;
    const start = startOf(node.body, context);
    // Before a bracket or an operator what is left would parse, as would a body on a line of its own.
    if (
      !/^[\t ]+$/u.test(context.text.slice(arrow.end, start)) ||
      !/^[\p{L}\d_$'"{]/u.test(context.text.slice(start))
    )
      return;
    yield {
      edits: [{ start: startOf(arrow, context), end: start, text: '' }],
      explanation: {
        mechanism: `The function ${gist(node, context)} in ${placeOf(node)} has no arrow between its parameters and its body.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence:
          'The parameters and the body do not parse as one function, so nothing in the file can be loaded.',
        fix: `Write the arrow: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const double = (n: number): number => n * 2;\n',
        after: 'export const double = (n: number): number n * 2;\n',
        witness: null,
      },
      {
        before:
          'export const sizes = (texts: string[]): number[] =>\n  texts.map((text) => {\n    return text.length;\n  });\n',
        after:
          'export const sizes = (texts: string[]): number[] =>\n  texts.map((text) {\n    return text.length;\n  });\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const pair = (n: number): number[] => [n, n];\n',
        because: 'Without the arrow the list would be read as an index or a type.',
      },
      {
        code: 'export const box = (width: number): { width: number } => ({ width });\n',
        because: 'What is left would be read as a call.',
      },
    ],
  },
};
