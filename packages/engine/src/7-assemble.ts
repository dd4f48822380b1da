import {
  compareText,
  formatJsonLines,
  groupBy,
  keyedHex,
  LineMap,
  makeTask,
  sha256,
  type Task,
} from '@bebug/core';
import type { Bug, Control } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { bugRecord } from './bug-record.ts';
import { bugId } from './bug-id.ts';
import type { Planting } from './combine.ts';
import { isTypeScript } from './source-file-names.ts';

/** A bug set in memory, without its manifest: path → text. */
export interface Assembly {
  readonly files: ReadonlyMap<string, string>;
  readonly tasks: readonly Task[];
  readonly bugs: readonly Bug[];
  readonly controls: readonly Control[];
  readonly notes: readonly string[];
}

export interface AssembleOptions {
  readonly seed: number;
  /** Share of the tasks that carry no bug. */
  readonly controls: number;
  readonly canary: string;
  /** Files that could carry a bug, by corpus: a control must look like one that does. */
  readonly homes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Turn plantings into tasks and sealed truth, and add controls from the same corpora in the same proportion. */
export function assemble(
  projects: ReadonlyMap<string, Project>,
  plantings: readonly Planting[],
  options: AssembleOptions,
): Assembly {
  const files = new Map<string, string>();
  const tasks: Task[] = [];
  const addTask = (project: Project, path: string, id: string, text: string): void => {
    const context = contextOf(project, path);
    tasks.push(publish(files, context, path, id, text));
    sealClean(files, context, project, path, id);
  };

  const bugs = plantings.flatMap((planting) => {
    const ids = planting.bugs.map(({ mutant }) => bugId(options.seed, mutant.candidate));
    const task = `t-${keyedHex(12, options.seed, 'task', ...ids)}`;
    addTask(planting.project, planting.file, task, planting.text);
    return planting.bugs.map((proved, index) =>
      bugRecord(proved, planting, { id: ids[index]!, task, canary: options.canary }),
    );
  });

  const { chosen, notes } = chooseControls(projects, plantings, options);
  const controls = chosen.map(({ project, path }) => {
    const task = `t-${keyedHex(12, options.seed, 'control', project.corpus.name, path)}`;
    addTask(project, path, task, project.text(path));
    return { task, corpus: project.corpus.name, canary: options.canary };
  });

  tasks.sort((a, b) => compareText(a.id, b.id));
  bugs.sort((a, b) => compareText(a.id, b.id));
  controls.sort((a, b) => compareText(a.task, b.task));
  files.set('tasks.jsonl', formatJsonLines(tasks));
  files.set('truth/bugs.jsonl', formatJsonLines(bugs));
  files.set('truth/controls.jsonl', formatJsonLines(controls));
  files.set('truth/decoys.jsonl', '');
  return { files, tasks, bugs, controls, notes };
}

/** Bug or control → hash of its line: names the record when the truth was edited. */
export function recordHashes(bugs: readonly Bug[], controls: readonly Control[]): Record<string, string> {
  const lines: [string, unknown][] = [
    ...bugs.map((bug): [string, unknown] => [bug.id, bug]),
    ...controls.map((control): [string, unknown] => [control.task, control]),
  ];
  return Object.fromEntries(lines.map(([id, record]) => [id, sha256(JSON.stringify(record))]));
}

function publish(
  files: Map<string, string>,
  context: ReadonlyMap<string, string>,
  path: string,
  id: string,
  text: string,
): Task {
  files.set(`tasks/${id}/${path}`, text);
  for (const [other, otherText] of context) files.set(`tasks/${id}/${other}`, otherText);
  return makeTask({
    id,
    kind: 'file',
    language: isTypeScript(path) ? 'typescript' : 'javascript',
    files: [path],
    context: [...context.keys()],
    lines: new LineMap(text).lineCount,
  });
}

/** For every task, controls too: the names of the sealed files must not tell which is which. */
function sealClean(
  files: Map<string, string>,
  context: ReadonlyMap<string, string>,
  project: Project,
  path: string,
  task: string,
): void {
  const driver = project.corpus.drivers.get(path);
  const clean: [string, string][] = [[path, project.text(path)], ...context];
  if (driver !== undefined) clean.push([driver, project.corpus.extras.get(driver)!]);
  for (const [file, text] of clean) files.set(`truth/clean/${task}/${file}`, text);
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

/**
 * Controls come from the corpora in proportion to their tasks with bugs, each file once: neither the corpus nor a repeated text tells a
 * control from a bug.
 */
function chooseControls(
  projects: ReadonlyMap<string, Project>,
  plantings: readonly Planting[],
  options: AssembleOptions,
): { chosen: { project: Project; path: string }[]; notes: string[] } {
  const wanted = Math.ceil((plantings.length * options.controls) / (1 - options.controls));
  const tasksPerCorpus = groupBy(plantings, ({ project }) => project.corpus.name);
  const pools = [...tasksPerCorpus].map(([name, tasks]) => {
    const project = projects.get(name)!;
    const luck = (path: string): string => keyedHex(24, options.seed, 'control', name, path);
    const paths = [...(options.homes.get(name) ?? [])].sort((a, b) => compareText(luck(a), luck(b)));
    return { project, paths, weight: tasks.length, taken: 0 };
  });
  const chosen: { project: Project; path: string }[] = [];
  while (chosen.length < wanted) {
    const open = pools.filter((pool) => pool.taken < pool.paths.length);
    if (open.length === 0) break;
    const next = open.reduce((a, b) => (b.weight / (b.taken + 1) > a.weight / (a.taken + 1) ? b : a));
    chosen.push({ project: next.project, path: next.paths[next.taken++]! });
  }
  const share = chosen.length / Math.max(1, chosen.length + plantings.length);
  const notes =
    chosen.length < wanted
      ? [
          `Only ${chosen.length} of ${wanted} controls: the corpora have no more files, so ${(share * 100).toFixed(0)} % of the tasks carry no bug.`,
        ]
      : [];
  return { chosen, notes };
}
