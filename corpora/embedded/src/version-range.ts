export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Dot-separated identifiers after the hyphen; empty for a release. */
  readonly prerelease: readonly string[];
}

const VERSION = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([\da-z]+(?:\.[\da-z]+)*))?$/iu;

/** @throws SyntaxError when the text is not `major.minor.patch`, with `-prerelease` or without */
export function parseVersion(text: string): Version {
  const match = VERSION.exec(text.trim());
  if (match === null) throw new SyntaxError(`not a version: ${text}`);
  const [, major, minor, patch, prerelease] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease: prerelease === undefined ? [] : prerelease.split('.'),
  };
}

/** Negative when `left` comes before `right` (Semantic Versioning 2.0.0, section 11), 0 when neither does. */
export function compareVersions(left: string, right: string): number {
  return compareParsed(parseVersion(left), parseVersion(right));
}

/**
 * True when a version is in a range: comparators (`^1.2.3`, `~1.2.3`, `>=1.0.0`, `<2.0.0`, `1.2.3`) that must all hold,
 * separated by spaces; alternatives are separated by `||`. The empty alternative and `*` hold for every release; prereleases
 * are otherwise compared like any version.
 *
 * @throws SyntaxError when the range is made of anything else
 */
export function satisfies(version: string, range: string): boolean {
  const candidate = parseVersion(version);
  return range.split('||').some((alternative) => {
    const comparators = alternative.split(/\s+/u).filter((text) => text !== '' && text !== '*');
    if (comparators.length === 0) return candidate.prerelease.length === 0;
    return comparators.every((comparator) => holds(candidate, comparator));
  });
}

/** The newest of the versions that are in the range, or `null`. */
export function maxSatisfying(versions: readonly string[], range: string): string | null {
  let best: string | null = null;
  for (const version of versions) {
    if (!satisfies(version, range)) continue;
    if (best === null || compareVersions(version, best) > 0) best = version;
  }
  return best;
}

function holds(candidate: Version, comparator: string): boolean {
  const text = comparator.replace(/^[<=>^~]+/u, '');
  const operator = comparator.slice(0, comparator.length - text.length);
  const bound = parseVersion(text);
  const order = compareParsed(candidate, bound);
  switch (operator) {
    case '^':
      return order >= 0 && isCompatible(candidate, bound);
    case '~':
      return order >= 0 && candidate.major === bound.major && candidate.minor === bound.minor;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '=':
    case '':
      return order === 0;
    default:
      throw new SyntaxError(`not a comparator: ${operator}`);
  }
}

/** Same leftmost number that is not zero. */
function isCompatible(candidate: Version, bound: Version): boolean {
  if (candidate.major !== bound.major) return false;
  if (bound.major > 0) return true;
  if (candidate.minor !== bound.minor) return false;
  return bound.minor > 0 || candidate.patch === bound.patch;
}

function compareParsed(left: Version, right: Version): number {
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (const [index, identifier] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const leftIsNumber = /^\d+$/u.test(left);
  const rightIsNumber = /^\d+$/u.test(right);
  if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  if (left < right) return -1;
  return left > right ? 1 : 0;
}
