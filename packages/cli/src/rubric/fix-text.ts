import type { Finding } from '@bebug/core';
import { applyFix } from '@bebug/engine';
import { createTwoFilesPatch } from 'diff';

/** A proposed fix as graders read it: a diff, made from edits where these were given; `undefined` without a fix. */
export function fixText({ file, fix }: Pick<Finding, 'file' | 'fix'>, text: string): string | undefined {
  if (fix === undefined || typeof fix === 'string') return fix;
  const applied = applyFix(text, file, fix);
  if ('why' in applied) return `edits that cannot be applied: ${applied.why}`;
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, text, applied.text, undefined, undefined, {
    context: 3,
  });
}
