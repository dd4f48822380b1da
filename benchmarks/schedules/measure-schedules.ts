/**
 * What schedules prove, how many of them it takes, and how long: see README.md.
 * Usage: node benchmarks/schedules/measure-schedules.ts [comparisons of clean with clean, default 2500]
 */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Edit } from '@bebug/core';
import { fetchPackage, readPins } from '@bebug/cli';
import { openProject, readCorpus, type Project, type ScreenedMutant } from '@bebug/engine';
import { Pool } from '../../packages/oracle/src/sandbox/pool.ts';
import { cleanWithClean } from '../../packages/oracle/test/clean-with-clean.ts';
import { scheduleRung } from '../../packages/oracle/src/schedule/rung.ts';
import { climbOnly } from '../../packages/oracle/test/climb-only.ts';
import { RACE_PAIRS } from '../../packages/oracle/test/race-pairs.ts';
import { raceProject } from '../../packages/oracle/test/race-project.ts';
import { mutantOf } from '../../packages/oracle/test/small-project.ts';
import { FOREIGN_RACES, type ForeignRace } from './foreign-races.ts';

const SCENARIOS = 25;
const wanted = Number(process.argv[2] ?? 2500);
const root = new URL('../..', import.meta.url).pathname;
const project = await raceProject();
const pool = await Pool.open(2);
const load = (): string => loadavg()[0]!.toFixed(1);

const races = [];
const benign = [];
for (const { file, race, racy, benign: otherwise } of RACE_PAIRS) {
  races.push(await row(file, race, mutantOf(project, file, ...racy)));
  benign.push(await row(file, 'written otherwise', mutantOf(project, file, ...otherwise)));
}
console.table(races);
console.table(benign);
summary('races', races);

const foreign = [];
const pins = await readPins(join(root, 'corpora/pins.json'));
for (const race of FOREIGN_RACES) {
  const source = await fetchPackage(`npm:${race.package}`, join(root, '.bebug/cache'), pins);
  const opened = openProject(await readCorpus(source), { allowTypeErrors: true });
  foreign.push(await row(`${race.package} ${race.subject}`, race.race, planted(opened, race)));
}
console.table(foreign);
summary('foreign races', foreign);

const total = { comparisons: 0, witnesses: 0, schedules: 0, skipped: 0 };
const start = performance.now();
for (let seed = 1; total.comparisons < wanted; seed++) {
  for (const { file } of RACE_PAIRS) {
    if (total.comparisons >= wanted) break;
    const compared = await cleanWithClean(project, file, pool, { seed, limit: SCENARIOS });
    for (const key of ['comparisons', 'witnesses', 'schedules', 'skipped'] as const)
      total[key] += compared[key];
  }
}
const seconds = (performance.now() - start) / 1000;
console.table([
  { ...total, 'schedules per second': Math.round(total.schedules / seconds), 'load average': load() },
]);
await pool.close();

interface Row {
  readonly subject: string;
  readonly change: string;
  readonly witness: string;
  readonly schedules: number | null;
  readonly seconds: number;
  readonly 'load average': string;
}

async function row(subject: string, change: string, mutant: ScreenedMutant): Promise<Row> {
  const before = performance.now();
  const climb = await climbOnly(scheduleRung, mutant, pool).catch((error: unknown) => String(error));
  const seconds = Number(((performance.now() - before) / 1000).toFixed(2));
  const base = { subject, change, seconds, 'load average': load() };
  if (typeof climb === 'string' || climb === null)
    return { ...base, witness: climb ?? 'nothing to reorder', schedules: null };
  const { witness } = climb;
  return witness?.kind === 'schedule'
    ? { ...base, witness: `${witness.level}: ${witness.scenario}`, schedules: witness.schedules }
    : { ...base, witness: climb.reason, schedules: null };
}

function planted(opened: Project, { file, edits: pairs }: ForeignRace): ScreenedMutant {
  const text = opened.text(file);
  const edits = pairs.map(([from, to]): Edit => {
    const at = text.indexOf(from);
    if (at < 0 || text.indexOf(from, at + 1) >= 0) throw new Error(`${file} does not hold ${from} once`);
    return { start: at, end: at + from.length, text: to };
  });
  const [first] = pairs;
  const mutant = mutantOf(opened, file, ...first!);
  let mutatedText = text;
  for (const { start: from, end, text: to } of [...edits].reverse())
    mutatedText = mutatedText.slice(0, from) + to + mutatedText.slice(end);
  return { ...mutant, candidate: { ...mutant.candidate, edits }, mutatedText };
}

function summary(name: string, rows: readonly Row[]): void {
  const proved = rows.flatMap(({ schedules }) => schedules ?? []).sort((a, b) => a - b);
  const times = rows.map((one) => one.seconds).sort((a, b) => a - b);
  const at = (list: readonly number[], share: number): number | undefined =>
    list[Math.min(list.length - 1, Math.floor(list.length * share))];
  console.table([
    {
      set: name,
      proved: `${proved.length} of ${rows.length}`,
      'schedules (median)': at(proved, 0.5),
      'schedules (p90)': at(proved, 0.9),
      'seconds (median)': at(times, 0.5),
      'seconds (most)': times.at(-1),
    },
  ]);
}
