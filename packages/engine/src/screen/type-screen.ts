import type { Diagnostic } from '@bebug/core/truth';
import ts from 'typescript';
import type { Project } from '../2-open-project.ts';
import { fromCompiler, newDiagnostics } from '../diagnostics.ts';

export interface TypeVerdict {
  /** Diagnostics of the parser; when there are any, types were not checked. */
  readonly parser: readonly Diagnostic[];
  /** New diagnostics in the mutated file and in every file whose types may depend on it; `null`: not checked. */
  readonly types: readonly Diagnostic[] | null;
}

/**
 * Parse and type-check one mutant by itself, in its whole project: a fresh program and a fresh checker, with the unchanged
 * files' syntax trees reused. Files that import the mutated one, directly or not, are checked again; no other file's
 * diagnostics can change.
 */
export function checkTypes(project: Project, path: string, mutatedText: string): TypeVerdict {
  const clean = project.sourceFile(path);
  const mutated = project.host.overlay(path, mutatedText, clean);
  try {
    const program = ts.createProgram({
      rootNames: project.program.getRootFileNames(),
      options: project.program.getCompilerOptions(),
      host: project.host,
      oldProgram: project.program,
    });
    const parser = program.getSyntacticDiagnostics(mutated).map(fromCompiler);
    if (parser.length > 0) return { parser, types: null };
    const types = project.dependants(path).flatMap((dependant) => {
      const file = dependant === path ? mutated : project.sourceFile(dependant);
      return newDiagnostics(
        project.baseline(dependant),
        program.getSemanticDiagnostics(file).map(fromCompiler),
      );
    });
    return { parser, types };
  } finally {
    project.host.overlay(path, null, clean);
  }
}
