import * as ts from 'typescript';
import type { Rewrite, SiteContext } from '../operator.ts';
import { placeOf } from './enclosing.ts';
import { alternativesOf, type Alternative } from './pattern.ts';
import { quoted, startOf, textOf } from './text-of.ts';

/** A regular expression as it is written. */
export interface RegexLiteral {
  readonly node: ts.RegularExpressionLiteral;
  /** Between the slashes. */
  readonly pattern: string;
  readonly flags: string;
  readonly alternatives: readonly Alternative[];
}

/** The parts of the literal; `null` for other nodes and for class syntax of the `v` flag. */
export function regexLiteral(node: ts.Node, context: SiteContext): RegexLiteral | null {
  if (!ts.isRegularExpressionLiteral(node)) return null;
  const text = textOf(node, context);
  const end = text.lastIndexOf('/');
  const [pattern, flags] = [text.slice(1, end), text.slice(end + 1)];
  if (flags.includes('v') || !isValid(pattern, flags)) return null;
  return { node, pattern, flags, alternatives: alternativesOf(pattern) };
}

/** What is written instead, between two offsets of the pattern, and what that leads to, in words. */
export interface PatternChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What the expression does now, behind "the regular expression in `f` …". */
  readonly slip: string;
  readonly trigger: string;
  readonly consequence: string;
}

/** The rewrite of a part of the pattern; `null` when it is no regular expression any more. */
export function patternRewrite(
  { node, pattern, flags }: RegexLiteral,
  change: PatternChange,
  context: SiteContext,
): Rewrite | null {
  const next = pattern.slice(0, change.start) + change.text + pattern.slice(change.end);
  if (next === '' || /^[*?]/u.test(next) || !isValid(next, flags)) return null;
  const offset = startOf(node, context) + 1;
  return {
    edits: [{ start: offset + change.start, end: offset + change.end, text: change.text }],
    explanation: {
      mechanism: `The regular expression \`${spoken(`/${next}/${flags}`)}\` in ${placeOf(node)} ${change.slip}.`,
      trigger: change.trigger,
      consequence: change.consequence,
      fix: `Write \`${spoken(`/${pattern}/${flags}`)}\`.`,
    },
  };
}

/** The first `most` of the changes that leave a regular expression. */
export function* patternRewrites(
  regex: RegexLiteral,
  changes: Iterable<PatternChange>,
  most: number,
  context: SiteContext,
): Generator<Rewrite> {
  let made = 0;
  for (const change of changes) {
    const rewrite = patternRewrite(regex, change, context);
    if (rewrite === null) continue;
    yield rewrite;
    made += 1;
    if (made === most) return;
  }
}

/** Code for a sentence, without the backticks that would end it. */
export function spoken(code: string): string {
  return quoted(code.replaceAll('`', "'")).slice(1, -1);
}

/** True when the two expressions find and capture the same in every one of `texts`. */
export function isSamePattern(a: string, b: string, flags: string, texts: readonly string[]): boolean {
  const [first, second] = [a, b].map((pattern) => new RegExp(pattern, flags.replace(/[gy]/gu, '')));
  return texts.every((text) => String(first!.exec(text)) === String(second!.exec(text)));
}

function isValid(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags).source !== '';
  } catch {
    return false;
  }
}
