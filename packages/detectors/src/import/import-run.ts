import { BebugError, groupBy, type Finding, type Response, type Unplaced } from '@bebug/core';
import type { DetectorTask } from '../detector.ts';
import type { RunRecord } from '../run-record.ts';
import { checkTasks, type TaskSet } from '../task-set.ts';
import { lineAfterChange } from './before-lines.ts';
import { fileLookup, taskInName, type FoundFile } from './file-lookup.ts';
import { importedRun } from './imported-run.ts';
import type { ForeignFinding, ForeignReport, ImportFormat, Measure } from './report.ts';
import { TextRuler } from './text-ruler.ts';

/** More findings than this are no review. */
const MOST_FINDINGS = 1_000_000;
const MOST_NAME = 200;

export interface ImportOptions {
  readonly set: TaskSet;
  readonly format: { readonly name: string; readonly reader: ImportFormat };
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly now: Date;
  /** The folder in which the tool ran, as its paths have it. */
  readonly base?: string | undefined;
  /** The task that all files are about. */
  readonly task?: string | undefined;
  /** The tasks that count as answered, and no others. */
  readonly onlyTasks?: readonly string[] | undefined;
  readonly tool?: string | undefined;
  readonly version?: string | undefined;
}

export interface Imported extends RunRecord {
  /** What the files hold and the run does not, and why. */
  readonly unplaced: readonly Unplaced[];
  /** Findings whose fix does not fit the file. */
  readonly lostFixes: number;
}

/**
 * Foreign reports as a run on the set. Tasks count as answered when the files say that they were looked at; by a report that is
 * about one task, that task; by one that cannot say it, all tasks of the set. `onlyTasks` decides instead of all that.
 * @throws BebugError `file-format`, with the place in the file; `usage` when the set lacks a named task, or nothing is about the set
 */
export function importRun(options: ImportOptions): Imported {
  const { set, format, files, onlyTasks } = options;
  checkTasks(set, [...(onlyTasks ?? []), ...(options.task === undefined ? [] : [options.task])]);
  const desk = new Desk(options);
  const tools = new Map<string, string | null>();
  for (const { name, text } of files) {
    const report = format.reader.read(text, name);
    for (const tool of report.tools) tools.set(tool.name, tools.get(tool.name) ?? tool.version);
    desk.take(report, name);
  }
  const { findings, unplaced, statuses } = desk;
  const placeable = unplaced.filter(({ isFinding }) => isFinding);
  if (findings.length === 0 && placeable.length > 0) {
    const { report, at, path, reason } = placeable[0]!;
    throw new BebugError(
      'usage',
      `None of the ${placeable.length} findings is about the set: ${report} at ${at} is about ${JSON.stringify(path)}, but ${reason}.`,
      { hint: 'Check the set, or say --base, the folder in which the tool ran, or --task.' },
    );
  }
  const order = new Map(set.tasks.map(({ task }, index) => [task.id, index]));
  const sorted = findings.toSorted((a, b) => order.get(a.task)! - order.get(b.task)!);
  const { base, task } = options;
  const run = importedRun(options, {
    detector: (options.tool ?? ([...tools.keys()].join(' + ') || format.name)).slice(0, MOST_NAME),
    version:
      options.version ?? ([...tools.values()].filter((version) => version !== null).join(' + ') || 'unknown'),
    format: format.name,
    more: {
      unplaced: unplaced.length,
      ...(base !== undefined && { base }),
      ...(task !== undefined && { task }),
      ...(onlyTasks !== undefined && { onlyTasks: [...onlyTasks] }),
    },
  });
  return {
    run,
    findings: sorted,
    responses: responsesOf(set, statuses, sorted),
    unplaced: unplaced.map(({ isFinding: _, ...item }) => item),
    lostFixes: desk.lostFixes,
  };
}

