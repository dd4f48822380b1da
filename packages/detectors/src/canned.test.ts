import { findingSchema, lineStarts, type Finding } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taskOf } from '../test/task-of.ts';
import { cannedDetector, flagsEverythingDetector, randomDetector, silentDetector } from './canned.ts';

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r\n', '\t', 'x = 1;') });

test('silent finds nothing', async () => {
  expect(await silentDetector().detect(taskOf({ 'a.ts': 'wrong' }))).toEqual([]);
});

test('flags-everything flags the lines under review that are not blank, each once', async () => {
  const task = taskOf({ 'a.ts': 'one\n\n  \ntwo\r\nthree', 'b.ts': 'four\n' }, { 'c.ts': 'context\n' });
  const found = await flagsEverythingDetector().detect(task);
  expect(found.map(({ file, startLine, endLine }) => [file, startLine, endLine])).toEqual([
    ['a.ts', 1, 1],
    ['a.ts', 4, 4],
    ['a.ts', 5, 5],
    ['b.ts', 1, 1],
  ]);
});

test('random findings are valid, on lines that are not blank, and the same for the same seed and task', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer(), async (code, seed) => {
      const task = taskOf({ 'a.ts': code });
      const found = await randomDetector(seed).detect(task);
      expect(await randomDetector(seed).detect(task)).toEqual(found);
      const lines = code.split(/\r\n|[\n\r]/u);
      expect(lines.length).toBe(lineStarts(code).length);
      for (const finding of found) {
        expect(findingSchema.parse(finding)).toEqual(finding);
        expect(lines[finding.startLine - 1]!.trim()).not.toBe('');
      }
      expect(new Set(found.map((finding) => finding.startLine)).size).toBe(found.length);
    }),
  );
});

test('random findings depend on the seed and on the task', async () => {
  const code = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
  const draw = (seed: number, id: string): Promise<Finding[]> =>
    randomDetector(seed).detect(taskOf({ 'a.ts': code }, {}, id));
  const first = await draw(1, 't-00000000000a');
  const places = (found: Finding[]): number[] => found.map(({ startLine }) => startLine);
  expect(places(await draw(2, 't-00000000000a'))).not.toEqual(places(first));
  expect(places(await draw(1, 't-00000000000b'))).not.toEqual(places(first));
});

test('a canned detector answers each task with its own findings, from a list or a function', async () => {
  const one = { task: 't-000000000001', file: 'a.ts', startLine: 1, endLine: 1 };
  const two = { ...one, task: 't-000000000002' };
  const task = taskOf({ 'a.ts': 'x' }, {}, 't-000000000002');
  expect(await cannedDetector([one, two], 'perfect').detect(task)).toEqual([two]);
  expect(await cannedDetector(({ task: { id } }) => [{ ...one, task: id }]).detect(task)).toEqual([two]);
  expect(await cannedDetector([one]).detect(task)).toEqual([]);
});

test('canned detectors with different lists have different settings', () => {
  const one = { task: 't-000000000001', file: 'a.ts', startLine: 1, endLine: 1 };
  expect(cannedDetector([one]).settings).not.toEqual(cannedDetector([]).settings);
});
