import { readFile } from 'node:fs/promises';
import type { ScheduleWitness } from '@bebug/core/truth';
import type { Project } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayWitness } from '../src/replay.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { climbSchedules } from './climb-schedules.ts';
import { RACE_PAIRS } from './race-pairs.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

/** Schedules of the mutant until the witness, pair by pair. */
const needed: number[] = [];
let project: Project;
let pool: Pool;

beforeAll(async () => {
  const texts = RACE_PAIRS.map(
    async ({ file }) => [file, await readFile(new URL(`races/${file}`, import.meta.url), 'utf8')] as const,
  );
  project = await smallProject(Object.fromEntries(await Promise.all(texts)));
  pool = await Pool.open(2);
});
afterAll(() => pool.close());

describe('scenarios derived from types', () => {
  test.for(RACE_PAIRS)('prove of $file: $race', async ({ file, racy }) => {
    const mutant = mutantOf(project, file, ...racy);
    const climb = await climbSchedules(mutant, pool);
    const witness = climb?.witness as ScheduleWitness;
    expect(witness).toMatchObject({ kind: 'schedule', driver: null, complete: true });
    needed.push(witness.schedules);
    const stored = JSON.parse(JSON.stringify(witness)) as ScheduleWitness;
    expect(await replayWitness(replayOf(mutant, stored), pool)).toEqual({ holds: true, why: '' });
  });

  test('need few schedules for it', () => {
    const sorted = [...needed].sort((a, b) => a - b);
    expect(sorted).toHaveLength(RACE_PAIRS.length);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(30);
  });

  test.for(RACE_PAIRS)('prove nothing of $file written otherwise', async ({ file, benign }) => {
    const climb = await climbSchedules(mutantOf(project, file, ...benign), pool);
    expect(climb).toMatchObject({ witness: null, reason: 'no witness' });
    expect(climb!.evidence.scenarios).toBeGreaterThan(0);
  });
});
