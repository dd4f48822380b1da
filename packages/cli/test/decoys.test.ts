import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, groupBy, parseJsonLines } from '@bebug/core';
import { manifestSchema, plantedDecoySchema } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { bebug, SAMPLE, workFolder } from './console.ts';

test('decoys stand in bug tasks and controls, every proof holds beside them, and they have none', async () => {
  const folder = await workFolder(SAMPLE);
  const argv =
    'inject src/total.ts --count 1 --seed 5 --tiers moderate --operators conjunct-drop --decoys 1'.split(' ');
  const { exitCode, out, err } = await bebug(folder, ...argv, '--out', 'set', '--workers', '1');
  expect([exitCode, err]).toEqual([0, '']);
  expect(out).toMatch(/^\d+ decoys, \d+ of them in tasks with bugs and \d+ in controls:$/mu);

  const set = join(folder, 'set');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(set, 'bugset.json'), 'utf8')));
  expect(manifest.options.decoys).toBe(1);
  expect(manifest.decoys.inBugTasks).toBeGreaterThan(0);
  expect(manifest.decoys.inControls).toBeGreaterThan(0);
  const lines = await readFile(join(set, 'truth/decoys.jsonl'), 'utf8');
  const byTask = groupBy(parseJsonLines(plantedDecoySchema, lines, 'decoys'), ({ task }) => task);
  for (const [task, decoys] of byTask) {
    const { file } = decoys[0]!;
    const upstream = await readFile(join(set, 'truth/upstream', task, file), 'utf8');
    expect(upstream).toBe((SAMPLE as Record<string, string>)[file]);
    expect(
      applyEdits(
        upstream,
        decoys.flatMap(({ edits }) => edits),
      ),
    ).toBe(await readFile(join(set, 'truth/clean', task, file), 'utf8'));
  }

  expect((await bebug(folder, 'verify', 'set')).out).toContain('every proof holds');
});

test('a number of decoys that makes no sense is refused in one sentence', async () => {
  const folder = await workFolder(SAMPLE);
  const { exitCode, err } = await bebug(folder, 'inject', '.', '--out', 'set', '--decoys', '1.5');
  expect([exitCode, err]).toEqual([
    2,
    expect.stringMatching(
      /^bebug: --decoys takes a share below 1, or a whole number from 1 to 20, not 1\.5\. /u,
    ),
  ]);
});
