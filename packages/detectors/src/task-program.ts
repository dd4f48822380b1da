import { compareText } from '@bebug/core';
import ts from 'typescript';
import type { DetectorTask } from './detector.ts';
import { TASK_ROOT, TaskHost } from './task-host.ts';
import { taskOptions } from './task-options.ts';

/** A task as one program, parsed and bound; nothing is checked before somebody asks. */
export interface TaskProgram {
  readonly program: ts.Program;
  /** The parsed files under review that are code; `getFullText()` equals the task's text. */
  readonly reviewed: ReadonlyMap<string, ts.SourceFile>;
  /** Import specifiers, anywhere in the task, that lead to nothing; in code-unit order. */
  readonly unresolved: readonly string[];
}

const CODE = /\.[cm]?[jt]sx?$/u;
const AMBIENT = /\.d\.[cm]?ts$/u;

/** The program of a task: its files and what they import of the context, over a file system in memory. */
export function openTaskProgram(task: DetectorTask): TaskProgram {
  const host = new TaskHost(task.texts);
  const { code, roots } = startingFiles(task);
  const program = ts.createProgram(
    roots.map((path) => `${TASK_ROOT}/${path}`),
    taskOptions(task),
    host,
  );
  const reviewed = new Map(code.map((path) => [path, program.getSourceFile(`${TASK_ROOT}/${path}`)!]));
  return { program, reviewed, unresolved: unresolvedImports(program) };
}

/** The files under review that are code, and those with which a compiler starts: the same and the declarations of the context. */
export function startingFiles({ task: { files, context } }: DetectorTask): {
  readonly code: readonly string[];
  readonly roots: readonly string[];
} {
  const code = files.filter((path) => CODE.test(path));
  return { code, roots: [...code, ...context.filter((path) => AMBIENT.test(path))] };
}

function unresolvedImports(program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const specifiers = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(`${TASK_ROOT}/`)) continue;
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      if (!specifier || !ts.isStringLiteral(specifier) || checker.getSymbolAtLocation(specifier)) continue;
      specifiers.add(specifier.text);
    }
  }
  return [...specifiers].sort(compareText);
}
