import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { isPostCount, isStep } from '../kit/off-by-one.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isIndexable, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const SLICES = new Set(['slice', 'substring', 'subarray']);

export const sliceEndShift: Operator = {
  id: 'slice-end-shift',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Slice ends one element off',
  mistake: 'The exclusive end of a slice is taken for an inclusive one, or its start for the place before.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (!SLICES.has(calledName(node) ?? '')) return;
    const receiver = typeOf(node.expression.expression, context);
    if (!isUnknownType(receiver) && !isIndexable(receiver, context)) return;
    const place = node.arguments[1] ?? node.arguments[0];
    if (place !== undefined) yield* shifted(node, place, context);
  },
  examples: {
    injects: [
      {
        before:
          'export const word = (text: string, from: number, to: number): string => text.slice(from, to + 1);\n',
        after:
          'export const word = (text: string, from: number, to: number): string => text.slice(from, to);\n',
        witness: "word('hello', 0, 2)",
      },
      {
        before:
          'export const page = (rows: string[], start: number, size: number): string[] => rows.slice(start, start + size);\n',
        after:
          'export const page = (rows: string[], start: number, size: number): string[] => rows.slice(start, start + size - 1);\n',
        witness: "page(['a', 'b', 'c'], 0, 2)",
      },
      {
        before: "export const value = (line: string): string => line.slice(line.indexOf('=') + 1);\n",
        after: "export const value = (line: string): string => line.slice(line.indexOf('='));\n",
        witness: "value('a=b')",
      },
    ],
    skips: [
      {
        code: 'export const copy = (rows: number[]): number[] => rows.slice();\n',
        because: 'A copy has no end to be wrong about.',
      },
      {
        code: 'export const rest = (text: string): string => text.slice(3);\n',
        because: 'A start without a step has no end to be wrong about.',
      },
      {
        code: 'export const most = (text: string): string => text.slice(0, -1);\n',
        because: 'A place counted from the end is not an exclusive end.',
      },
    ],
  },
};

function* shifted(call: ts.CallExpression, place: ts.Expression, context: SiteContext): Generator<Rewrite> {
  const hasEnd = call.arguments.length > 1;
  if (isPostCount(place)) return;
  if (isStep(place, ts.SyntaxKind.PlusToken)) {
    yield rewrite(call, place, textOf(place.left, context), context);
  } else if (hasEnd && isAdjustable(place)) {
    yield rewrite(call, place, `${textOf(place, context)} - 1`, context);
  }
}

/** An end that reads naturally with `- 1` behind it and is not already adjusted or counted from the end. */
function isAdjustable(place: ts.Expression): boolean {
  if (ts.isIdentifier(place)) return place.text !== 'undefined';
  if (ts.isPropertyAccessExpression(place)) return true;
  if (!ts.isBinaryExpression(place)) return false;
  const isSum =
    place.operatorToken.kind === ts.SyntaxKind.PlusToken ||
    place.operatorToken.kind === ts.SyntaxKind.MinusToken;
  return isSum && !ts.isNumericLiteral(place.right);
}

function rewrite(call: ts.CallExpression, place: ts.Expression, text: string, context: SiteContext): Rewrite {
  const isEnd = call.arguments.length > 1;
  const start = place.getStart(context.sourceFile);
  return {
    edits: text.startsWith(textOf(place, context))
      ? [{ start: place.end, end: place.end, text: text.slice(place.end - start) }]
      : [{ start: start + text.length, end: place.end, text: '' }],
    explanation: {
      mechanism: `${subjectOf(call)} takes \`${text}\` as the ${isEnd ? 'end' : 'start'} of ${gist(call, context)}, one less than it must be.`,
      trigger: isEnd
        ? 'It shows whenever the slice holds at least one element and its end lies inside the sequence.'
        : 'It shows whenever there is an element before the one that the slice should start with.',
      consequence: isEnd
        ? 'The last element of the slice is lost.'
        : 'The slice carries one element too many at its front.',
      fix: `Use ${gist(place, context)} as the ${isEnd ? 'exclusive end' : 'start'}.`,
    },
  };
}