/** Takes one report after the other and puts each finding where it belongs. */
class Desk {
  readonly findings: Finding[] = [];
  readonly unplaced: (Unplaced & { readonly isFinding: boolean })[] = [];
  /** Task → what the tool said went wrong on it; `null` when nothing did. */
  readonly statuses = new Map<string, string | null>();
  lostFixes = 0;
  readonly #options: ImportOptions;
  readonly #lookup: (path: string, only?: string) => FoundFile;
  readonly #rulers = new Map<string, TextRuler>();

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#lookup = fileLookup(options.set, options);
    for (const task of options.onlyTasks ?? []) this.statuses.set(task, null);
  }

  take(report: ForeignReport, name: string): void {
    const { set, task } = this.#options;
    const bound = task ?? taskInName(set, name);
    if (this.findings.length + report.findings.length > MOST_FINDINGS)
      throw new BebugError('file-format', `${name} brings more than ${MOST_FINDINGS} findings.`);
    for (const item of report.setAside) this.unplaced.push({ report: name, ...item, isFinding: false });
    this.#answer(report, bound);
    for (const finding of report.findings) {
      const found = this.#lookup(finding.path, finding.task ?? bound);
      const reason = 'reason' in found ? found.reason : this.#place(finding, found);
      if (reason === null) continue;
      this.unplaced.push({ report: name, at: finding.at, path: finding.path, reason, isFinding: true });
    }
    this.#fail(report, bound);
  }

  /** Marks the tasks that a report answers. */
  #answer({ looked }: ForeignReport, bound: string | undefined): void {
    const { set, onlyTasks } = this.#options;
    if (onlyTasks !== undefined) return;
    if (bound !== undefined) this.#mark(bound);
    else if (looked === null) for (const { task } of set.tasks) this.#mark(task.id);
    else for (const path of looked) this.#markFile(path);
  }

  #mark(task: string): void {
    if (!this.statuses.has(task)) this.statuses.set(task, null);
  }

  #markFile(path: string): void {
    const found = this.#lookup(path);
    if ('task' in found && found.task.task.files.includes(found.file)) this.#mark(found.task.task.id);
  }

  #fail({ failures, looked }: ForeignReport, bound: string | undefined): void {
    for (const { path, message } of failures) {
      const found = path === null ? null : this.#lookup(path, bound);
      // A tool that failed as a whole failed on what it was to look at.
      const hit =
        found !== null
          ? 'task' in found
            ? [found.task.task.id]
            : []
          : bound !== undefined
            ? [bound]
            : looked === null
              ? [...this.statuses.keys()]
              : looked.flatMap((file) => {
                  const where = this.#lookup(file);
                  return 'task' in where ? [where.task.task.id] : [];
                });
      for (const task of hit) if (this.statuses.has(task)) this.statuses.set(task, message.slice(0, 2000));
    }
  }

  /** Adds the finding, or says why it cannot be. */
  #place(foreign: ForeignFinding, { task, file }: Extract<FoundFile, { file: string }>): string | null {
    const { id } = task.task;
    if (this.#options.onlyTasks === undefined) this.#mark(id);
    else if (!this.statuses.has(id)) return `the task ${id} is not among --only-tasks`;
    const ruler = this.#ruler(task, file, foreign.measure);
    let lines = ruler.lines(foreign.place);
    if (foreign.before !== undefined) {
      const carried = lineAfterChange(task, file);
      if (carried === null)
        return 'its lines are those before a change, and the task is no change of this file';
      const startLine = carried(lines.startLine);
      lines = {
        startLine,
        endLine: Math.max(startLine, foreign.before === 'both' ? carried(lines.endLine) : lines.endLine),
      };
    }
    const fix = foreign.fix && (foreign.fix.kind === 'ready' ? foreign.fix.fix : ruler.edits(foreign.fix));
    if (fix === null) this.lostFixes++;
    const told = Object.entries(foreign.said).filter(([, value]) => value !== undefined);
    this.findings.push({
      task: id,
      file,
      ...lines,
      ...Object.fromEntries(told),
      ...(fix != null && { fix }),
    });
    return null;
  }

  #ruler({ task, texts }: DetectorTask, file: string, measure: Measure): TextRuler {
    const key = `${measure.unit} ${measure.breaks} ${task.id} ${file}`;
    const known = this.#rulers.get(key);
    if (known) return known;
    const ruler = new TextRuler(texts.get(file)!, measure);
    this.#rulers.set(key, ruler);
    return ruler;
  }
}

function responsesOf(
  set: TaskSet,
  statuses: ReadonlyMap<string, string | null>,
  findings: readonly Finding[],
): Response[] {
  const byTask = groupBy(findings, ({ task }) => task);
  return set.tasks.flatMap(({ task: { id } }): Response[] => {
    const failure = statuses.get(id);
    if (failure === undefined) return [];
    return [
      {
        task: id,
        status: failure === null ? 'answered' : 'failed',
        findings: byTask.get(id)?.length ?? 0,
        ...(failure !== null && { message: failure }),
      },
    ];
  });
}
