import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { formatScorecard } from '../src/index.ts';
import { realisticSet, scored } from './realistic-set.ts';

const set = realisticSet();
const skill = { easy: 1, moderate: 0.8, hard: 0.5, expert: 0.3, alarm: 0.1 };
const careful = scored(set, 'careful', skill, 200);
const alike = scored(set, 'alike', skill, 200);
const blind = scored(set, 'blind', { easy: 0, moderate: 0, hard: 0, expert: 0, alarm: 0 }, 200);
const plain = { colour: false, width: 120 };

describe('formatScorecard', () => {
  test('shows recall by tier with intervals and denominators, precision, F1, controls, chance and lift', () => {
    const text = formatScorecard([careful, blind], plain);
    const row = (label: string): string =>
      text.split('\n').find((line) => line.startsWith('│') && line.includes(label))!;
    for (const { name, recall, bugs } of careful.levels[0]!.tiers) {
      expect(row(`recall ${name} (${bugs})`)).toContain(`${recall.successes}/${recall.n}`);
    }
    expect(row('by chance')).toMatch(/\d+ % \[\d+, \d+\].*0 % \[0, 0\]/u);
    expect(row('lift, in points')).toMatch(/\+\d+ \[\+\d+, \+\d+\]/u);
    expect(row('precision')).toMatch(/\d+ % \[\d+, \d+\] \d+\/\d+ +│ –/u);
    expect(row('clean controls alarmed')).toContain('/18');
    expect(row('function level')).toMatch(/\d+ %/u);
  });

  test('gives an interval where the bootstrap sees no spread, by as many files as there are', () => {
    const { recall } = blind.levels[0]!.tiers[0]!;
    const { shown, bca } = recall.bootstrap;
    expect([bca, shown!.low]).toEqual([null, 0]);
    // Wilson’s of 0/12 is [0, 24]: few files widen it.
    expect(shown!.high).toBeGreaterThan(recall.wilson!.high);
    const printed = `0 % [0, ${(100 * shown!.high).toFixed(0)}] 0/12`;
    expect(formatScorecard([blind], plain)).toContain(printed);
  });

  test('prints no empty interval for what never fails', () => {
    const sure = scored(set, 'sure', { easy: 1, moderate: 1, hard: 1, expert: 1, alarm: 0 }, 200);
    const text = formatScorecard([sure], plain);
    expect(text).toMatch(/precision +│ 100 % \[9\d, 100\] \d+\/\d+/u);
    expect(text).toMatch(/false alarms\/1,000 lines +│ 0\.0 \[0\.0, \d+\.\d\] /u);
    expect(text).not.toContain('[100, 100]');
  });

  test('puts detectors that the set does not separate into one group, and only those', () => {
    expect(formatScorecard([careful, blind, alike], plain)).toMatch(
      /Tied groups, best first: (?:careful|alike) 2\.3 \(place 1–2\) = (?:careful|alike) 2\.3 \(place 1–2\) {2}> {2}blind/u,
    );
    expect(formatScorecard([careful, blind], plain)).toMatch(
      /Tied groups, best first: careful 2\.3 \(place 1\) {2}> {2}blind/u,
    );
    expect(formatScorecard([careful], plain)).not.toContain('Tied groups');
    for (const cards of [[careful], [careful, blind]])
      expect(formatScorecard(cards, plain).split('\n')[2]).toMatch(
        /^This set tells \d+ points of recall apart/u,
      );
  });

  test('colours on request alone, and says the same without', () => {
    const coloured = formatScorecard([careful], { ...plain, colour: true });
    // eslint-disable-next-line no-control-regex
    expect(coloured).toMatch(/\u001b\[/u);
    expect(stripVTControlCharacters(coloured)).toBe(formatScorecard([careful], plain));
  });

  test('stays within the width by putting detectors below each other', () => {
    for (const width of [60, 80, 120, 200]) {
      const table = formatScorecard([careful, alike, blind], { colour: false, width })
        .split('\n')
        .filter((line) => /^[│┌└├]/u.test(line));
      expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(table.join('\n')).toMatch(/careful 2\.3[^]*alike 2\.3[^]*blind 2\.3/u);
    }
  });

  test('lets no escape sequence of a detector’s name reach the terminal', () => {
    const hostile = { ...careful, detector: 'evil\u001b]0;owned\u0007\n', notes: ['\u001b[2J gone'] };
    // eslint-disable-next-line no-control-regex
    expect(formatScorecard([hostile], plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  });

  test('refuses scorecards of different sets', () => {
    expect(() => formatScorecard([careful, { ...alike, setHash: '0'.repeat(64) }], plain)).toThrow(
      expect.objectContaining({ code: 'run-mismatch' }),
    );
  });
});
