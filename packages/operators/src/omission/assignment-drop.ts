import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { isNeededBehind, storeTarget } from '../kit/effect.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { shareName } from '../kit/references.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isSameType, typeOf } from '../kit/type-of.ts';
import { cacheNotInvalidated } from '../state/cache-not-invalidated.ts';
import { stateResetDrop } from '../state/state-reset-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

const SPECIALISTS = [cacheNotInvalidated, stateResetDrop];

export const assignmentDrop: Operator = {
  id: 'assignment-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'State not brought up to date',
  mistake: 'A part of the state that must change along with the rest is forgotten.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node)) return;
    const target = storeTarget(node);
    const fn = enclosingFunction(node);
    if (target === null || fn === null || isFirstValue(node.expression, fn)) return;
    const isKept = ts.isPropertyAccessExpression(target) || isShared(target, context);
    if (!isKept && !isReworked(node.expression, context)) return;
    if (isNeededBehind(target, node, fn, context) || leavesUnassigned([stretchOf(node, context)], context))
      return;
    if (SPECIALISTS.some((one) => takes(one, node, context))) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} leaves ${gist(target, context)} as it was.`,
        trigger: `It shows when ${gist(target, context)} is read after the code has run.`,
        consequence: `${gist(target, context)} no longer fits the rest of the state.`,
        fix: `Bring it up to date: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Reader {\n  at = 0;\n  line = 1;\n  skip(width: number): void {\n    this.at += width;\n    this.line += 1;\n  }\n}\n',
        after:
          'export class Reader {\n  at = 0;\n  line = 1;\n  skip(width: number): void {\n    this.at += width;\n  }\n}\n',
        witness: '(() => { const reader = new Reader(); reader.skip(2); return reader.line; })()',
      },
      {
        before:
          "let last = '';\nlet count = 0;\nexport function note(text: string): string {\n  const before = `${last} ${count}`;\n  last = text;\n  count++;\n  return before;\n}\nexport function skip(): void {\n  last = 'skipped';\n  count += 2;\n}\n",
        after:
          "let last = '';\nlet count = 0;\nexport function note(text: string): string {\n  const before = `${last} ${count}`;\n  last = text;\n  count++;\n  return before;\n}\nexport function skip(): void {\n  last = 'skipped';\n}\n",
        witness: "(() => { note('a'); skip(); return note('b'); })()",
      },
      {
        before:
          "export function slug(title: string, isShort: boolean): string {\n  let slug = title.toLowerCase();\n  slug = slug.replace(/\\W+/g, '-');\n  if (isShort) slug = slug.slice(0, 8);\n  return slug;\n}\n",
        after:
          'export function slug(title: string, isShort: boolean): string {\n  let slug = title.toLowerCase();\n  if (isShort) slug = slug.slice(0, 8);\n  return slug;\n}\n',
        witness: "slug('a b', false)",
      },
    ],
    skips: [
      {
        code: 'export class Box {\n  readonly width: number;\n  area = 0;\n  constructor(width: number) {\n    this.width = width;\n    this.area = width * width;\n  }\n}\n',
        because: 'What a constructor sets first is not forgotten.',
      },
      {
        code: 'export class Lazy {\n  value: number[] | null = null;\n  get(): number {\n    this.value = [1];\n    return this.value.length;\n  }\n}\n',
        because: 'The code after it compiles only because of the assignment.',
      },
      {
        code: 'export class Reader {\n  at = 0;\n  line = 1;\n  skip(): void {\n    console.log(this.at);\n    // Count the line.\n    this.line += 1;\n  }\n}\n',
        because: 'The comment would be left behind at the end of the block.',
      },
      {
        code: 'export function sum(xs: number[]): number {\n  let total = 0;\n  for (const x of xs) {\n    console.log(x);\n    total += x;\n  }\n  return total;\n}\n',
        because: 'The variable belongs to this call; one that never changes gives itself away.',
      },
    ],
  },
};

/** `text = clean(text)`: a variable of the function is brought into another form, of the same type. */
function isReworked(expression: ts.Expression, context: SiteContext): boolean {
  if (!ts.isBinaryExpression(expression) || !isToken(expression, ts.SyntaxKind.EqualsToken)) return false;
  const { left, right } = expression;
  if (!ts.isCallExpression(bare(right)) || !shareName(left, right)) return false;
  return isJavaScript(context) || isSameType(typeOf(left, context), typeOf(right, context), context);
}

function isFirstValue(expression: ts.Expression, fn: ts.FunctionLikeDeclaration): boolean {
  const isPlain = ts.isBinaryExpression(expression) && isToken(expression, ts.SyntaxKind.EqualsToken);
  return isPlain && ts.isConstructorDeclaration(fn);
}
