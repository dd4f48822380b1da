import { basename } from 'node:path';

/** `./lru-cache.js` → `./recency-store.js`: only the last part of the path has another name. */
export function renamedSpecifier(specifier: string, old: string, renamed: string): string {
  const [from, to] = [basename(stemOf(old)), basename(stemOf(renamed))];
  const at = specifier.lastIndexOf(from);
  return at < 0 ? specifier : specifier.slice(0, at) + to + specifier.slice(at + from.length);
}

/** The path of a source or driver without its ending. */
export function stemOf(path: string): string {
  return path.slice(0, path.length - endingOf(path).length);
}

/** `.ts`, `.driver.ts`, … */
export function endingOf(path: string): string {
  return /(?:\.driver)?\.[cm]?[jt]sx?$/u.exec(path)?.[0] ?? '';
}
