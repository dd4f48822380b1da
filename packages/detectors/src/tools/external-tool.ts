import { dirname } from 'node:path';
import type { Finding } from '@bebug/core';
import type { DetectorTask, Tool } from '../detector.ts';
import { installedFile, versionOf } from '../installed.ts';
import { readReportOf } from '../program/read-output.ts';
import { runProgram } from '../program/run-program.ts';
import { makeTaskFolder, writeTexts } from '../program/task-folder.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** A tool that comes as a program of an npm package. */
export interface ExternalTool {
  readonly name: string;
  /** Packages that the findings depend on. */
  readonly packages: readonly [string, ...string[]];
  readonly settings: Tool['settings'];
  /** The script of the program, in the first of the packages. */
  readonly script: string;
  /** The format of its output, as `import` names it. */
  readonly format: 'sarif' | 'tsc';
  /** Exit codes that are no crash. */
  readonly exitCodes: readonly number[];
  /**
   * How it is called on a task, and the configuration that it is given: path in `configuration`, a folder of its own → text.
   * @param files the folder with the files of the task, in which it runs
   */
  readonly call: (
    task: DetectorTask,
    files: string,
    configuration: string,
  ) => {
    readonly words: readonly string[];
    readonly configuration?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
  };
  /** Findings that the isolation of a task causes. */
  readonly isArtefact?: (finding: Finding, all: readonly Finding[]) => boolean;
}

/** The program run on each task in a folder of its own; findings on context are left out. */
export function externalTool(tool: ExternalTool): Tool {
  const versions = tool.packages.map((name) => `${name} ${versionOf(name)}`);
  return {
    name: tool.name,
    version: versions.join(', '),
    settings: tool.settings,
    detect: (task, signal, remark) => detect(tool, task, signal, remark),
  };
}

async function detect(
  tool: ExternalTool,
  task: DetectorTask,
  signal?: AbortSignal,
  remark?: (sentence: string) => void,
): Promise<Finding[]> {
  const folder = await makeTaskFolder(task);
  try {
    const call = tool.call(task, folder.files, folder.home);
    await writeTexts(folder.home, Object.entries(call.configuration ?? {}));
    const end = await runProgram(
      [process.execPath, installedFile(tool.packages[0], tool.script), ...call.words],
      {
        cwd: folder.files,
        environment: {
          PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
          HOME: folder.home,
          NO_COLOR: '1',
          ...call.environment,
        },
        // The run has a limit for each task.
        timeoutMs: null,
        mostBytes: MOST_BYTES,
        signal,
      },
    );
    if (end.how !== 'exited' || end.exitCode === null || !tool.exitCodes.includes(end.exitCode))
      throw new Error(
        `${tool.name} ended with ${String(end.exitCode)} (${end.how}): ${end.errorOutput.slice(-500)}`,
      );
    return findingsIn(tool, end.output, task, folder.files, remark);
  } finally {
    await folder.remove();
  }
}

function findingsIn(
  tool: ExternalTool,
  output: string,
  task: DetectorTask,
  base: string,
  remark?: (sentence: string) => void,
): Finding[] {
  const read = readReportOf(tool.format, output, task, base);
  if (read.status !== 'answered') throw new Error(`${tool.name}: ${read.message}`);
  const own = read.findings
    .filter(({ file }) => task.task.files.includes(file))
    .map((finding) => ({ ...finding, ...withoutPath(finding, base) }));
  const kept = own.filter((finding) => tool.isArtefact?.(finding, own) !== true);
  if (kept.length < own.length)
    remark?.(`${own.length - kept.length} diagnostics left out that are due to what the task does not hold.`);
  return kept;
}

/** No path of the machine shows in a message. */
function withoutPath({ explanation }: Finding, base: string): Partial<Finding> {
  return explanation === undefined ? {} : { explanation: explanation.replaceAll(`${base}/`, '') };
}
