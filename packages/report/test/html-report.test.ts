import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compareRuns, levelOf, type Scorecard } from '@bebug/scorer';
import { decimalRange, renderHtmlReport } from '../src/index.ts';
import { CANARY, realisticSet, scored } from './realistic-set.ts';

const set = realisticSet();
const careful = scored(set, 'careful', { easy: 1, moderate: 0.8, hard: 0.5, expert: 0.3, alarm: 0.1 }, 200);
const quick = scored(set, 'quick', { easy: 0.9, moderate: 0.4, hard: 0.1, expert: 0, alarm: 0.5 }, 200);
const { manifest, bugs, tasks, texts } = set;
const page = renderHtmlReport({ manifest, scorecards: [careful, quick], bugs, tasks, texts });

test('the page is the same for the same input', () => {
  expect(renderHtmlReport({ manifest, scorecards: [careful, quick], bugs, tasks, texts })).toBe(page);
});

test('the page loads nothing', () => {
  expect(page).not.toMatch(/\b(?:src|href|action|data|poster|srcset)="(?!#)[^"]*"/u);
  expect(page).not.toMatch(/@import|url\(|<link|<iframe|<object|<base|https?:/u);
});

test('the policy admits the page’s own style and script by their hashes, and nothing else', () => {
  const policy = /Content-Security-Policy"\s+content="([^"]*)"/u.exec(page)![1]!.replaceAll('&#39;', "'");
  const hashOf = (tag: string): string => {
    const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'u').exec(page)![1]!;
    return `sha256-${createHash('sha256').update(content).digest('base64')}`;
  };
  expect(policy).toBe(
    `default-src 'none'; style-src '${hashOf('style')}'; script-src '${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(/ style="| on[a-z]+="/u);
});

test('every section has its heading, every link on the page its target, and no id stands twice', () => {
  for (const title of [
    'Overview',
    'By tier',
    'By family',
    'Comparison',
    'Confidence',
    'Difficulty',
    'Explanations, fixes and triggers',
    'Controls and chance',
    'How the set was made',
    'Bugs',
    'One bug',
    'Method',
  ]) {
    expect(page).toMatch(new RegExp(`<h2[^>]*>\\s*${title}\\s*</h2>`, 'u'));
  }
  const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(target);
});

test('each bug has a row and a view with its diff, its proof and who found it', () => {
  expect(page.match(/<article\s+class="bug-view"/gu)).toHaveLength(bugs.length);
  expect(page.match(/<tr\s+data-tier=/gu)).toHaveLength(bugs.length);
  expect(page.match(/<table class="diff"/gu)).toHaveLength(bugs.length);
  const at = bugs.findIndex(
    ({ id, operator }) =>
      operator === 'swap-arguments' && careful.bugs.some(({ bug, found }) => bug === id && found),
  );
  const view = page.slice(page.indexOf(`id="${bugs[at]!.id}"`), page.indexOf(`id="${bugs[at + 1]!.id}"`));
  expect(view).toMatch(/class="removed"[^]*return Math\.min\(Math\.max\(value, low\), high\);/u);
  expect(view).toMatch(/class="added"[^]*return Math\.min\(Math\.max\(value, high\), low\);/u);
  expect(view).toContain('sample([1, 2, 3], 2)');
  expect(view).toContain('CWE-628');
  expect(view).toContain('I would compare with the callers');
});

test('figures stand with their intervals and denominators', () => {
  const { recall } = careful.levels[0]!.overall;
  expect(page).toContain(`${recall.successes} of ${recall.n}`);
  expect(page).toContain(
    `${(100 * recall.bootstrap.shown!.low).toFixed(0)}, ${(100 * recall.bootstrap.shown!.high).toFixed(0)}]`,
  );
  expect(page).toContain('seccomp');
  expect(page).toContain(careful.setHash);
});

test('the heat map by family and tier has the counts of the scorecard', () => {
  const [{ family, tier }] = careful.bugs as [(typeof careful.bugs)[number]];
  const cell = careful.bugs.filter((bug) => bug.attempted && bug.family === family && bug.tier === tier);
  const map = page.slice(page.indexOf('aria-label="Recall of careful 2.3 by family and tier"'));
  const row = new RegExp(`<th scope="row">${family}</th>[^]*?</tr>`, 'u').exec(map)![0];
  expect(row).toContain(`>${cell.filter(({ found }) => found).length}/${cell.length}<`);
});

test('a cell of a family shows the interval by source file that the scorecard has', () => {
  const { name, recall } = levelOf(careful).families.find(({ recall: { bootstrap } }) => bootstrap.shown)!;
  const { low, high } = recall.bootstrap.shown!;
  const row = new RegExp(`<th scope="row">${name}</th>[^]*?</tr>`, 'u').exec(page)![0];
  expect(row).toContain(`95 % interval [${(100 * low).toFixed(0)}, ${(100 * high).toFixed(0)}]`);
});

test('an agreement without an interval says why, and Chao’s number is a bound', () => {
  const { agreement, seeding } = compareRuns([careful, quick], careful.method);
  const refused = { bootstrap: { ...agreement.alpha.bootstrap, shown: null } };
  expect(
    decimalRange({
      bootstrap: { ...refused.bootstrap, refused: 'the rarer answers are too few for an interval' },
    }),
  ).toBe('(the rarer answers are too few for an interval)');
  expect(seeding.chao.atLeast).toBeLessThanOrEqual(seeding.planted);
  expect(page).toContain(`<span class="range">at least ${seeding.chao.atLeast}</span>`);
});

test('the curve ends at the recall of the run, and its last step is drawn', () => {
  const { curve } = careful.confidence!;
  expect(curve.at(-1)!.recall).toBe(careful.levels[0]!.overall.recall.value);
  const figure = page.slice(page.indexOf('Precision over recall'));
  const right = Number(
    /<path class="grid" d="M([\d.]+) [\d.]+V[\d.]+" \/>\s*<text[^>]*>100 %/u.exec(figure)![1],
  );
  const left = 56;
  const end = /<circle class="dot" cx="([\d.]+)"/u.exec(figure)![1]!;
  expect(Number(end)).toBeCloseTo(left + curve.at(-1)!.recall! * (right - left), 1);
});

test('a pair is drawn with its interval, and the bugs that tell it apart are named', () => {
  const { pairs } = compareRuns([careful, quick], careful.method);
  const section = page.slice(page.indexOf('id="comparison"'), page.indexOf('id="confidence"'));
  expect(section).toContain(`Only careful 2.3: ${pairs[0]!.onlyFirst}<`);
  expect(section).toContain(`Only quick 2.3: ${pairs[0]!.onlySecond}<`);
});

test('a single run has no comparison and no difficulty, and the page says what they take', () => {
  const single = renderHtmlReport({ manifest, scorecards: [careful], bugs, tasks, texts });
  expect(single).toContain('A comparison takes a second run');
  expect(single).toContain('at least two runs');
});

test('without the truth the page has results and no answers', () => {
  const bare = renderHtmlReport({ manifest, scorecards: [careful] });
  expect(bare).toContain(bugs[0]!.title);
  expect(bare).not.toContain('class="diff"');
  expect(bare).not.toContain(CANARY);
  expect(page).toContain(CANARY);
});

test('scorecards that do not belong together, and none at all, are refused', () => {
  const other = { ...quick, setHash: 'f'.repeat(64) };
  expect(() => renderHtmlReport({ manifest, scorecards: [careful, other] })).toThrow(
    expect.objectContaining({ code: 'run-mismatch' }),
  );
  expect(() => renderHtmlReport({ manifest, scorecards: [] })).toThrow(
    expect.objectContaining({ code: 'usage' }),
  );
});

describe('hostile text', () => {
  const attacks = [
    '<script>document.title="owned"</script>',
    '</script><script>document.title="owned"</script>',
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    '</style><svg onload=alert(1)>',
    '<!--',
    '${alert(1)}',
    'javascript:alert(1)',
    ']]><script>alert(1)</script>',
  ];

  test.for(attacks)('%s is inert wherever it comes from', (attack) => {
    const hostileBugs = bugs.map((bug) => ({
      ...bug,
      title: attack,
      explanation: { mechanism: attack, trigger: attack, consequence: attack, fix: attack },
      file: attack,
      corpus: attack,
      operator: attack,
      witness: { kind: 'parser' as const, diagnostics: [{ rule: attack, message: attack, line: 1 }] },
    }));
    const hostileTexts = new Map(
      [...texts].map(([id, files]) => [id, new Map([[attack, [...files.values()][0]! + attack]])] as const),
    );
    const hostileCard: Scorecard = {
      ...careful,
      detector: attack,
      version: attack,
      bugs: careful.bugs.map((bug) => ({
        ...bug,
        title: attack,
        file: attack,
        operator: attack,
        text: attack,
      })),
      findings: careful.findings.map((finding) => ({
        ...finding,
        explanation: attack,
        category: attack,
        text: attack,
      })),
      notes: [attack],
    };
    const hostileManifest = {
      ...manifest,
      notes: [attack],
      sandbox: [attack],
      canary: attack,
      corpora: manifest.corpora.map((pin) => ({ ...pin, name: attack, licence: attack })),
      funnel: { ...manifest.funnel, dropped: { [attack]: 3 } },
    };
    const hostile = renderHtmlReport({
      manifest: hostileManifest,
      scorecards: [hostileCard],
      bugs: hostileBugs,
      tasks,
      texts: hostileTexts,
    });
    // The same tags as in the harmless page: nothing that was put in became markup.
    const harmless = renderHtmlReport({
      manifest: { ...hostileManifest, notes: ['x'] },
      scorecards: [{ ...careful, notes: ['x'] }],
      bugs,
      tasks,
      texts,
    });
    const kinds = (text: string): string[] =>
      [...new Set([...text.matchAll(/<\/?([a-z][\w-]*)/giu)].map(([, tag]) => tag!))].sort();
    expect(kinds(hostile)).toEqual(kinds(harmless));
    expect(hostile.match(/<script/giu)).toHaveLength(1);
    expect(hostile.match(/<\/script/giu)).toHaveLength(1);
    expect(hostile.match(/<style/giu)).toHaveLength(1);
    expect(hostile).not.toMatch(/<!--|<img/iu);
    // Inside of quotes a handler is text.
    expect(hostile.replaceAll(/"[^"]*"/gu, '""')).not.toMatch(/<[a-z]+[^>]*\son\w+=/iu);
  });
});

test('what stands behind the headline is shown: F0.5, macro recall, pointing, cost, and recall by operator and CWE', () => {
  for (const heading of [
    'F0.5',
    'Mean recall of tiers',
    'Overlap with the bug; lines off',
    'Right category; CWE',
    'Tokens; US dollars for each bug',
    'Real bugs found; estimated (Mills)',
  ])
    expect(page).toContain(`<th scope="col">${heading}</th>`);
  const { f05, operators, cwes } = careful.levels[0]!;
  expect(page).toContain(`${(100 * f05.value!).toFixed(0)} % <span class="range">[`);
  const families = page.slice(page.indexOf('id="families"'), page.indexOf('id="comparison"'));
  for (const { name } of [...operators, ...cwes]) expect(families).toContain(`<th scope="row">${name}</th>`);
  expect(families).toContain('Recall by operator');
});
