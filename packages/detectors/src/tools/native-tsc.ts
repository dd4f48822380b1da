import { dirname, join } from 'node:path';
import type { Finding } from '@bebug/core';
import type { DetectorTask, Tool } from '../detector.ts';
import { AT_IMPORTS, CONSEQUENCES, ELSEWHERE, isPackage } from '../isolation.ts';
import { CHECK_ONLY, DEFAULTS, nearest } from '../task-options.ts';
import { startingFiles } from '../task-program.ts';
import { installedFile } from '../installed.ts';
import { externalTool } from './external-tool.ts';

/** TypeScript 7, the native compiler, under the same options as `tsc`. */
export function nativeTscDetector(): Tool {
  return externalTool({
    name: 'tsc-native',
    packages: ['typescript-native', '@types/node'],
    settings: {},
    script: 'bin/tsc',
    format: 'tsc',
    exitCodes: [0, 1, 2],
    call: (task, files, configuration) => ({
      words: ['--project', configuration, '--pretty', 'false'],
      configuration: { 'tsconfig.json': JSON.stringify(projectOf(task, files)) },
    }),
    isArtefact,
  });
}

function projectOf(task: DetectorTask, files: string): unknown {
  const own = nearest('tsconfig.json', task.task.files[0]!, task.texts);
  const typeRoots = [dirname(installedFile('@types/node', '.'))];
  return {
    ...(own !== null && { extends: join(files, own) }),
    compilerOptions: { ...(own === null && DEFAULTS), ...CHECK_ONLY, typeRoots },
    files: startingFiles(task).roots.map((path) => join(files, path)),
  };
}

/** As `isolation.ts` says it, from the text of a diagnostic. */
function isArtefact(finding: Finding, all: readonly Finding[]): boolean {
  const code = codeOf(finding);
  if (ELSEWHERE.has(code)) return true;
  if (CONSEQUENCES.has(code)) return all.some(isMissingPackage);
  return isMissingPackage(finding);
}

function isMissingPackage(finding: Finding): boolean {
  const specifier = /'(?<specifier>[^']+)'/u.exec(finding.explanation ?? '')?.groups?.['specifier'];
  return AT_IMPORTS.has(codeOf(finding)) && specifier !== undefined && isPackage(specifier);
}

function codeOf({ category }: Finding): number {
  return Number(category?.slice(2));
}
