import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSchema, type Manifest } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { bebug, SAMPLE, workFolder } from './console.ts';

const INJECT = ['inject', '.', '--count', '2', '--seed', '5', '--tiers', 'moderate', '--controls', '0'];

async function profileOf(folder: string): Promise<NonNullable<Manifest['profile']>> {
  const text = await readFile(join(folder, 'set/bugset.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text)).profile!;
}

test('a profile of one’s own decides which kinds of bugs come, and the manifest says how near they are', async () => {
  const folder = await workFolder({
    ...SAMPLE,
    'mine.json': '{"families":{"boundary":3,"performance":1}}',
  });
  const { exitCode, out } = await bebug(folder, ...INJECT, '--out', 'set', '--profile', './mine.json');
  expect(exitCode).toBe(0);
  expect(out).toContain('profile ./mine.json: ');
  const profile = await profileOf(folder);
  expect(profile).toMatchObject({
    name: './mine.json',
    target: { boundary: 0.75, performance: 0.25 },
    redistributed: ['performance'],
    adjusted: { boundary: 1 },
    reached: { boundary: 1 },
    adjustedDivergence: 0,
  });
  expect(profile.divergence).toBeGreaterThan(0);
});

test.for([
  {
    name: 'an unknown profile',
    argv: ['--profile', 'fixed'],
    sentence: /no profile called "fixed"; did you mean fixes\?/u,
  },
  {
    name: 'a file that is not there',
    argv: ['--profile', 'no.json'],
    sentence: /no\.json cannot be read\./u,
  },
  {
    name: 'a family that does not exist',
    argv: ['--profile', 'bad.json'],
    sentence: /bad\.json has not the expected format at families/u,
  },
  {
    name: 'weights that are all 0',
    argv: ['--profile', 'zero.json'],
    sentence: /zero\.json has not .* above 0/u,
  },
  {
    name: 'an operator that does not exist',
    argv: ['--profile', 'off'],
    sentence: /no operator called "index-shif"; did you mean index-shift\?/u,
  },
])('$name is refused in one sentence', async ({ argv, sentence }) => {
  const folder = await workFolder({
    ...SAMPLE,
    'bad.json': '{"families":{"boundaries":1}}',
    'zero.json': '{"families":{"boundary":0}}',
    'bebug.config.json': '{"profiles":{"off":{"families":{"boundary":1},"operators":{"index-shif":2}}}}',
  });
  const { exitCode, err } = await bebug(folder, ...INJECT, '--out', 'set', ...argv);
  expect([exitCode, err]).toEqual([2, expect.stringMatching(sentence)]);
  expect(err.trim().split('\n').length).toBe(1);
});
