import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { partInstead } from '../kit/part.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isJavaScript, isNumberType, isUnknownType, typeOf } from '../kit/type-of.ts';
import { fits } from '../kit/fits.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const CLAMPS = /^(?:clamp|bound|constrain|saturate|confine|limit(?:To|ed)?|keepWithin|within)(?:[A-Z]\w*)?$/u;

export const integerBoundDrop: Operator = {
  id: 'integer-bound-drop',
  family: 'security',
  tier: 'expert',
  cwe: 190,
  status: 'stable',
  title: 'Number from outside may be as large as it likes',
  mistake: 'A number is taken to be in range, since nobody would send another one.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if (ts.isCallExpression(node)) yield* unclamped(node, context);
    if (ts.isNewExpression(node)) yield* wrapping(node, context);
  },
  examples: {
    injects: [
      {
        before:
          'const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);\nexport const share = (part: number): number => clamp(part, 0, 1);\nexport const cost = (wanted: number, price: number): number => clamp(wanted, 1, 99) * price;\n',
        after:
          'const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);\nexport const share = (part: number): number => clamp(part, 0, 1);\nexport const cost = (wanted: number, price: number): number => wanted * price;\n',
        witness: 'cost(100, 2)',
      },
      {
        before:
          'export const brighter = (pixels: readonly number[], by: number): number[] => [...Uint8ClampedArray.from(pixels.map((pixel) => pixel + by))];\nexport const row = (pixels: readonly number[]): number[] => [...new Uint8ClampedArray(pixels)];\n',
        after:
          'export const brighter = (pixels: readonly number[], by: number): number[] => [...Uint8ClampedArray.from(pixels.map((pixel) => pixel + by))];\nexport const row = (pixels: readonly number[]): number[] => [...new Uint8Array(pixels)];\n',
        witness: 'row([256])',
      },
    ],
    skips: [
      {
        code: 'const limit = (value: number, most: number): number => Math.min(value, most);\nexport const page = (size: number, most: number): number => limit(size, most);\n',
        because: 'A parameter would stand there unused.',
      },
      {
        code: 'const within = (value: number, low: number, high: number): boolean => low <= value && value <= high;\nexport const isHour = (hour: number): boolean => within(hour, 0, 23);\n',
        because: 'It is a question, not a bound.',
      },
    ],
  },
};

/** `clamp(value, low, high)` becomes `value`. */
function* unclamped(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const [value] = call.arguments;
  if (value === undefined || call.arguments.length < 2 || !CLAMPS.test(calledName(call) ?? '')) return;
  if (ts.isSpreadElement(value) || ts.isLiteralExpression(value)) return;
  if (![call, value].every((part) => mayBeNumber(part, context))) return;
  const edits = partInstead(call, value, context);
  if (edits === null) return;
  const bounds = call.arguments.slice(1).map((bound) => gist(bound, context));
  yield {
    edits,
    explanation: {
      mechanism: `${subjectOf(call)} uses ${gist(value, context)} as it comes, without the bounds ${bounds.join(' and ')}.`,
      trigger: `It shows when ${gist(value, context)} lies beyond them.`,
      consequence: 'A number that is negative, or far too large, is counted, stored or paid.',
      fix: `Keep it in range: ${gist(call, context)}.`,
    },
  };
}

/** A name like `clamp` says enough where types are unknown. */
function mayBeNumber(part: ts.Expression, context: SiteContext): boolean {
  const type = typeOf(part, context);
  return isNumberType(type) || (isJavaScript(context) && isUnknownType(type));
}

/** `new Uint8ClampedArray(…)` becomes `new Uint8Array(…)`. */
function* wrapping(node: ts.NewExpression, context: SiteContext): Generator<Rewrite> {
  if (textOf(node.expression, context) !== 'Uint8ClampedArray') return;
  const declared = ts.isVariableDeclaration(node.parent) ? node.parent.type : undefined;
  if (declared !== undefined || !(isSpread(node) || fits(typeOf(node, context), node, context))) return;
  if (!isSpread(node) && !ts.isVariableDeclaration(node.parent)) return;
  yield {
    edits: [replaceNode(node.expression, 'Uint8Array', context)],
    explanation: {
      mechanism: `${subjectOf(node)} stores numbers in a \`Uint8Array\`, which begins again at 0 behind 255.`,
      trigger: 'It shows for a number below 0 or above 255.',
      consequence: 'A number that is too large becomes a small one.',
      fix: `Let them stop at the bounds: ${gist(node, context)}.`,
    },
  };
}

function isSpread(node: ts.NewExpression): boolean {
  return ts.isSpreadElement(node.parent);
}
