import { resolve } from 'node:path';
import { BebugError, formatJsonLines, groupBy, type Response, type Unplaced } from '@bebug/core';
import {
  IMPORT_FORMATS,
  importAnswers,
  importRun,
  readReport,
  readSet,
  writeRun,
  type Imported,
} from '@bebug/detectors';
import { command } from '../command.ts';
import { unknown } from '../selection.ts';

/** So many of what could not be placed are named on the terminal; the run has them all. */
const MOST_NAMED = 10;

/** Not findings, but the texts that hold them. */
const ANSWERS = 'answers';

export const importCommand = command({
  options: (parser) =>
    parser
      .positional('file', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'reports of one tool; one that is named for a task (t-….json) is about that task',
      })
      .option('from', {
        type: 'string',
        demandOption: true,
        describe: `format of the reports: ${Object.entries(IMPORT_FORMATS)
          .map(([name, { describe }]) => `${name} (${describe})`)
          .join(', ')}, ${ANSWERS} (what a model wrote: lines with task and text)`,
      })
      .option('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of the bug set; its truth is not opened',
      })
      .option('out', { type: 'string', demandOption: true, describe: 'folder of the run; must not exist' })
      .option('base', {
        type: 'string',
        describe:
          'folder in which the tool ran, where paths are neither those of a task nor through tasks/ID/',
      })
      .option('task', { type: 'string', describe: 'the task that all files are about' })
      .option('only-tasks', {
        type: 'string',
        array: true,
        describe:
          'tasks that count as answered (default: those that the files say were looked at; all tasks, where a format cannot say it)',
      })
      .option('tool', { type: 'string', describe: 'name of the detector (default: as the file says)' })
      .option('tool-version', { type: 'string', describe: 'its version (default: as the file says)' }),
  async run(args, io) {
    const names = [...Object.keys(IMPORT_FORMATS), ANSWERS];
    const reader = Object.hasOwn(IMPORT_FORMATS, args.from) ? IMPORT_FORMATS[args.from] : undefined;
    if (reader === undefined && args.from !== ANSWERS) throw unknown('usage', 'format', args.from, names);
    const set = await readSet(resolve(io.cwd, args.set));
    const files = [];
    for (const name of args.file) files.push({ name, text: await readReport(resolve(io.cwd, name)) });
    const onlyTasks = args['only-tasks']?.flatMap((tasks) => tasks.split(',')).filter((id) => id !== '');
    if (onlyTasks?.length === 0) throw new BebugError('usage', '--only-tasks names no task.');
    const { base, task, tool, 'tool-version': version } = args;
    if (reader === undefined && (base ?? task ?? onlyTasks) !== undefined)
      throw new BebugError('usage', `--from ${ANSWERS} names the task in every line.`, {
        hint: 'Leave --base, --task and --only-tasks out.',
      });
    const common = { set, files, now: io.now(), tool, version };
    const imported = reader
      ? importRun({ ...common, format: { name: args.from, reader }, base, task, onlyTasks })
      : importAnswers(common);
    await writeRun(resolve(io.cwd, args.out), imported, {
      'unplaced.jsonl': formatJsonLines(imported.unplaced),
    });
    await io.out(summary(imported, set.tasks.length, args.out));
    return 0;
  },
});

function summary(
  { run, findings, responses, unplaced, lostFixes }: Imported,
  tasks: number,
  out: string,
): string {
  const count = (wanted: Response['status']): number =>
    responses.filter(({ status }) => status === wanted).length;
  const failed = count('failed');
  const lines = [
    `${run.detector} ${run.version}: ${findings.length} findings in ${out}; ${count('answered')} of ${tasks} tasks answered${failed > 0 ? `, ${failed} failed` : ''}`,
    ...(failed > 0 ? [`  failed: ${responses.find(({ status }) => status === 'failed')!.message!}`] : []),
    ...(lostFixes > 0 ? [`  ${lostFixes} fixes do not fit the file and were left out`] : []),
    ...namesOf(unplaced, out),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many were left out for which reason, and the first of them by name. */
function namesOf(unplaced: readonly Unplaced[], out: string): string[] {
  if (unplaced.length === 0) return [];
  const reasons = [...groupBy(unplaced, ({ reason }) => reason)].map(
    ([reason, items]) => `  ${items.length} × ${reason}`,
  );
  const named = unplaced
    .slice(0, MOST_NAMED)
    .map(
      ({ report, at, path, reason }) => `  ${report} at ${at}${path === null ? '' : `, ${path}`}: ${reason}`,
    );
  return [
    `${unplaced.length} entries are no findings on the set (all in ${out}/unplaced.jsonl):`,
    ...(reasons.length < unplaced.length ? reasons.slice(0, MOST_NAMED) : []),
    ...named,
  ];
}
