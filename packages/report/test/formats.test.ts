import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { calculateMutationTestMetrics } from 'mutation-testing-metrics';
import { schema as mutationSchema, type MutationTestResult } from 'mutation-testing-report-schema';
import type { Log } from 'sarif';
import { applyEdits } from '@bebug/core';
import {
  compareRuns,
  detectableDifference,
  FILE_DESIGN_EFFECT,
  levelOf,
  scoresSchema,
  type Scorecard,
} from '@bebug/scorer';
import { describe, expect, test } from 'vitest';
import { formatOfFile, formatScorecard, REPORT_FORMATS } from '../src/index.ts';
import { CANARY, realisticSet, scored } from './realistic-set.ts';

const set = realisticSet();
const careful = scored(set, 'careful', { easy: 1, moderate: 0.8, hard: 0.5, expert: 0.3, alarm: 0.1 }, 200);
const quick = scored(set, 'quick', { easy: 0.9, moderate: 0.4, hard: 0.1, expert: 0, alarm: 0.5 }, 200);
const { manifest, bugs, tasks, texts } = set;
const input = { manifest, scorecards: [careful, quick], bugs, tasks, texts };
const rendered = (format: string, changed: Partial<typeof input> = {}): string =>
  REPORT_FORMATS[format]!.render({ ...input, ...changed });

describe.for(Object.keys(REPORT_FORMATS))('%s', (format) => {
  test('is the same for the same input', () => {
    expect(rendered(format)).toBe(rendered(format));
  });

  test('refuses scorecards that do not belong together', () => {
    const other = { ...quick, setHash: 'f'.repeat(64) };
    expect(() => rendered(format, { scorecards: [careful, other] })).toThrow(
      expect.objectContaining({ code: 'run-mismatch' }),
    );
    expect(() => rendered(format, { scorecards: [] })).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

test.for([
  ['report.html', 'html'],
  ['a/b.MD', 'markdown'],
  ['x.sarif', 'sarif'],
  ['x.sarif.json', 'sarif'],
  ['x.mutation.json', 'mutation'],
  ['x.json', 'json'],
  ['x.leaderboard.md', 'leaderboard'],
  ['x.csv', 'csv'],
  ['x.txt', null],
  ['report', null],
] as const)('the name %s says %s', ([name, format]) => {
  expect(formatOfFile(name)).toBe(format);
});

test('json holds whole scorecards and what compares them', () => {
  const { scorecards, comparison } = scoresSchema.parse(JSON.parse(rendered('json')));
  expect(scorecards).toEqual([careful, quick]);
  expect(comparison).toEqual(compareRuns([careful, quick], careful.method));
  expect(comparison!.pairs[0]!.adjusted).toBeLessThan(0.05);
  const single = scoresSchema.parse(JSON.parse(rendered('json', { scorecards: [careful] })));
  expect(single.comparison).toBeNull();
});

test.for(['html', 'markdown', 'leaderboard'])('%s says first what the set can tell apart', (format) => {
  const power = /This set tells (\d+) points of recall apart with 80 % power/u;
  const { overall } = levelOf(careful);
  const alone = detectableDifference(overall.attempted, {
    discordant: 0.3,
    designEffect: FILE_DESIGN_EFFECT,
  })!;
  const single = rendered(format, { scorecards: [careful] });
  expect(power.exec(single)![1]).toBe((100 * alone).toFixed(0));
  expect(single).toContain('if 30 % of the bugs are found by only one of two detectors');
  const { detectable } = compareRuns([careful, quick], careful.method);
  expect(power.exec(rendered(format))![1]).toBe((100 * detectable!).toFixed(0));
});

test('a leaderboard has the best first, its groups, and a column for twins where there are runs on them', () => {
  const told = { rate: levelOf(careful).overall.recall, foundOnTwin: 0, twinUnanswered: 0, notCovered: 0 };
  const page = rendered('leaderboard', { scorecards: [quick, { ...careful, discrimination: told }] });
  const [head, , ...rows] = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(' | '));
  expect(rows.map((row) => row[2])).toEqual(['careful 2.3', 'quick 2.3']);
  expect(rows.map((row) => row[0])).toEqual(['| 1', '| 2']);
  const discrimination = head!.indexOf('Discrimination');
  expect(rows.map((row) => row[discrimination])).toEqual([expect.stringMatching(/^\d+ % \[/u), '–']);
  expect(rendered('leaderboard')).not.toContain('Discrimination');
  expect(page).toMatch(/Tied groups, best first: careful 2\.3 \(place 1\) > quick 2\.3 \(place 2\)/u);
});

test('a run that left bugs out is shown, and ranked, by recall over all bugs as well', () => {
  const flattered = quick.levels.map((level) => ({
    ...level,
    overall: { ...level.overall, recall: { ...level.overall.recall, value: 1 } },
  }));
  const picky = { ...quick, levels: flattered, tasks: { ...quick.tasks, bugsNotAttempted: 30 } };
  const scorecards = [picky, careful];
  const whole = formatScorecard(scorecards, { colour: false, width: 120 });
  for (const page of [
    ...['html', 'markdown', 'leaderboard'].map((name) => rendered(name, { scorecards })),
    whole,
  ])
    expect(page).toMatch(/recall over all bugs/iu);
  expect(rendered('html')).not.toMatch(/recall over all bugs/iu);
  const rows = rendered('leaderboard', { scorecards })
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows.slice(2).map((row) => row.split(' | ')[2])).toEqual(['careful 2.3', 'quick 2.3']);
});

describe('SARIF', () => {
  const log = JSON.parse(rendered('sarif')) as Log;
  const [run] = log.runs as [Log['runs'][number]];
  const counted = (id: string): number => run.results!.filter(({ ruleId }) => ruleId === id).length;

  test('is valid against the published schema', async () => {
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
    const schema = JSON.parse(
      await readFile(new URL('schemas/sarif-2.1.0-rtm.5.json', `file://${path}`), 'utf8'),
    ) as object;
    const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...log, version: '9' })).toBe(false);
  });

  test('has a result for each finding by its verdict, and for each bug that was missed', () => {
    const { findings, overall } = levelOf(careful);
    expect(counted('match')).toBe(findings.matched);
    expect(counted('false-positive')).toBe(findings.falsePositives);
    expect(counted('missed')).toBe(overall.attempted - overall.found);
    expect(run.results).toHaveLength(findings.total + bugs.length - overall.found);
  });

  test('points at the bug in the set’s folder', () => {
    const missed = careful.bugs.find(({ attempted, found }) => attempted && !found)!;
    const { mutated, task, file } = bugs.find(({ id }) => id === missed.bug)!;
    const result = run.results!.find(
      ({ partialFingerprints }) => partialFingerprints?.['bebugBug/v1'] === missed.bug,
    )!;
    expect(result.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: `tasks/${task}/${file}`, uriBaseId: 'BUGSET' },
      region: mutated,
    });
  });
});

