export interface RouteMatch<T> {
  readonly handler: T;
  readonly parameters: Readonly<Record<string, string>>;
}

type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pattern'; readonly name: string; readonly pattern: RegExp }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string };

interface Route<T> {
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly ranks: readonly number[];
  readonly handler: T;
}

export class RouteError extends Error {
  override readonly name = 'RouteError';
}

/** The most specific kind of a segment comes first. */
const KINDS: readonly Segment['kind'][] = ['text', 'pattern', 'parameter', 'rest'];

/**
 * Finds the handler of a request. Paths are made of fixed segments, parameters (`:id`, or `:id(\\d+)` with a pattern), and, as the
 * last one, a name for all the rest (`*path`), which stays encoded. The most specific route wins, whatever was added first.
 */
export class RouteMatcher<T> {
  readonly #signatures = new Set<string>();
  #routes: Route<T>[] = [];

  /** @throws RouteError for a path that is malformed or names a parameter twice, and for a route that is there already */
  add(method: string, path: string, handler: T): this {
    const segments = parsePath(path);
    const names = segments.flatMap((segment) => (segment.kind === 'text' ? [] : [segment.name]));
    if (new Set(names).size < names.length) throw new RouteError(`a parameter is named twice: ${path}`);
    const signature = [method.toUpperCase(), ...segments.map(describe)].join('/');
    if (this.#signatures.has(signature)) throw new RouteError(`there is such a route: ${method} ${path}`);
    this.#signatures.add(signature);
    const ranks = segments.map(({ kind }) => KINDS.indexOf(kind));
    const route = { method: method.toUpperCase(), segments, ranks, handler };
    this.#routes = [...this.#routes, route].sort((first, second) => compareRanks(first.ranks, second.ranks));
    return this;
  }

  /** The route for a request, `null` when there is none. */
  match(method: string, path: string): RouteMatch<T> | null {
    const parts = splitPath(path);
    for (const { method: expected, segments, handler } of this.#routes) {
      if (expected !== method.toUpperCase()) continue;
      const parameters = matchSegments(segments, parts);
      if (parameters !== null) return { handler, parameters };
    }
    return null;
  }

  /** The methods that a path can be asked with, by name: for answers to other ones. */
  methodsOf(path: string): string[] {
    const parts = splitPath(path);
    const matching = this.#routes.filter(({ segments }) => matchSegments(segments, parts) !== null);
    return [...new Set(matching.map(({ method }) => method))].sort();
  }
}

function parsePath(path: string): Segment[] {
  if (!path.startsWith('/')) throw new RouteError(`a path starts with a slash: ${path}`);
  const parts = splitPath(path);
  return parts.map((part, index) => {
    const match = /^([:*])(\w+)(?:\((.+)\))?$/u.exec(part);
    if (match === null) {
      if (/^[:*]/u.test(part)) throw new RouteError(`not a segment of a path: ${part}`);
      return { kind: 'text', text: part };
    }
    const [, sign, name = '', pattern] = match;
    if (sign === ':') {
      return pattern === undefined
        ? { kind: 'parameter', name }
        : { kind: 'pattern', name, pattern: parsePattern(pattern) };
    }
    if (index < parts.length - 1 || pattern !== undefined) {
      throw new RouteError(`only the last segment takes the rest, and all of it: ${path}`);
    }
    return { kind: 'rest', name };
  });
}

function parsePattern(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    throw new RouteError(`not a pattern: ${pattern}`, { cause: error });
  }
}

/** The segments of a path; slashes at its end, and several in a row, make no difference. */
function splitPath(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | null {
  const takesRest = segments.at(-1)?.kind === 'rest';
  if (takesRest ? parts.length < segments.length : parts.length !== segments.length) return null;
  const parameters = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'rest') {
      parameters.set(segment.name, parts.slice(index).join('/'));
      break;
    }
    const part = decode(parts[index] as string);
    if (part === null) return null;
    if (segment.kind === 'text') {
      if (segment.text !== part) return null;
      continue;
    }
    if (segment.kind === 'pattern' && !segment.pattern.test(part)) return null;
    parameters.set(segment.name, part);
  }
  return Object.fromEntries(parameters);
}

/** Segment by segment: the first difference decides, and a path that ends comes first. */
function compareRanks(first: readonly number[], second: readonly number[]): number {
  for (let index = 0; index < first.length; index++) {
    const difference = (first[index] as number) - (second[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return first.length - second.length;
}

/** What a segment matches: names of parameters make no difference. */
function describe(segment: Segment): string {
  if (segment.kind === 'text') return segment.text;
  return segment.kind === 'pattern' ? `:${segment.pattern.source}` : `:${segment.kind}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // Nobody made such an address by encoding a text.
    return null;
  }
}
