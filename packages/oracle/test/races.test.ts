import type { ScheduleWitness } from '@bebug/core/truth';
import type { Project } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayWitness } from '../src/replay.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { parseSchedule, printSchedule, scheduleOf } from '../src/schedule/print.ts';
import { Side } from '../src/sandbox/side.ts';
import { prepare, subjectOf } from '../src/subject/subject.ts';
import { cleanWithClean } from './clean-with-clean.ts';
import { climbOnly } from './climb-only.ts';
import { scheduleRung } from '../src/schedule/rung.ts';
import { RACE_PAIRS } from './race-pairs.ts';
import { raceProject } from './race-project.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

/** Schedules of the mutant until the witness, pair by pair. */
const needed: number[] = [];
let project: Project;
let pool: Pool;

beforeAll(async () => {
  project = await raceProject();
  pool = await Pool.open(2);
});
afterAll(() => pool.close());

describe('scenarios derived from types', () => {
  test.for(RACE_PAIRS)('prove of $file: $race', async ({ file, racy }) => {
    const mutant = mutantOf(project, file, ...racy);
    const climb = await climbOnly(scheduleRung, mutant, pool);
    const witness = climb?.witness as ScheduleWitness;
    expect(witness).toMatchObject({ kind: 'schedule', driver: null, complete: true });
    needed.push(witness.schedules);
    const stored = JSON.parse(JSON.stringify(witness)) as ScheduleWitness;
    expect(await replayWitness(await replayOf(mutant, stored), pool, null)).toEqual({ holds: true, why: '' });
  });

  test('need few schedules for it', () => {
    const sorted = [...needed].sort((a, b) => a - b);
    expect(sorted).toHaveLength(RACE_PAIRS.length);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(30);
  });

  // Whole searches that find nothing; `benchmarks/schedules` has all pairs.
  test.for(RACE_PAIRS.filter((_, index) => index % 6 === 1))(
    'prove nothing of $file written otherwise',
    async ({ file, benign }) => {
      const climb = await climbOnly(scheduleRung, mutantOf(project, file, ...benign), pool);
      expect(climb).toMatchObject({ witness: null, reason: 'no witness' });
      expect(climb!.evidence.scenarios).toBeGreaterThan(0);
    },
  );

  test('prove nothing of a module compared with itself', async () => {
    let comparisons = 0;
    for (const { file } of RACE_PAIRS.filter((_, index) => index % 2 === 0)) {
      const compared = await cleanWithClean(project, file, pool, { seed: 11, limit: 4 });
      expect(compared).toMatchObject({ witnesses: 0 });
      comparisons += compared.comparisons;
    }
    expect(comparisons).toBeGreaterThan(25);
  });

  test('do not see what a subject keeps to itself, also where it hands itself out', async () => {
    const handing = await smallProject({
      'flow.ts': `
        export class Flow {
          private kept = 1;
          constructor(private readonly load: (flow: Flow) => Promise<number>, private readonly onStep: (flow: Flow) => void) {}
          async step(): Promise<Flow> { this.kept += await this.load(this); this.onStep(this); return this; }
        }`,
    });
    const mutant = mutantOf(handing, 'flow.ts', 'private kept = 1', 'private kept = 2');
    expect(await climbOnly(scheduleRung, mutant, pool)).toMatchObject({
      witness: null,
      reason: 'no witness',
    });
  });

  test('are the same for one seed, in any oracle', async () => {
    const { file, racy } = RACE_PAIRS.find((pair) => pair.file === 'tokens.ts')!;
    const mutant = mutantOf(project, file, ...racy);
    const [one, other] = [
      await climbOnly(scheduleRung, mutant, pool, 5),
      await climbOnly(scheduleRung, mutant, pool, 5),
    ];
    expect(one).toEqual(other);
    expect(one!.witness).not.toBeNull();
  });

  test('a witness repeats itself from its printed line alone', async () => {
    const { file, racy } = RACE_PAIRS.find((pair) => pair.file === 'ledger.ts')!;
    const mutant = mutantOf(project, file, ...racy);
    const witness = (await climbOnly(scheduleRung, mutant, pool))!.witness as ScheduleWitness;
    const line = printSchedule(scheduleOf(witness)!);
    expect(line).not.toContain('\n');
    const { script, events } = parseSchedule(line)!;
    const mutated = await prepare(subjectOf(new Map([[file, mutant.mutatedText]]), file), null, {
      comparisons: false,
    });
    if ('why' in mutated) throw new Error(mutated.why);
    const side = new Side(pool, mutated.code);
    try {
      const run = await side.follow(script, events, 100_000);
      expect(run).toMatchObject({ sound: true, [witness.level]: witness.outcome });
    } finally {
      side.close();
    }
  });

  test('a witness whose plan was tampered with does not hold', async () => {
    const { file, racy } = RACE_PAIRS.find((pair) => pair.file === 'service.ts')!;
    const mutant = mutantOf(project, file, ...racy);
    const witness = (await climbOnly(scheduleRung, mutant, pool))!.witness as ScheduleWitness;
    const plan = witness.plan as Record<string, unknown>;
    for (const tampered of [
      { ...witness, plan: null },
      { ...witness, plan: { ...plan, rejects: [{ external: 'connect', call: 1 }] } },
      { ...witness, plan: { ...plan, subject: { kind: 'module' } } },
      { ...witness, scenario: 'another' },
      { ...witness, driver: 'service.driver.ts' },
    ] as ScheduleWitness[])
      expect((await replayWitness(await replayOf(mutant, tampered), pool, null)).holds).toBe(false);
    const clean = { ...(await replayOf(mutant, witness)), mutatedText: project.text(file) };
    expect((await replayWitness(clean, pool, null)).holds).toBe(false);
  });
});
