import { LineMap, type Finding } from '@bebug/core';
import { Linter } from 'eslint';
import type { DetectorTask, Tool } from './detector.ts';
import { eslintConfig, PRESETS, type Preset, type PresetName } from './eslint-config.ts';
import { versionOf } from './installed.ts';
import { isPackage } from './isolation.ts';
import { isCommonJs } from './module-kind.ts';
import { TASK_ROOT } from './task-host.ts';
import { openTaskProgram, type TaskProgram } from './task-program.ts';

/**
 * ESLint with typescript-eslint as a stock user runs them: a preset, types where there are types, no
 * configuration of the project but the comments in its files. A rule that crashes costs the task:
 * nobody looked at it.
 */
export function eslintDetector(name: PresetName = 'eslint'): Tool {
  const preset: Preset = PRESETS[name];
  return {
    name,
    version: [
      `eslint ${Linter.version}`,
      ...[...preset.packages, 'typescript-eslint', 'typescript', 'globals'].map(
        (one) => `${one} ${versionOf(one)}`,
      ),
    ].join(', '),
    settings: { presets: [...preset.describe], inlineConfig: true },
    detect: async (task, _signal, remark) => lint(task, await preset.configs(), remark),
  };
}

function lint(
  task: DetectorTask,
  presets: readonly Linter.Config[],
  remark?: (sentence: string) => void,
): Finding[] {
  const opened = openTaskProgram(task);
  const linter = new Linter({ cwd: TASK_ROOT });
  const findings: Finding[] = [];
  let leftOut = 0;
  for (const path of opened.reviewed.keys()) {
    const text = task.texts.get(path)!;
    const lines = new LineMap(text);
    for (const message of lintFile({ linter, presets, path, task, opened })) {
      if (isArtefact(message, opened.unresolved)) leftOut += 1;
      else findings.push({ task: task.task.id, file: path, ...describe(message, lines) });
    }
  }
  if (leftOut > 0) {
    remark?.(
      `${leftOut} messages left out that are due to packages or plug-ins that the task does not hold.`,
    );
  }
  return findings;
}

interface FileToLint {
  readonly linter: Linter;
  readonly presets: readonly Linter.Config[];
  readonly path: string;
  readonly task: DetectorTask;
  readonly opened: TaskProgram;
}

/** @throws Error when a rule crashes */
function lintFile({
  linter,
  presets,
  path,
  task: { texts },
  opened: { program },
}: FileToLint): Linter.LintMessage[] {
  try {
    const config = eslintConfig(presets, program, isCommonJs(path, texts));
    return linter.verify(texts.get(path)!, config, { filename: `${TASK_ROOT}/${path}` });
  } catch (error) {
    throw new Error(`ESLint crashed on ${path}: ${(error as Error).message.replaceAll(/\s+/gu, ' ')}`, {
      cause: error,
    });
  }
}

/**
 * A rule of a plug-in or an older ESLint that is not there, or, where packages are missing, a rule against `any`: whatever comes out of a package
 * that is not there is one.
 */
function isArtefact(message: Linter.LintMessage, unresolved: readonly string[]): boolean {
  if (
    /^Definition for rule '.*' was not found\.$|^Rule '.*' was removed and replaced by: /u.test(
      message.message,
    )
  )
    return true;
  return AGAINST_ANY.has(message.ruleId ?? '') && unresolved.some(isPackage);
}

const AGAINST_ANY = new Set(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map(
    (use) => `@typescript-eslint/no-unsafe-${use}`,
  ),
);

function describe(message: Linter.LintMessage, lines: LineMap): Omit<Finding, 'task' | 'file'> {
  const last = lines.lineCount;
  const startLine = Math.min(Math.max(message.line, 1), last);
  // A message may end at the very start of the line after the one it is about.
  const endLine = (message.endLine ?? startLine) - (message.endColumn === 1 ? 1 : 0);
  const rule = message.ruleId ?? 'parse-error';
  return {
    startLine,
    endLine: Math.min(Math.max(endLine, startLine), last),
    category: rule,
    severity: message.severity === 2 ? 'error' : 'warning',
    explanation: `${rule}: ${message.message.replaceAll(/\s+/gu, ' ').trim()}`,
  };
}
