import ts from 'typescript';
import { nearest } from './task-options.ts';

/**
 * Whether Node runs a JavaScript file as CommonJS: by its extension, by the nearest package.json, else by what is written in
 * it (https://nodejs.org/api/packages.html#determining-module-system).
 */
export function isCommonJs(path: string, texts: ReadonlyMap<string, string>): boolean {
  if (path.endsWith('.mjs')) return false;
  if (path.endsWith('.cjs')) return true;
  const manifest = nearest('package.json', path, texts);
  const type = manifest === null ? undefined : packageType(texts.get(manifest)!);
  if (type === 'module') return false;
  if (type === 'commonjs') return true;
  return !ts.isExternalModule(ts.createSourceFile(path, texts.get(path) ?? '', ts.ScriptTarget.Latest));
}

/** TypeScript's reader, because it gives what it can of a file that is not quite JSON. */
function packageType(text: string): unknown {
  return (ts.parseConfigFileTextToJson('package.json', text).config as { type?: unknown } | undefined)?.type;
}
