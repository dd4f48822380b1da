import { BebugError } from '@bebug/core';
import ts from 'typescript';
import type { StoredSet } from '../read-set.ts';
import { openTaskProject } from '../task-project.ts';

/** Where the specification of a problem is, in its folder. */
export const SPECIFICATION = 'specification.d.ts';

/** What a module promises: its declarations and their comments, as the compiler writes them. No word of it is ours. */
export async function specificationOf(
  set: StoredSet,
  { task, corpus, file }: { readonly task: string; readonly corpus: string; readonly file: string },
): Promise<string> {
  const project = await openTaskProject(set, { task, corpus });
  const program = ts.createProgram({
    rootNames: project.program.getRootFileNames(),
    options: {
      ...project.program.getCompilerOptions(),
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      noEmitOnError: false,
      declarationMap: false,
      removeComments: false,
      stripInternal: true,
    },
    host: project.host,
    oldProgram: project.program,
  });
  const source = program.getSourceFile(project.sourceFile(file).fileName);
  let text: string | undefined;
  program.emit(source, (_path, written) => {
    text = written;
  });
  if (text === undefined) throw new BebugError('internal', `The compiler writes no declarations of ${file}.`);
  return text;
}
