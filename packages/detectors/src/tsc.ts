import { LineMap, type Finding } from '@bebug/core';
import ts from 'typescript';
import type { DetectorTask, Tool } from './detector.ts';
import { versionOf } from './installed.ts';
import { isArtefact } from './isolation.ts';
import { TASK_ROOT } from './task-host.ts';
import { openTaskProgram } from './task-program.ts';

/**
 * The TypeScript compiler as a stock user runs it, with the project's own options when the task brings them. Like the
 * command, it reports types only once everything parses.
 */
export function tscDetector(): Tool {
  return {
    name: 'tsc',
    version: `typescript ${ts.version}, @types/node ${versionOf('@types/node')}`,
    settings: {},
    detect: (task, _signal, remark) =>
      new Promise((resolve) => {
        resolve(check(task, remark));
      }),
  };
}

function check(task: DetectorTask, remark?: (sentence: string) => void): Finding[] {
  const { program, reviewed, unresolved } = openTaskProgram(task);
  const own = program.getSourceFiles().filter((file) => file.fileName.startsWith(`${TASK_ROOT}/`));
  const parses = own.every((file) => program.getSyntacticDiagnostics(file).length === 0);
  const findings: Finding[] = [];
  let leftOut = 0;
  for (const [path, file] of reviewed) {
    const lines = new LineMap(file.text);
    for (const diagnostic of parses
      ? program.getSemanticDiagnostics(file)
      : program.getSyntacticDiagnostics(file)) {
      if (isArtefact(diagnostic, unresolved)) leftOut += 1;
      else findings.push({ task: task.task.id, file: path, ...describe(diagnostic, lines) });
    }
  }
  if (leftOut > 0) {
    remark?.(
      `${leftOut} diagnostics left out that are due to what the task does not hold: ${unresolved.join(', ')}.`,
    );
  }
  return findings;
}

function describe(diagnostic: ts.Diagnostic, lines: LineMap): Omit<Finding, 'task' | 'file'> {
  const start = diagnostic.start ?? 0;
  const rule = `TS${diagnostic.code}`;
  return {
    startLine: lines.position(start).line,
    endLine: lines.position(start + Math.max((diagnostic.length ?? 0) - 1, 0)).line,
    category: rule,
    severity: 'error',
    explanation: `${rule}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replaceAll(/\s+/gu, ' ')}`,
  };
}
