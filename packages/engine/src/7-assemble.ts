import {
  BebugError,
  compareText,
  formatJsonLines,
  invertEdits,
  LineMap,
  makeTask,
  orderedEdits,
  sha256,
  type Task,
} from '@bebug/core';
import type { Bug, Control, PlantedDecoy } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { bugRecord } from './bug-record.ts';
import { bugId } from './bug-id.ts';
import { carryEdits } from './carry.ts';
import { unifiedDiff } from './changed-lines.ts';
import {
  beforeTextOf,
  bugEdits,
  changeOf,
  cleanTextOf,
  decoyEdits,
  taskTextOf,
  type PlannedTask,
} from './planned-task.ts';
import { languageOf } from './source-file-names.ts';

/** A bug set in memory, without its manifest: path → text. */
export interface Assembly {
  readonly files: ReadonlyMap<string, string>;
  readonly tasks: readonly Task[];
  readonly bugs: readonly Bug[];
  readonly controls: readonly Control[];
  readonly decoys: readonly PlantedDecoy[];
}

export interface AssembleOptions {
  readonly seed: number;
  readonly as: 'file' | 'diff';
  readonly canary: string;
}

/** Turn planned tasks into tasks and sealed truth. */
export function assemble(planned: readonly PlannedTask[], { seed, as, canary }: AssembleOptions): Assembly {
  const ordered = [...planned].sort((a, b) => compareText(a.id, b.id));
  const files = new Map<string, string>();
  const tasks = ordered.map((task) => {
    const context = contextOf(task.project, task.file);
    sealClean(files, context, task);
    return publish(files, as === 'diff' ? withChange(context, task) : context, task, as);
  });
  const bugs = ordered
    .flatMap((task) =>
      task.bugs.map((proved) =>
        bugRecord(proved, task, { id: bugId(seed, proved.mutant.candidate), canary }),
      ),
    )
    .sort((a, b) => compareText(a.id, b.id));
  const controls = ordered
    .filter((task) => task.bugs.length === 0)
    .map(({ id, project }) => ({ task: id, corpus: project.corpus.name, canary }));
  const decoys = ordered.flatMap((task) => decoyRecords(task, canary));
  files.set('tasks.jsonl', formatJsonLines(tasks));
  files.set('truth/bugs.jsonl', formatJsonLines(bugs));
  files.set('truth/controls.jsonl', formatJsonLines(controls));
  files.set('truth/decoys.jsonl', formatJsonLines(decoys));
  return { files, tasks, bugs, controls, decoys };
}

/** Bug or control → hash of its line: names the record when the truth was edited. */
export function recordHashes(bugs: readonly Bug[], controls: readonly Control[]): Record<string, string> {
  const lines: [string, unknown][] = [
    ...bugs.map((bug): [string, unknown] => [bug.id, bug]),
    ...controls.map((control): [string, unknown] => [control.task, control]),
  ];
  return Object.fromEntries(lines.map(([id, record]) => [id, sha256(JSON.stringify(record))]));
}

/** Where a diff and the file before it stand in a task. */
const DIFF = 'change.diff';
const BEFORE = 'before';

function withChange(context: ReadonlyMap<string, string>, task: PlannedTask): Map<string, string> {
  const before = `${BEFORE}/${task.file}`;
  const taken = [...context.keys(), task.file].find((path) => path === DIFF || path === before);
  if (taken !== undefined)
    throw new BebugError(
      'usage',
      `${taken} of ${task.project.corpus.name} stands where a diff task has its own files.`,
    );
  const text = beforeTextOf(task);
  return new Map([...context, [before, text], [DIFF, unifiedDiff(task.file, text, changeOf(task))]]);
}

function publish(
  files: Map<string, string>,
  context: ReadonlyMap<string, string>,
  task: PlannedTask,
  kind: Task['kind'],
): Task {
  const { id, file } = task;
  const text = taskTextOf(task);
  files.set(`tasks/${id}/${file}`, text);
  for (const [other, otherText] of context) files.set(`tasks/${id}/${other}`, otherText);
  return makeTask({
    id,
    kind,
    language: languageOf(file),
    files: [file],
    context: [...context.keys()].sort(compareText),
    ...(kind === 'diff' && { change: { diff: DIFF, before: [`${BEFORE}/${file}`] } }),
    lines: new LineMap(text).lineCount,
  });
}

/** For every task, controls too: the names of the sealed files must not tell which is which. */
function sealClean(
  files: Map<string, string>,
  context: ReadonlyMap<string, string>,
  task: PlannedTask,
): void {
  const { id, file, project } = task;
  const driver = project.corpus.drivers.get(file);
  const clean: [string, string][] = [[file, cleanTextOf(task)], ...context];
  if (driver !== undefined) clean.push([driver, project.corpus.extras.get(driver)!]);
  for (const [path, text] of clean) files.set(`truth/clean/${id}/${path}`, text);
  if (task.decoys.length + task.before.length > 0)
    files.set(`truth/upstream/${id}/${file}`, project.text(file));
}

function decoyRecords(task: PlannedTask, canary: string): PlantedDecoy[] {
  const { id, file, project } = task;
  const upstream = project.text(file);
  const lines = new LineMap(taskTextOf(task));
  const here = [...decoyEdits(task), ...bugEdits(task)];
  return (['file', 'before'] as const).flatMap((place) => {
    const decoys = place === 'file' ? task.decoys : task.before;
    const all = orderedEdits(decoyEdits({ decoys }), upstream.length);
    const undo = invertEdits(upstream, all);
    return decoys.map(({ decoy, edits, keepsForm, evidence }) => ({
      task: id,
      corpus: project.corpus.name,
      file,
      decoy: decoy.id,
      in: place,
      edits: [...edits],
      undo: undo.filter((_, index) => edits.includes(all[index]!)),
      spans: carryEdits(here, edits).map(({ start, end }) => lines.span(start, end)),
      keepsForm,
      evidence,
      canary,
    }));
  });
}

/** What a reviewer has open beside the file: the project's files that it imports, and the project's configuration. */
function contextOf(project: Project, path: string): Map<string, string> {
  const texts = new Map(project.closure(path).map((other) => [other, project.text(other)]));
  for (const name of ['package.json', 'tsconfig.json']) {
    const text = project.corpus.extras.get(name);
    if (text !== undefined) texts.set(name, text);
  }
  return new Map([...texts].sort(([a], [b]) => compareText(a, b)));
}
