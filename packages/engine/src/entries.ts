const ENDINGS = /(?:\.d)?\.[cm]?[jt]sx?$/u;

/** Fields of a package's manifest, none of them checked. */
type Manifest = {
  readonly [Field in 'exports' | 'main' | 'module' | 'types' | 'name' | 'version' | 'license']?: unknown;
};

/**
 * Paths, relative to the package, of the modules that a manifest (the text of `package.json`) hands out, built or not; `exports` rules out
 * all others, and a `*` stands for any part of a path. A manifest that does not parse hands out `index.js`, as none does.
 */
export function handedOut(manifest: string | undefined): readonly string[] {
  const { exports, main = './index.js', module, types } = manifestIn(manifest);
  const leaves = (value: unknown): string[] => {
    if (typeof value === 'string') return ENDINGS.test(value) ? [value.replace(/^\.\//u, '')] : [];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
  };
  return [...new Set(leaves(exports ?? [main, module, types]))];
}

/** What the text of a `package.json` holds; one that is broken, or not there, describes nothing and is no obstacle. */
export function manifestIn(text = '{}'): Manifest {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Of `paths` the sources that `built` may have been built from: `src/a.ts` for `dist/a.js`, `dist/types/a.d.ts` and `a.js`; those that share most of its path. */
export function sourcesOf(built: string, paths: readonly string[]): string[] {
  const target = pathStem(built).split('/');
  const shared = paths.map((path) => sharedEnd(pathStem(path).split('/'), target));
  const most = Math.max(0, ...shared);
  return most === 0 ? [] : paths.filter((_, index) => shared[index] === most);
}

/** How many parts the ends of two paths share, where they are all of the source's, or all but the folder that is not published. */
function sharedEnd(source: readonly string[], target: readonly string[]): number {
  let count = 0;
  while (count < source.length && count < target.length && source.at(-1 - count) === target.at(-1 - count))
    count++;
  return count >= source.length - 1 ? count : 0;
}

/** A path without what tells the language of its module. */
export function pathStem(path: string): string {
  return path.replace(ENDINGS, '');
}
