import { applyEdits, BebugError, editedRange, formatJson, groupBy, LineMap } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import type { FileResult, MutantResult, MutationTestResult } from 'mutation-testing-report-schema/api';
import { setData, type ReportInput, type SetData } from '../report-data.ts';

/**
 * The report that mutation testing tools write and `mutation-testing-elements` shows: bugs are mutants, detectors are tests. A bug is
 * killed when a detector finds it, survives when all miss it, and has no coverage when none attempted its task. The score is the share
 * of bugs that anybody found.
 * @throws BebugError `usage` without the truth and the texts of the tasks
 */
export function renderMutationReport(input: ReportInput): string {
  const data = setData(input);
  const { entrants, manifest, bugs } = data;
  const files = groupBy(
    entrants[0]!.card.bugs.map(({ bug }) => bugs.get(bug) ?? missing(bug)),
    ({ task, file }) => `${task}/${file}`,
  );
  const report: MutationTestResult = {
    schemaVersion: '2',
    thresholds: { high: 80, low: 60 },
    files: Object.fromEntries([...files].map(([path, planted]) => [path, fileResult(planted, data)])),
    testFiles: {
      detectors: { tests: entrants.map(({ name }, index) => ({ id: testId(index), name })) },
    },
    framework: { name: 'bebug', version: manifest.generator.version },
    config: { set: entrants[0]!.card.setHash, ...entrants[0]!.card.method },
  };
  return formatJson(report);
}

function fileResult(planted: readonly Bug[], data: SetData): FileResult {
  const { task, file } = planted[0]!;
  const mutated = data.texts.get(task)?.get(file) ?? missing(`tasks/${task}/${file}`);
  const clean = applyEdits(
    mutated,
    planted.flatMap(({ fix }) => fix),
  );
  return {
    language: data.tasks.get(task)?.language ?? 'typescript',
    source: clean,
    mutants: planted.map((bug) => mutantResult(bug, clean, data)),
  };
}

function mutantResult(
  { id, operator, title, edits }: Bug,
  clean: string,
  { entrants }: SetData,
): MutantResult {
  const { start, end } = editedRange(edits);
  const { startLine, startColumn, endLine, endColumn } = new LineMap(clean).span(start, end);
  const results = entrants.map((entrant) => entrant.results.get(id)!);
  const testsWhere = (holds: (result: (typeof results)[number]) => boolean): string[] =>
    results.flatMap((result, index) => (holds(result) ? [testId(index)] : []));
  const killedBy = testsWhere(({ found }) => found);
  const coveredBy = testsWhere(({ attempted }) => attempted);
  return {
    id,
    mutatorName: operator,
    description: title,
    location: {
      start: { line: startLine, column: startColumn },
      end: { line: endLine, column: endColumn },
    },
    replacement: applyEdits(
      clean.slice(start, end),
      edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    ),
    status: killedBy.length > 0 ? 'Killed' : coveredBy.length > 0 ? 'Survived' : 'NoCoverage',
    statusReason: results.map(({ text }, index) => `${entrants[index]!.name}: ${text}`).join('\n'),
    killedBy,
    coveredBy,
  };
}

function testId(index: number): string {
  return `detector-${index}`;
}

function missing(what: string): never {
  throw new BebugError(
    'usage',
    `A mutation testing report needs the truth and the tasks; ${what} is not there.`,
  );
}
