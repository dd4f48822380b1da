import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isKnownNonNegative } from '../kit/known-sign.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

/** What is written by mistake, and when the two differ. */
interface Mix {
  readonly wrong: string;
  readonly differs: string;
}

const NEAREST: Mix = { wrong: 'round', differs: 'has a fraction of one half or more' };
const MIXED_UP: ReadonlyMap<string, Mix> = new Map([
  ['floor', NEAREST],
  ['ceil', { wrong: 'floor', differs: 'is not a whole number' }],
  ['round', { wrong: 'floor', differs: 'has a fraction of one half or more' }],
  ['trunc', { wrong: 'floor', differs: 'is negative and not a whole number' }],
]);

export const roundingMode: Operator = {
  id: 'rounding-mode',
  family: 'number',
  tier: 'moderate',
  cwe: 682,
  status: 'stable',
  title: 'Rounded in the wrong direction',
  mistake: 'Up, down and to the nearest are mixed up when a number is rounded.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (
      !ts.isCallExpression(node) ||
      !ts.isPropertyAccessExpression(node.expression) ||
      node.arguments.length !== 1
    )
      return;
    const { expression: owner, name } = node.expression;
    const argument = node.arguments[0]!;
    const mix = mixedUp(name.text, argument);
    if (
      !ts.isIdentifier(owner) ||
      owner.text !== 'Math' ||
      mix === undefined ||
      ts.isNumericLiteral(bare(argument))
    )
      return;
    yield {
      edits: [replaceNode(name, mix.wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} rounds ${gist(argument, context)} with \`Math.${mix.wrong}\` instead of \`Math.${name.text}\`.`,
        trigger: `It shows only when ${gist(argument, context)} ${mix.differs}.`,
        consequence: 'The result is off by one.',
        fix: `Round with \`Math.${name.text}\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const pages = (items: number, size: number): number => Math.ceil(items / size);\n',
        after: 'export const pages = (items: number, size: number): number => Math.floor(items / size);\n',
        witness: 'pages(11, 10)',
      },
      {
        before: 'export const cents = (euros: number): number => Math.round(euros * 100);\n',
        after: 'export const cents = (euros: number): number => Math.floor(euros * 100);\n',
        witness: 'cents(1.15)',
      },
      {
        before: 'export const tens = (n: number): number => Math.trunc(n / 10);\n',
        after: 'export const tens = (n: number): number => Math.floor(n / 10);\n',
        witness: 'tens(-15)',
      },
      {
        before: 'export const whole = (n: number): number => (n >= 0 ? Math.trunc(n) : -1);\n',
        after: 'export const whole = (n: number): number => (n >= 0 ? Math.round(n) : -1);\n',
        witness: 'whole(1.5)',
      },
    ],
    skips: [
      { code: 'export const size = (n: number): number => Math.abs(n);\n', because: 'Nothing is rounded.' },
      {
        code: 'const Maths = { floor: (n: number) => n | 0 };\nexport const low = (n: number): number => Maths.floor(n);\n',
        because: 'Not the language’s own function.',
      },
    ],
  },
};

function mixedUp(name: string, argument: ts.Expression): Mix | undefined {
  return name === 'trunc' && isKnownNonNegative(argument) ? NEAREST : MIXED_UP.get(name);
}
