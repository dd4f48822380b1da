import {
  compareText,
  formatJsonLines,
  invertEdits,
  LineMap,
  makeTask,
  orderedEdits,
  sha256,
  type Edit,
  type Task,
} from '@bebug/core';
import type { Bug, Control, PlantedDecoy } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { bugRecord } from './bug-record.ts';
import { bugId } from './bug-id.ts';
import { carryEdits } from './carry.ts';
import { bugEdits, cleanTextOf, decoyEdits, taskTextOf, type PlannedTask } from './planned-task.ts';
import { isTypeScript } from './source-file-names.ts';

/** A bug set in memory, without its manifest: path → text. */
export interface Assembly {
  readonly files: ReadonlyMap<string, string>;
  readonly tasks: readonly Task[];
  readonly bugs: readonly Bug[];
  readonly controls: readonly Control[];
  readonly decoys: readonly PlantedDecoy[];
}

/** Turn planned tasks into tasks and sealed truth. */
export function assemble(
  planned: readonly PlannedTask[],
  { seed, canary }: { readonly seed: number; readonly canary: string },
): Assembly {
  const ordered = [...planned].sort((a, b) => compareText(a.id, b.id));
  const files = new Map<string, string>();
  const tasks = ordered.map((task) => {
    const context = contextOf(task.project, task.file);
    sealClean(files, context, task);
    return publish(files, context, task);
  });
  const bugs = ordered
    .flatMap((task) =>
      task.bugs.map((proved) => bugRecord(proved, task, { id: bugId(seed, proved.mutant.candidate), canary })),
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

function publish(files: Map<string, string>, context: ReadonlyMap<string, string>, task: PlannedTask): Task {
  const { id, file } = task;
  const text = taskTextOf(task);
  files.set(`tasks/${id}/${file}`, text);
  for (const [other, otherText] of context) files.set(`tasks/${id}/${other}`, otherText);
  return makeTask({
    id,
    kind: 'file',
    language: isTypeScript(file) ? 'typescript' : 'javascript',
    files: [file],
    context: [...context.keys()],
    lines: new LineMap(text).lineCount,
  });
}

/** For every task, controls too: the names of the sealed files must not tell which is which. */
function sealClean(files: Map<string, string>, context: ReadonlyMap<string, string>, task: PlannedTask): void {
  const { id, file, project } = task;
  const driver = project.corpus.drivers.get(file);
  const clean: [string, string][] = [[file, cleanTextOf(task)], ...context];
  if (driver !== undefined) clean.push([driver, project.corpus.extras.get(driver)!]);
  for (const [path, text] of clean) files.set(`truth/clean/${id}/${path}`, text);
  if (task.decoys.length > 0) files.set(`truth/upstream/${id}/${file}`, project.text(file));
}

function decoyRecords(task: PlannedTask, canary: string): PlantedDecoy[] {
  const { id, file, project } = task;
  const upstream = project.text(file);
  const all = orderedEdits(decoyEdits(task), upstream.length);
  const undo = invertEdits(upstream, all);
  const lines = new LineMap(taskTextOf(task));
  const inTask = (edits: readonly Edit[]): Edit[] =>
    carryEdits(carryEdits(decoyEdits(task), bugEdits(task)), edits);
  return task.decoys.map(({ decoy, edits, keepsForm, evidence }) => {
    const own = undo.filter((_, index) => edits.includes(all[index]!));
    return {
      task: id,
      corpus: project.corpus.name,
      file,
      decoy: decoy.id,
      edits: [...edits],
      undo: own,
      spans: inTask(own).map(({ start, end }) => lines.span(start, end)),
      keepsForm,
      evidence,
      canary,
    };
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
