import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, type Finding } from '@bebug/core';
import { readSet as readTasks } from '@bebug/detectors';
import { scoresSchema, type Scorecard } from '@bebug/scorer';
import { expect, test } from 'vitest';
import { writeSyntheticRun, writeSyntheticSet } from '../../scorer/test/synthetic-files.ts';
import { syntheticSet } from '../../scorer/test/synthetic-set.ts';
import { bebug, contents, workFolder } from './console.ts';

const set = syntheticSet({ bugTasks: 12 });
const findings = set.bugs.map(({ task, file, mutated }): Finding => ({
  task,
  file,
  startLine: mutated.startLine,
  endLine: mutated.endLine,
}));

/** A set, its twins, a run on each, and the hashes that these name. */
async function setWithTwins(): Promise<{ folder: string; hash: string; twinHash: string }> {
  const folder = await workFolder();
  const hash = await writeSyntheticSet(set, join(folder, 'set'));
  const { exitCode, err } = await bebug(folder, 'export', 'set', '--format', 'twins', '--to', 'twins');
  expect([exitCode, err]).toEqual([0, '']);
  const twinHash = sha256(await readFile(join(folder, 'twins/bugset.json')));
  await writeSyntheticRun(set, hash, findings, join(folder, 'run'));
  await writeSyntheticRun(set, twinHash, findings.slice(0, 3), join(folder, 'on-twins'));
  return { folder, hash, twinHash };
}

const scored = async (folder: string, ...runs: string[]): Promise<Scorecard> => {
  const { out, err } = await bebug(folder, 'score', 'set', ...runs, '--json', '--draws', '20');
  expect(err).toBe('');
  return scoresSchema.parse(JSON.parse(out)).scorecards[0]!;
};

test('the twins of a set are its tasks without the bugs, in the same bytes every time', async () => {
  const { folder } = await setWithTwins();
  const { tasks } = await readTasks(join(folder, 'twins'));
  expect(tasks.map(({ task }) => task)).toEqual(set.tasks);
  const controls = new Set(set.controls.map(({ task }) => task));
  for (const { task, texts } of tasks) {
    const text = texts.get(task.files[0]!)!;
    expect(text).not.toContain('+ 1)');
    expect(text === set.taskTexts.get(task.id)!.get(task.files[0]!)).toBe(controls.has(task.id));
  }
  await bebug(folder, 'export', 'set', '--format', 'twins', '--to', 'again');
  expect(await contents(join(folder, 'again'))).toEqual(await contents(join(folder, 'twins')));
  expect(JSON.stringify(await contents(join(folder, 'twins')))).not.toContain('truth');
});

test('a detector runs on the twins as on any set, and the two runs are scored together', async () => {
  const { folder } = await setWithTwins();
  for (const [on, out] of [
    ['set', 'loud'],
    ['twins', 'loud-twins'],
  ] as const)
    await bebug(folder, 'detect', on, '--with', 'canned:flags-everything', '--out', out);
  const loud = await scored(folder, 'loud', '--twins', 'loud-twins', '--strictness', 'file');
  expect(loud.discrimination!.rate).toMatchObject({ successes: 0, n: set.bugs.length });

  const card = await scored(folder, 'run', '--twins', 'on-twins');
  expect(card.discrimination).toMatchObject({
    rate: { successes: set.bugs.length - 3, n: set.bugs.length },
    foundOnTwin: 3,
  });
  const { out } = await bebug(folder, 'score', 'set', 'run', '--twins', 'on-twins', '--draws', '20');
  expect(out).toMatch(/discrimination[^\n]*12\/15/u);
  for (const [name, shown] of [
    ['report.html', /<th scope="row">[^]*80 % <span class="range">\[\d+, \d+\] 12 of 15<\/span>/u],
    ['report.md', /\| Discrimination \| 80 % \[\d+, \d+\] 12\/15 \|/u],
    ['report.leaderboard.md', /\| Discrimination \|[^]*\| 80 % \[\d+, \d+\] 12\/15 \|/u],
    ['report.csv', /,discriminated,/u],
  ] as const) {
    await bebug(folder, 'report', 'set', 'run', '--twins', 'on-twins', '--draws', '20', '--out', name);
    expect(await readFile(join(folder, name), 'utf8')).toMatch(shown);
  }
  const both = ['calibrate', 'set', 'run', 'loud', '--draws', '20', '--twins', 'loud-twins', 'on-twins'];
  expect((await bebug(folder, ...both)).exitCode).toBe(0);
});

test.for<[string, (folder: string, hashes: { hash: string; twinHash: string }) => Promise<string[]>, RegExp]>(
  [
    [
      'the set itself',
      () => Promise.resolve(['run']),
      /run was made on [0-9a-f]{12}, not on the clean twins/u,
    ],
    [
      'the twins of another set',
      async (folder) => {
        const other = syntheticSet({ seed: 2, bugTasks: 12 });
        await writeSyntheticSet(other, join(folder, 'other'));
        await bebug(folder, 'export', 'other', '--format', 'twins', '--to', 'other-twins');
        const hash = sha256(await readFile(join(folder, 'other-twins/bugset.json')));
        await writeSyntheticRun(other, hash, [], join(folder, 'elsewhere'));
        return ['elsewhere'];
      },
      /elsewhere was made on [0-9a-f]{12}, not on the clean twins/u,
    ],
    [
      'twins, twice',
      async (folder, { twinHash }) => {
        await writeSyntheticRun(set, twinHash, [], join(folder, 'second'));
        return ['on-twins', 'second'];
      },
      /run \(synthetic 1\) has two runs on the clean twins: .*on-twins and .*second\./u,
    ],
    [
      'twins, of another detector',
      async (folder) => {
        await bebug(folder, 'detect', 'twins', '--with', 'canned:silent', '--out', 'silent');
        return ['silent'];
      },
      /run \(synthetic 1\) has no run on the clean twins/u,
    ],
    [
      'twins, of one detector too many',
      async (folder) => {
        await bebug(folder, 'detect', 'twins', '--with', 'canned:silent', '--out', 'silent');
        return ['on-twins', 'silent'];
      },
      /silent belongs to none of the runs/u,
    ],
  ],
)('a run on %s is refused in one sentence', async ([, makeTwins, message]) => {
  const { folder, ...hashes } = await setWithTwins();
  const twins = await makeTwins(folder, hashes);
  const { exitCode, out, err } = await bebug(folder, 'score', 'set', 'run', '--twins', ...twins);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toMatch(message);
  expect(err).toMatch(/^bebug: [^\n]+\n$/u);
});

test('a set whose files were changed has no twins', async () => {
  const { folder } = await setWithTwins();
  await rm(join(folder, `set/tasks/${set.bugs[0]!.task}/${set.bugs[0]!.file}`));
  const { exitCode, err } = await bebug(folder, 'export', 'set', '--format', 'twins', '--to', 'none');
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^bebug: [^\n]* cannot be read[^\n]*\n$/u);
});
