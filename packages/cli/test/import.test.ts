import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonLines, unplacedSchema } from '@bebug/core';
import type { Scorecard, Scores } from '@bebug/scorer';
import { expect, onTestFinished, test } from 'vitest';
import type { Bug } from '@bebug/core/truth';
import { bebug, plantedFolder } from './console.ts';

const ONE_SENTENCE = /^bebug: [^\n]+\n$/u;

test('what a tool reported is scored like any run, and what is not about the set is named', async () => {
  const { folder, remove } = await plantedFolder();
  onTestFinished(remove);
  const bugs = JSON.parse((await bebug(folder, 'show', 'set', '--json')).out) as Bug[];
  expect(bugs.length).toBeGreaterThan(1);
  const results = bugs.map(({ task, file, mutated }) => ({
    ruleId: 'R',
    message: { text: 'wrong' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `set/tasks/${task}/${file}` },
          region: { startLine: mutated.startLine },
        },
      },
    ],
  }));
  const lost = {
    message: { text: 'x' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'lib/x.js' } } }],
  };
  const runs = [{ tool: { driver: { name: 'Scan', version: '9' } }, results: [...results, lost] }];
  await writeFile(join(folder, 'scan.sarif'), JSON.stringify({ version: '2.1.0', runs }));

  const argv = ['import', 'scan.sarif', '--from', 'sarif', '--set', 'set', '--out', 'run'];
  const { exitCode, out, err } = await bebug(folder, ...argv);
  expect([exitCode, err]).toEqual([0, '']);
  expect(out).toContain(`Scan 9: ${bugs.length} findings in run`);
  expect(out).toContain(`scan.sarif at runs.0.results.${bugs.length}, lib/x.js: no task holds it`);
  const unplaced = await readFile(join(folder, 'run/unplaced.jsonl'), 'utf8');
  expect(parseJsonLines(unplacedSchema, unplaced, 'unplaced')).toHaveLength(1);

  const scored = await bebug(folder, 'score', 'set', 'run', '--json');
  const [card] = (JSON.parse(scored.out) as Scores).scorecards as [Scorecard];
  expect([card.detector, card.bugs.every(({ found }) => found)]).toEqual(['Scan', true]);

  const again = await bebug(folder, ...argv);
  expect([again.exitCode, again.err]).toEqual([
    2,
    expect.stringMatching(/^bebug: [^\n]*is not empty[^\n]*\n$/u),
  ]);

  const before = await readdir(folder);
  const wrong: [string[], RegExp][] = [
    [['scan.sarif', '--from', 'sarf'], /no format called "sarf"; did you mean sarif\?/u],
    [['scan.sarif', '--from', 'eslint'], /scan\.sarif has not the expected format/u],
    [['none.sarif', '--from', 'sarif'], /none\.sarif does not exist/u],
    [['src', '--from', 'sarif'], /src is a folder/u],
    [['scan.sarif', '--from', 'sarif', '--task', 't-1'], /The set has no task "t-1"/u],
    [['scan.sarif', '--from', 'sarif', '--only-tasks', ','], /--only-tasks names no task/u],
  ];
  for (const [args, sentence] of wrong) {
    const refused = await bebug(folder, 'import', ...args, '--set', 'set', '--out', 'other');
    expect([refused.exitCode, refused.out]).toEqual([2, '']);
    expect(refused.err).toMatch(sentence);
    expect(refused.err).toMatch(ONE_SENTENCE);
  }
  expect(await readdir(folder)).toEqual(before);
});
