import type { Diagnostic } from '@bebug/core/truth';
import ts from 'typescript';
import type { Project } from '../2-open-project.ts';
import { fromCompiler } from '../diagnostics.ts';
import { newTypeErrors } from './types-rung.ts';

/** A fresh program with `text` at `path` and the syntax trees of all unchanged files; nothing of the project is changed. */
function mutatedProgram(
  project: Project,
  path: string,
  text: string,
): { readonly program: ts.Program; readonly file: ts.SourceFile } {
  const clean = project.sourceFile(path);
  const file = project.host.overlay(path, text, clean);
  try {
    const program = ts.createProgram({
      rootNames: project.program.getRootFileNames(),
      options: project.program.getCompilerOptions(),
      host: project.host,
      oldProgram: project.program,
    });
    return { program, file };
  } finally {
    project.host.overlay(path, null, clean);
  }
}

export interface TypeVerdict {
  /** Diagnostics of the parser; when there are any, types were not checked. */
  readonly parser: readonly Diagnostic[];
  /** New diagnostics in the file and in every file whose types may depend on it; `null`: not checked. */
  readonly types: readonly Diagnostic[] | null;
}

/** What parser and compiler say of `text` at `path` and not of the clean project. */
export function checkTypes(project: Project, path: string, text: string): TypeVerdict {
  const { program, file } = mutatedProgram(project, path, text);
  const parser = program.getSyntacticDiagnostics(file).map(fromCompiler);
  if (parser.length > 0) return { parser, types: null };
  return { parser, types: newTypeErrors(project, path, program, file) };
}
