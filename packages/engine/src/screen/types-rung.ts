import type { Diagnostic } from '@bebug/core/truth';
import type ts from 'typescript';
import type { Project } from '../2-open-project.ts';
import { fromCompiler, newDiagnostics } from '../diagnostics.ts';
import { NOTHING, type ScreenRung } from './screen-rung.ts';

/**
 * Rung 2: does the compiler say anything new, in the mutated file or in any file whose types may depend on it? Only a syntax
 * slip may make it. Every verdict is the compiler's own on that very mutant.
 */
export const typesRung: ScreenRung = {
  name: 'types',
  judge(specimen) {
    const { candidate, project } = specimen;
    const { types: diagnostics } = specimen.compiled();
    // `null`: it does not parse, which another rung says.
    if (diagnostics === null || diagnostics.length === 0) return NOTHING;
    if (candidate.family !== 'syntax') return { diagnostics, reason: 'does not type-check', isProof: false };
    return holdsAlone(project, candidate.file, diagnostics)
      ? { diagnostics, reason: null, isProof: true }
      : { diagnostics, reason: 'type error may rest on a package outside the task', isProof: false };
  },
};

/** New diagnostics in the mutated file and in its dependants; no other file's can change. */
export function newTypeErrors(
  project: Project,
  path: string,
  program: ts.Program,
  mutated: ts.SourceFile,
): Diagnostic[] {
  return project.dependants(path).flatMap((dependant) => {
    const file = dependant === path ? mutated : project.sourceFile(dependant);
    const found = program.getSemanticDiagnostics(file).map(fromCompiler);
    return newDiagnostics(project.baseline(dependant), found);
  });
}

/** Diagnostics that no type from elsewhere can take back: the name is not declared at all. */
const NAME_NOT_FOUND = new Set(['TS2304', 'TS2552', 'TS2503']);

/**
 * A task holds the project's own files, not its packages. Where a file rests on packages, only an error that needs none of
 * their types is sure to show in the task as well.
 */
function holdsAlone(project: Project, path: string, types: readonly Diagnostic[]): boolean {
  return project.thirdParty(path).length === 0 || types.some(({ rule }) => NAME_NOT_FOUND.has(rule));
}
