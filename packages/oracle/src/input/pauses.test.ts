import { expect, test } from 'vitest';
import { PAUSE } from '../sandbox/case.ts';
import { NOTHING } from './harvest.ts';
import { pauseOf, withPauses } from './pauses.ts';
import { printCase } from './print.ts';
import type { MemberSpec, Spec } from './spec.ts';

const size: MemberSpec = {
  name: 'size',
  signatures: [{ parameters: [] }],
  observes: true,
  isAsync: false,
  gives: [],
};

test('time passes where the code looks at a clock, and there is something to call', () => {
  const timed = { ...NOTHING, isTimed: true };
  expect(withPauses([size], timed).map(({ name }) => name)).toEqual(['size', PAUSE]);
  expect(withPauses([size], NOTHING)).toEqual([size]);
  expect(withPauses([], timed)).toEqual([]);
});

test('it ends before or after what the code mentions, never on the very millisecond', () => {
  const [milliseconds] = pauseOf({ ...NOTHING, numbers: [400, 5000, 900_000] }).parameters;
  const { of } = milliseconds!.spec as Extract<Spec, { kind: 'union' }>;
  const values = of.map((one) => (one as Extract<Spec, { kind: 'constant' }>).value as number);
  expect(values).toEqual(expect.arrayContaining([240, 600, 3000, 7500]));
  expect(values.every((value) => value < 60_000 && value !== 400 && value !== 5000)).toBe(true);
});

test('it reads as code', () => {
  const calls = [
    [PAUSE, [7000]],
    ['size', []],
  ] as const;
  const printed = printCase({ kind: 'class', name: 'Box', args: [], calls, probes: [] });
  expect(printed).toBe(
    'const result = new Box();\nawait new Promise((done) => setTimeout(done, 7000));\nresult.size()',
  );
});
