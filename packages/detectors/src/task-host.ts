import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import ts from 'typescript';

/** Where a task stands, in a file system that exists in memory only: no path of the machine shows in a message. */
export const TASK_ROOT = '/bebug/task';

const LIBRARY = '/bebug/lib';
const require = createRequire(import.meta.url);
const nodeTypes = require.resolve('@types/node/package.json');

/** The only folders of the disk that a program can read, and where it sees them. */
const MOUNTS: readonly (readonly [seen: string, real: string])[] = [
  [`${LIBRARY}/`, `${dirname(ts.getDefaultLibFilePath({}))}/`],
  ['/bebug/node_modules/@types/node/', `${dirname(nodeTypes)}/`],
  [
    '/bebug/node_modules/undici-types/',
    `${dirname(createRequire(nodeTypes).resolve('undici-types/package.json'))}/`,
  ],
];

/** Declarations are read-only and alike for all tasks: parsed and bound once per process. */
const declarations = new Map<string, ts.SourceFile | undefined>();
/** Module resolution asks for the same handful of mounted paths in every task. */
const mountedFiles = new Map<string, boolean>();

/** A compiler host that sees a task's texts, TypeScript's library and Node's types, and nothing else. */
export class TaskHost implements ts.CompilerHost {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #folders = new Set<string>(['/bebug', '/bebug/node_modules', '/bebug/node_modules/@types']);

  /** @param texts path in the task → text */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = new Map([...texts].map(([path, text]) => [`${TASK_ROOT}/${path}`, text]));
    for (const [seen] of MOUNTS) this.#folders.add(seen.slice(0, -1));
    for (const path of this.#texts.keys()) {
      for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) this.#folders.add(folder);
    }
  }

  getSourceFile(
    fileName: string,
    version: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    const text = this.#texts.get(fileName);
    if (text !== undefined) return ts.createSourceFile(fileName, text, version, true);
    const key = `${fileName} ${typeof version === 'object' ? `${version.languageVersion} ${version.impliedNodeFormat}` : version}`;
    if (!declarations.has(key)) {
      const declared = this.readFile(fileName);
      declarations.set(
        key,
        declared === undefined ? undefined : ts.createSourceFile(fileName, declared, version),
      );
    }
    return declarations.get(key);
  }

  fileExists(fileName: string): boolean {
    if (this.#texts.has(fileName)) return true;
    const known = mountedFiles.get(fileName);
    if (known !== undefined) return known;
    const real = mounted(fileName);
    if (real === null) return false;
    const exists = ts.sys.fileExists(real);
    mountedFiles.set(fileName, exists);
    return exists;
  }

  readFile(fileName: string): string | undefined {
    const text = this.#texts.get(fileName);
    if (text !== undefined) return text;
    const real = mounted(fileName);
    return real === null ? undefined : ts.sys.readFile(real);
  }

  directoryExists(folder: string): boolean {
    if (this.#folders.has(folder)) return true;
    const real = mounted(folder);
    return real !== null && ts.sys.directoryExists(real);
  }

  /** TypeScript lists folders only to find `@types` packages; those wanted are named in the options. */
  readonly getDirectories = (): string[] => [];
  readonly writeFile = (): void => undefined;
  readonly getDefaultLibFileName = (options: ts.CompilerOptions): string =>
    `${LIBRARY}/${ts.getDefaultLibFileName(options)}`;
  readonly getDefaultLibLocation = (): string => LIBRARY;
  readonly getCurrentDirectory = (): string => TASK_ROOT;
  readonly getCanonicalFileName = (fileName: string): string => fileName;
  readonly useCaseSensitiveFileNames = (): boolean => true;
  readonly getNewLine = (): string => '\n';
}

/** The real path behind a seen one; `null` for what is not mounted. */
function mounted(path: string): string | null {
  for (const [seen, real] of MOUNTS) if (path.startsWith(seen)) return real + path.slice(seen.length);
  return null;
}
