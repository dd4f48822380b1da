import { randomStream, type TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Generators } from './arbitrary.ts';
import { Neighbours } from './neighbours.ts';
import { simpler } from './simpler.ts';
import type { Spec } from './spec.ts';
import { stylesOf } from './style.ts';

const NOTHING = { numbers: [7], strings: ['ab'], patterns: [], examples: [], distant: [], isTimed: false };
const definitions: Record<string, Spec> = {
  list: {
    kind: 'object',
    fields: [
      { name: 'value', spec: { kind: 'number' }, optional: false },
      { name: 'next', spec: { kind: 'reference', id: 'list' }, optional: true },
    ],
  },
};
const SPECS: readonly Spec[] = [
  { kind: 'number' },
  { kind: 'number', isCount: true },
  { kind: 'string' },
  { kind: 'boolean' },
  { kind: 'any' },
  { kind: 'array', of: { kind: 'string' } },
  { kind: 'set', of: { kind: 'number' } },
  { kind: 'bytes', class: 'Uint8Array' },
  { kind: 'tuple', of: [{ kind: 'number' }, { kind: 'string' }], rest: null },
  { kind: 'union', of: [{ kind: 'number' }, { kind: 'constant', value: null }, { kind: 'string' }] },
  // A list of one alternative must not be taken for one of the other.
  {
    kind: 'union',
    of: [
      { kind: 'tuple', of: [{ kind: 'number' }], rest: null },
      { kind: 'array', of: { kind: 'number' } },
    ],
  },
  { kind: 'reference', id: 'list' },
];

/** As far as a type can be told from a value. */
function isOf(spec: Spec, value: TaggedValue): boolean {
  const is = (kind: string): boolean => typeof value === kind;
  switch (spec.kind) {
    case 'number':
      return (
        is('number') && (spec.isCount !== true || (Number.isSafeInteger(value) && (value as number) >= 0))
      );
    case 'array':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'set':
      return is('object') && value !== null && '$set' in (value as object);
    case 'bytes':
      return is('object') && value !== null && '$bytes' in (value as object);
    case 'tuple':
      return Array.isArray(value) && value.length === 2 && typeof value[0] === 'number';
    case 'union':
      return (
        (Array.isArray(value) && value.every((item) => typeof item === 'number')) ||
        value === null ||
        is('number') ||
        is('string')
      );
    case 'reference':
      return value === null || typeof (value as { value?: unknown }).value === 'number';
    case 'any':
      return true;
    default:
      return is(spec.kind);
  }
}

describe.for(SPECS)('values near one of %j', (spec) => {
  const generators = new Generators(stylesOf('guided', NOTHING)[1]!, definitions);
  const arbitrary = generators.value(spec);
  const make = (of: Spec): TaggedValue => fc.sample(generators.value(of), { seed: 3, numRuns: 1 })[0]!;

  test('are of the same type, also after many steps', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(1000), (start, seed) => {
        const around = { make, definitions, numbers: NOTHING.numbers, texts: NOTHING.strings };
        const neighbours = new Neighbours(randomStream(seed), around);
        let value = start;
        for (let step = 0; step < 8; step++) {
          value = neighbours.value(spec, value);
          expect(isOf(spec, value), JSON.stringify(value)).toBe(true);
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  test('that are simpler are of the same type, and not the value itself', () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        for (const less of simpler(spec, value, definitions)) {
          expect(isOf(spec, less), JSON.stringify(less)).toBe(true);
          expect(JSON.stringify(less)).not.toBe(JSON.stringify(value));
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
