import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop, type CountedLoop } from '../kit/counted-loop.ts';
import { placeOf } from '../kit/enclosing.ts';
import { isCount } from '../kit/off-by-one.ts';
import { isStored, referencesTo, symbolOf } from '../kit/references.ts';
import { refusedBefore } from '../kit/refused.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isInside, isSameCode } from '../kit/tree.ts';
import { isNumberType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const loopBoundNarrow: Operator = {
  id: 'loop-bound-narrow',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Loop stops one time too early',
  mistake: 'The last member of a range is left out, as if the end did not belong to it.',
  kinds: [ts.SyntaxKind.ForStatement],
  *mutate(node, context) {
    const loop = countedLoop(node);
    if (loop === null) return;
    const { test, index } = loop;
    const isClosed = isToken(test, ts.SyntaxKind.LessThanEqualsToken);
    const isDown = isToken(test, ts.SyntaxKind.GreaterThanEqualsToken);
    const isOpen = isToken(test, ts.SyntaxKind.LessThanToken) && isCount(test.right);
    if (!isClosed && !isDown && !isOpen) return;
    if (isPassedOver(loop, isOpen ? -1 : 0, context)) return;
    const edit = isOpen
      ? { start: test.end, end: test.end, text: ' - 1' }
      : {
          start: startOf(test.operatorToken, context),
          end: test.operatorToken.end,
          text: isDown ? '>' : '<',
        };
    const written = isOpen
      ? `${textOf(test, context)} - 1`
      : `${textOf(test.left, context)} ${edit.text} ${textOf(test.right, context)}`;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `The loop in ${placeOf(node)} runs only while ${quoted(written)}.`,
        trigger: `It shows whenever the last turn, with the last value of \`${index.text}\`, has something to do.`,
        consequence: 'The last element is never looked at.',
        fix: `Go on while ${gist(test, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(to: number): number {\n  let sum = 0;\n  for (let n = 1; n <= to; n++) sum += n;\n  return sum;\n}\n',
        after:
          'export function sum(to: number): number {\n  let sum = 0;\n  for (let n = 1; n < to; n++) sum += n;\n  return sum;\n}\n',
        witness: 'sum(2)',
      },
      {
        before:
          'export function has(xs: number[], x: number): boolean {\n  for (let i = 0; i < xs.length; i++) if (xs[i] === x) return true;\n  return false;\n}\n',
        after:
          'export function has(xs: number[], x: number): boolean {\n  for (let i = 0; i < xs.length - 1; i++) if (xs[i] === x) return true;\n  return false;\n}\n',
        witness: 'has([1, 2], 2)',
      },
    ],
    skips: [
      {
        code: 'export function spin(n: number): number {\n  let turns = 0;\n  while (turns < n) turns++;\n  return turns;\n}\n',
        because: 'What is counted is no place in anything.',
      },
      {
        code: "export function pairs(key: Uint8Array): number[] {\n  if (key.byteLength !== 16) throw new RangeError('key');\n  const pairs: number[] = [];\n  for (let i = 0; i < key.byteLength; i += 2) pairs.push(key[i]! * 256 + key[i + 1]!);\n  return pairs;\n}\n",
        because: 'The steps never come to the last place: it stops at the same one.',
      },
    ],
  },
};

/** Where start, step and bound are known: no turn has the value that is left out, which is `bound + from`. */
function isPassedOver(loop: CountedLoop, from: number, context: SiteContext): boolean {
  const start = fixedNumber(loop.start);
  const step = stepOf(loop);
  const bound = fixedNumber(loop.test.right) ?? onlyCount(loop, context);
  if (start === null || step === null || bound === null || isSetElsewhere(loop, context)) return false;
  const turns = (bound + from - start) / step;
  return [start, step, bound].every(Number.isInteger) && !(Number.isInteger(turns) && turns >= 0);
}

function fixedNumber(expression: ts.Expression): number | null {
  const node = bare(expression);
  return ts.isNumericLiteral(node) ? Number(node.text) : null;
}

/** 1 of `i++`, -2 of `i -= 2`. */
function stepOf({ step, index }: CountedLoop): number | null {
  if (ts.isPrefixUnaryExpression(step) || ts.isPostfixUnaryExpression(step)) {
    const isIndex = ts.isIdentifier(step.operand) && step.operand.text === index.text;
    if (!isIndex) return null;
    if (step.operator === ts.SyntaxKind.PlusPlusToken) return 1;
    return step.operator === ts.SyntaxKind.MinusMinusToken ? -1 : null;
  }
  if (!ts.isBinaryExpression(step) || !ts.isIdentifier(step.left) || step.left.text !== index.text)
    return null;
  const size = fixedNumber(step.right);
  if (size === null || size === 0) return null;
  if (isToken(step, ts.SyntaxKind.PlusEqualsToken)) return size;
  return isToken(step, ts.SyntaxKind.MinusEqualsToken) ? -size : null;
}

/** The only value of the bound that an earlier guard lets through: 16 behind `if (key.length !== 16) throw …`. */
function onlyCount({ node, test }: CountedLoop, context: SiteContext): number | null {
  for (const refused of refusedBefore(node, context)) {
    if (!ts.isBinaryExpression(refused) || !isSameCode(bare(refused.left), bare(test.right))) continue;
    const isOther =
      isToken(refused, ts.SyntaxKind.ExclamationEqualsEqualsToken) ||
      isToken(refused, ts.SyntaxKind.ExclamationEqualsToken);
    const count = fixedNumber(refused.right);
    if (isOther && count !== null && isNumberType(typeOf(refused.left, context))) return count;
  }
  return null;
}

/** Something besides the step stores into the index. */
function isSetElsewhere({ index, step }: CountedLoop, context: SiteContext): boolean {
  const symbol = symbolOf(index, context);
  return (
    symbol === null || referencesTo(symbol, context).some((use) => isStored(use) && !isInside(use, step))
  );
}
