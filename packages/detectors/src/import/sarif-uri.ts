import type { SarifArtifactLocation, SarifRun } from './sarif-schema.ts';

/** Bases in bases: more are a circle, or a joke. */
const MOST_BASES = 16;

/**
 * The path that a location means, through `artifacts` and `originalUriBaseIds`: a `file:` URI, a path relative to nothing that the
 * log tells, or `null` where it names none.
 */
export function pathOf(location: SarifArtifactLocation | undefined, run: SarifRun): string | null {
  const told = location?.uri === undefined ? artifactOf(location, run) : location;
  if (told?.uri === undefined) return null;
  let uri = told.uri;
  let baseId = told.uriBaseId;
  for (let step = 0; baseId !== undefined && isRelative(uri) && step < MOST_BASES; step++) {
    const base = Object.hasOwn(run.originalUriBaseIds, baseId) ? run.originalUriBaseIds[baseId]! : undefined;
    // A base without a URI is known to the tool alone (3.14.14): what is relative stays so.
    if (base?.uri === undefined) break;
    uri = `${base.uri.replace(/\/*$/u, '/')}${uri.replace(/^\.\//u, '')}`;
    baseId = base.uriBaseId;
  }
  return isRelative(uri) ? decoded(uri) : uri;
}

/** The location in the list of artifacts that an index means. */
function artifactOf(
  location: SarifArtifactLocation | undefined,
  run: SarifRun,
): SarifArtifactLocation | undefined {
  return location === undefined || location.index < 0 ? undefined : run.artifacts[location.index]?.location;
}

function isRelative(uri: string): boolean {
  return !/^[a-z][a-z0-9+.-]+:/iu.test(uri);
}

/** Many tools write paths that were never encoded: those stay as they are. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
