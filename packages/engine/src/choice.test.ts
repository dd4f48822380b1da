import { TIERS, type Tier } from '@bebug/core';
import { expect, test } from 'vitest';
import { NO_EVIDENCE } from './mutants.ts';
import { Choice } from './choice.ts';
import type { ProvedMutant } from './5-examine.ts';
import { Mix } from './profile/mix.ts';
import { PROFILES } from './profile/named-profiles.ts';
import { QUEUES, tierQuotas, type Queue } from './quotas.ts';

const MIX = new Mix(PROFILES.balanced, [{ id: 'o', family: 'boundary' }]);

/** A proved mutant at its own site, exposed by the cases whose bits are set. */
function proved(
  at: number,
  hits: number,
  options: { tier?: Tier; name?: string; outcomes?: string } = {},
): ProvedMutant {
  const { tier = 'moderate', name = 'f', outcomes = 'x' } = options;
  const span = { start: at, end: at + 1 };
  const candidate = {
    operator: 'o',
    family: 'boundary',
    tier,
    file: 'a.ts',
    edits: [{ ...span, text: String(at) }],
    corpus: 'c',
    cwe: null,
    title: 't',
    explanation: { mechanism: 'm', trigger: 't', consequence: 'c', fix: 'f' },
    site: span,
    regions: [],
    enclosing: { name, start: 0, end: 100 },
  } as const;
  return {
    mutant: {
      candidate,
      parser: [],
      types: [],
      lint: [],
      mutatedText: '',
    } as unknown as ProvedMutant['mutant'],
    tier,
    evidence: { parser: null, types: null, lint: null, ...NO_EVIDENCE },
    witness: { kind: 'parser', diagnostics: [{ rule: 'r', message: 'm', line: 1 }] },
    density: hits.toString(2).replaceAll('0', '').length / 8,
    kills: [{ target: 't', generation: 'sane', from: 0, to: 8, hits: hits.toString(16), outcomes }],
  };
}

function settled(quotas: [Tier, number][], offers: readonly ProvedMutant[]) {
  const choice = new Choice(new Map(quotas), 1, MIX);
  for (const offer of offers) choice.offer(offer);
  const { accepted, surplus } = choice.settle(quotas.reduce((sum, [, quota]) => sum + quota, 0));
  const starts = accepted.map(({ mutant }) => mutant.candidate.site.start);
  return { starts: starts.sort((a, b) => a - b), surplus: Object.fromEntries(surplus), size: choice.size };
}

test('the harder of two stands in for both, also when it comes later', () => {
  const offers = [proved(10, 0b111), proved(20, 0b001), proved(30, 0b1000)];
  expect(settled([['moderate', 2]], offers)).toEqual({
    starts: [20, 30],
    surplus: { 'redundant: a harder mutant shows the same': 1 },
    size: 2,
  });
});

test('a tier that lacks bugs takes a dominated one, the hardest first, before it stays short', () => {
  const offers = [proved(10, 0b1111), proved(20, 0b0011), proved(30, 0b0001)];
  expect(settled([['moderate', 2]], offers)).toEqual({
    starts: [20, 30],
    surplus: { 'redundant: a harder mutant shows the same': 1 },
    size: 1,
  });
});

test('of duplicates the first stays, whatever the tier lacks', () => {
  expect(settled([['moderate', 5]], [proved(10, 0b11), proved(20, 0b11)])).toMatchObject({
    starts: [10],
    surplus: { 'redundant: same behaviour as another mutant': 1 },
  });
});

test('mutants of other functions and other tiers make nothing redundant', () => {
  const offers = [proved(10, 0b11), proved(20, 0b11, { name: 'g' }), proved(30, 0b1, { tier: 'hard' })];
  const quotas: [Tier, number][] = [
    ['moderate', 2],
    ['hard', 1],
  ];
  expect(settled(quotas, offers)).toEqual({ starts: [10, 20, 30], surplus: {}, size: 3 });
});

test('what one tier cannot fill is given to the other, redundant mutants last', () => {
  const offers = [proved(10, 0b11), proved(20, 0b01), proved(30, 0b100), proved(40, 0b1000)];
  const quotas: [Tier, number][] = [
    ['moderate', 1],
    ['hard', 1],
  ];
  expect(settled(quotas, offers)).toEqual({
    starts: [20, 30],
    surplus: { 'accept: tier is full': 1, 'redundant: a harder mutant shows the same': 1 },
    size: 2,
  });
});

test('what a tier cannot come by is looked for in the others, until the number is reached', () => {
  const queues = (filled: readonly Queue[]) =>
    new Map(QUEUES.map((queue) => [queue, { isEmpty: !filled.includes(queue) }]));
  const choice = new Choice(tierQuotas(3, ['easy', 'moderate', 'expert']), 1, MIX);
  expect(choice.neediest(queues(QUEUES))).toBe('easy');
  choice.offer(proved(10, 0b1));
  expect(choice.neediest(queues(['ordinary', 'expert']))).toBe('expert');
  expect(choice.neediest(queues(['ordinary']))).toBe('moderate');
  choice.offer(proved(20, 0b10));
  expect(choice.neediest(queues(['ordinary']))).toBe('moderate');
  choice.attempted('moderate', 10_000);
  expect(choice.neediest(queues(['ordinary']))).toBeNull();
  choice.offer(proved(30, 0b100));
  expect(choice.neediest(queues(['ordinary']))).toBeNull();
  expect(choice.size).toBe(3);
});

test('one bug is found where only one kind of it is to be had', () => {
  const choice = new Choice(tierQuotas(1, TIERS), 1, MIX);
  const onlyOrdinary = new Map(QUEUES.map((queue) => [queue, { isEmpty: queue !== 'ordinary' }]));
  expect(choice.neediest(onlyOrdinary)).toBe('moderate');
});
