import type ts from 'typescript';

/**
 * Diagnostics that say "this package is not here": 2307, 2792, 7016 and 2882 at an import, 2688 at a type reference,
 * 2875 and 7026 for the types of JSX. A task stands alone, without node_modules: they are about the task, not the code.
 */
export const AT_IMPORTS = new Set([2307, 2792, 7016, 2882]);
export const ELSEWHERE = new Set([2688, 2875, 7026]);

/** What follows where a missing package leaves no type to infer from: an implicit `any` of a parameter or a variable. */
export const CONSEQUENCES = new Set([7006, 7019, 7031]);

/**
 * True for a diagnostic that the task's isolation causes. A relative import of code that leads nowhere is not one: a task
 * holds the code that its files import, so the specifier itself is wrong. The same goes for a `node:` module.
 */
export function isArtefact(diagnostic: ts.Diagnostic, unresolved: readonly string[]): boolean {
  const { code, file, start, length } = diagnostic;
  if (ELSEWHERE.has(code)) return true;
  if (CONSEQUENCES.has(code)) return unresolved.some(isPackage);
  if (!AT_IMPORTS.has(code) || !file || start === undefined || length === undefined) return false;
  return isPackage(file.text.slice(start + 1, start + length - 1));
}

/** True for a specifier that leads out of the task: to a package, or to a file that is not code. */
export function isPackage(specifier: string): boolean {
  if (specifier.startsWith('node:')) return false;
  if (!/^\.{1,2}(?:\/|$)/u.test(specifier)) return true;
  return /\.[a-z0-9]+$/iu.test(specifier) && !/\.[cm]?[jt]sx?$/iu.test(specifier);
}
