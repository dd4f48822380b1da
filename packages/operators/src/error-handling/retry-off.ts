import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isComparison, OTHER_BOUNDARY } from '../kit/comparison.ts';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed } from '../kit/tree.ts';
import { loopBoundNarrow } from '../boundary/loop-bound-narrow.ts';
import { loopBoundWiden } from '../boundary/loop-bound-widen.ts';
import { rangeCheckOpen } from '../boundary/range-check-open.ts';
import { capacityCheck } from '../boundary/capacity-check.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

const ATTEMPT =
  /^#?(?:attempts?|tr(?:y|ies)|tried|retr(?:y|ies)|failures?|attempts?(?:Made|Left|Count)|retryCount|turn)$/iu;
const OTHERS: readonly Operator[] = [loopBoundNarrow, loopBoundWiden, rangeCheckOpen, capacityCheck];

export const retryOff: Operator = {
  id: 'retry-off',
  family: 'error-handling',
  tier: 'hard',
  cwe: 193,
  status: 'stable',
  title: 'Tries once too often, or at the wrong pace',
  mistake: 'How many tries there are, or how long to wait before the next one, is worked out slightly wrong.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const change = boundary(node, context) ?? pace(node, context);
    if (change === null) return;
    yield {
      edits: change.edits,
      explanation: {
        mechanism: `${subjectOf(node)} ${change.does}.`,
        trigger: change.trigger,
        consequence: change.consequence,
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export async function persist<T>(task: () => Promise<T>, limit: number): Promise<T> {\n  for (let attempt = 1; ; attempt++) {\n    try {\n      return await task();\n    } catch (error) {\n      if (attempt >= limit) throw error;\n    }\n  }\n}\n',
        after:
          'export async function persist<T>(task: () => Promise<T>, limit: number): Promise<T> {\n  for (let attempt = 1; ; attempt++) {\n    try {\n      return await task();\n    } catch (error) {\n      if (attempt > limit) throw error;\n    }\n  }\n}\n',
        witness:
          "(async () => { let tries = 0; await persist(async () => { tries += 1; throw new Error('no'); }, 2).catch(() => {}); return tries; })()",
      },
      {
        before: 'export const pause = (attempt: number): number => Math.min(100 * 2 ** attempt, 30_000);\n',
        after: 'export const pause = (attempt: number): number => Math.min(100 * 2 * attempt, 30_000);\n',
        witness: 'pause(3)',
      },
    ],
    skips: [
      {
        code: 'export const isPassed = (attempts: number, limit: number): boolean => attempts < limit;\n',
        because: 'Nothing is tried here.',
      },
      {
        code: 'export const area = (side: number): number => Math.min(side ** 2, 100);\n',
        because: 'It does not grow with the number of tries.',
      },
    ],
  },
};

interface Change {
  readonly edits: readonly Edit[];
  readonly does: string;
  readonly trigger: string;
  readonly consequence: string;
}

/** `attempt < limit` where failures are caught: one try more, or less. */
function boundary(node: ts.Expression, context: SiteContext): Change | null {
  if (!isComparison(node) || !(isAttempt(node.left) || isAttempt(node.right))) return null;
  if (!isAboutFailure(node) || OTHERS.some((one) => ancestors(node).some((at) => takes(one, at, context))))
    return null;
  const other = OTHER_BOUNDARY.get(node.operatorToken.kind)!;
  return {
    edits: [replaceNode(node.operatorToken, other, context)],
    does: `asks for \`${textOf(node.left, context)} ${other} ${textOf(node.right, context)}\` when it decides about another try`,
    trigger: 'It shows when every try fails.',
    consequence: 'There is one try more, or one less, than there should be.',
  };
}

/** The test itself, and the loop that it belongs to. */
function ancestors(node: ts.Node): ts.Node[] {
  const loop = enclosing(node, isLoop);
  return loop === null ? [node] : [node, loop];
}

/** `2 ** attempt`: the wait grows by the same amount each time instead of doubling. */
function pace(node: ts.Expression, context: SiteContext): Change | null {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken)
    return null;
  if (!mentionsAttempt(node.right)) return null;
  return {
    edits: [replaceNode(node.operatorToken, '*', context)],
    does: `waits longer by the same amount each time, with \`${textOf(node.left, context)} * ${textOf(node.right, context)}\``,
    trigger: 'It shows from the third try on, and before the first when tries are counted from zero.',
    consequence: 'What is overloaded is asked again much sooner than agreed.',
  };
}

function mentionsAttempt(node: ts.Node): boolean {
  return [...descendants(node)].some((part) => ts.isExpression(part) && isAttempt(part));
}

function isAttempt(node: ts.Expression): boolean {
  const inner = bare(node);
  const name = ts.isPropertyAccessExpression(inner) ? inner.name : inner;
  return (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) && ATTEMPT.test(name.text);
}

/** The loop around catches what a try throws. */
function isAboutFailure(node: ts.Expression): boolean {
  if (enclosing(node, ts.isCatchClause) !== null) return true;
  const loop = enclosing(node, isLoop);
  return loop !== null && [...executed(loop)].some(ts.isCatchClause);
}