describe('the mutation testing report', () => {
  const report = JSON.parse(rendered('mutation')) as MutationTestResult;

  test('is valid against the published schema', () => {
    const ajv = new Ajv.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(mutationSchema);
    expect(validate(report), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...report, files: [] })).toBe(false);
  });

  test('has the score that its own library computes: bugs that anybody found', () => {
    const { metrics } = calculateMutationTestMetrics(report).systemUnderTestMetrics;
    const found = new Set(
      input.scorecards.flatMap((card) => card.bugs.filter((bug) => bug.found).map(({ bug }) => bug)),
    );
    expect(metrics.killed).toBe(found.size);
    expect(metrics.totalMutants).toBe(bugs.length);
    expect(metrics.mutationScore).toBeCloseTo((100 * found.size) / bugs.length, 10);
  });

  test('gives the mutated code back: the replacement in its place in the source', () => {
    for (const [path, { source, mutants }] of Object.entries(report.files)) {
      const [mutant] = mutants as [(typeof mutants)[number]];
      const offset = ({ line, column }: { line: number; column: number }): number =>
        source
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length +
        (line > 1 ? 1 : 0) +
        column -
        1;
      const edit = {
        start: offset(mutant.location.start),
        end: offset(mutant.location.end),
        text: mutant.replacement!,
      };
      const [task] = path.split('/') as [string];
      expect(applyEdits(source, [edit])).toBe([...texts.get(task)!.values()][0]);
    }
  });

  test('tells a bug that nobody attempted from one that survived', () => {
    const [first] = careful.bugs as [Scorecard['bugs'][number]];
    const skipped: Scorecard = {
      ...careful,
      bugs: careful.bugs.map((bug) => (bug === first ? { ...bug, attempted: false, found: false } : bug)),
    };
    const alone = JSON.parse(rendered('mutation', { scorecards: [skipped] })) as MutationTestResult;
    const statusOf = (id: string): string | undefined =>
      Object.values(alone.files)
        .flatMap(({ mutants }) => mutants)
        .find((mutant) => mutant.id === id)?.status;
    expect(statusOf(first.bug)).toBe('NoCoverage');
    const missed = careful.bugs.findLast(({ attempted, found }) => attempted && !found)!;
    expect(statusOf(missed.bug)).toBe('Survived');
  });

  test('is refused without the truth', () => {
    expect(() => REPORT_FORMATS['mutation']!.render({ manifest, scorecards: [careful] })).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining('needs the truth') as string,
      }),
    );
  });
});

describe('CSV', () => {
  const lines = rendered('csv').split('\r\n');

  test('has a line for each bug and detector', () => {
    expect(lines).toHaveLength(1 + 2 * bugs.length + 1);
    expect(lines[0]).toMatch(/^detector,bug,task,/u);
    const found = lines.filter((line) => line.startsWith('careful') && line.split(',')[9] === '1');
    expect(found).toHaveLength(levelOf(careful).overall.found);
  });

  test('disarms formulas and quotes what has commas', () => {
    const attack = '=HYPERLINK("http://x","y"),z';
    const hostile = { ...careful, bugs: [{ ...careful.bugs[0]!, file: attack }] };
    expect(rendered('csv', { scorecards: [hostile] })).toContain(`"'=HYPERLINK(""http://x"",""y""),z"`);
  });
});

describe('Markdown', () => {
  test('has the figures with intervals and denominators, the tied groups, and the bugs that nobody found', () => {
    const comment = rendered('markdown');
    const { recall } = levelOf(careful).overall;
    expect(comment).toContain(`${recall.successes}/${recall.n}`);
    expect(comment).toContain('Tied groups, best first');
    const unfound = careful.bugs.filter(
      ({ bug, found }) => !found && quick.bugs.every((other) => other.bug !== bug || !other.found),
    );
    expect(comment).toContain(`${unfound.length} bugs that nobody found`);
    expect(comment).not.toContain(CANARY);
  });

  test.for(['@everyone', '#12', '| x |', '<img src=x>', '[a](javascript:1)', '`code`', 'a\n\n# b'])(
    '%j from outside is text',
    (attack) => {
      const hostile = { ...careful, detector: attack, version: '1', notes: [attack] };
      const comment = rendered('markdown', { scorecards: [hostile] });
      expect(comment).not.toContain(attack);
      expect(comment.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(
        rendered('markdown', { scorecards: [careful] })
          .split('\n')
          .filter((line) => line.startsWith('|')).length,
      );
    },
  );
});
