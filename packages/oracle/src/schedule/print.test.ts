import { expect, test } from 'vitest';
import type { Plan } from '../sandbox/plan.ts';
import { parseSchedule, printSchedule, scriptOf } from './print.ts';
import { printPlan } from './print-plan.ts';

const PLAN: Plan = {
  subject: {
    kind: 'class',
    name: 'Cache',
    args: [{ $stub: { name: 'load', later: true, gives: { $unique: 'number' } } }, { ttl: 10 }],
  },
  before: [{ sleep: 5 }],
  clients: [
    [
      { call: 'get', args: ['a\n"b"'] },
      { of: 0, member: null, args: [] },
    ],
    [{ call: 'lock', args: [{ $undefined: true }] }],
  ],
  after: [{ call: 'get', args: ['a'] }],
  probes: ['size'],
  rejects: [{ external: 'load', call: 1 }],
};

test.for([
  ['a plan', PLAN],
  ['a scenario of a driver', 'two at once'],
] as const)('a schedule of %s comes back from its line', ([, script]) => {
  const schedule = { script, events: ['start client 1: get("a\\n\\"b\\"") &', 'resolve load("a") #1'] };
  const line = printSchedule(schedule);
  expect(line.split('\n')).toHaveLength(1);
  expect(parseSchedule(line)).toEqual(schedule);
});

test.for([
  'get the witness',
  'schedule/1 ',
  'schedule/1 {"script":"s"}',
  'schedule/1 {"script":{"subject":{"kind":"module"}},"events":[]}',
])('%s is no schedule', (line) => {
  expect(parseSchedule(line)).toBeNull();
});

test('a plan reads as calls side by side', () => {
  expect(printPlan(PLAN)).toBe(
    'new Cache(load, { ttl: 10 }), after sleep 5: get("a\\n\\"b\\""), result 0() ‖ lock(undefined); then get("a"); load #1 fails',
  );
});

test('beside a driver there is no plan, and without one there must be', () => {
  expect(scriptOf({ driver: 'a.driver.ts', scenario: 's', plan: null })).toBe('s');
  expect(scriptOf({ driver: 'a.driver.ts', scenario: 's', plan: PLAN as never })).toBeNull();
  expect(scriptOf({ driver: null, scenario: 's', plan: null })).toBeNull();
  expect(scriptOf({ driver: null, scenario: 's', plan: PLAN as never })).toEqual(PLAN);
});
