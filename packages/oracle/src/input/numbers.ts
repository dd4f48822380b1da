import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import type { Spec } from './spec.ts';
import type { Style } from './style.ts';

const LARGEST_COUNT = 2 ** 31 - 1;
/** No short fraction of two, as results of arithmetic are, and prices. */
const UNEVEN = [Math.SQRT2, Math.PI, 1 / 3, 0.1, 0.3, 1.005, 2.675, 19.99, -0.9];

/** Numbers: small ones mostly; guided, also what the source compares with and its neighbours. */
export function numbers(style: Style): fc.Arbitrary<TaggedValue> {
  const { harvest } = style;
  const near = [...new Set([0, 1, -1, 2, ...harvest.numbers.flatMap((n) => [n - 1, n, n + 1, -n])])];
  if (style.tiny)
    return fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
      { weight: 1, arbitrary: fc.constantFrom(...near) },
    );
  return fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -2, max: 10 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 100 }) },
    { weight: 3, arbitrary: fc.constantFrom(...near) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -1000, max: 100_000 }).map((n) => n / 8) },
    ...(style.guided ? [{ weight: 1, arbitrary: fc.constantFrom(...UNEVEN) }] : []),
    ...(style.extreme ? [{ weight: 6, arbitrary: extremes }] : []),
  );
}

/** Numbers of things, and places among them. */
export function counts(style: Style): fc.Arbitrary<TaggedValue> {
  const near = [
    ...new Set([0, 1, 2, ...style.harvest.numbers.flatMap((n) => [n - 1, n, n + 1].map(asCount))]),
  ];
  const mentioned = { weight: style.tiny ? 1 : 3, arbitrary: fc.constantFrom<TaggedValue>(...near) };
  if (style.tiny) return fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, mentioned);
  return fc.oneof({ weight: 6, arbitrary: fc.nat(10) }, { weight: 2, arbitrary: fc.nat(100) }, mentioned, {
    weight: 1,
    arbitrary: fc.nat(style.extreme ? LARGEST_COUNT : 100_000),
  });
}

/** True where what is given is a number of things, or a place among them. */
export function takesCounts(spec: Spec): boolean {
  return spec.kind === 'number' && spec.isCount === true;
}

/** `number`, made by arithmetic from what `spec` takes, as something that it takes, too. */
export function fitting(spec: Spec, number: number): number {
  if (takesCounts(spec)) return asCount(number);
  return takesWhole(spec) ? Math.trunc(number) : number;
}

/** How long something takes; no time at all is an extreme. */
export function waits(style: Style): fc.Arbitrary<TaggedValue> {
  return style.extreme ? counts(style) : counts(style).map((value) => Math.max(1, value as number));
}

/** True where what is given is a place, perhaps counted from the end. */
export function takesWhole(spec: Spec): boolean {
  return spec.kind === 'number' && spec.isWhole === true;
}

/** Numbers without their fractions. */
export function wholes(style: Style): fc.Arbitrary<TaggedValue> {
  return numbers(style).map((value) => (typeof value === 'number' ? Math.trunc(value) : value));
}

function asCount(number: number): number {
  return Math.min(LARGEST_COUNT, Math.abs(Math.trunc(number)));
}

const tag = (number: string): TaggedValue => ({ $number: number });
const extremes = fc.oneof(
  fc.constantFrom<TaggedValue>(
    tag('NaN'),
    tag('Infinity'),
    tag('-Infinity'),
    tag('-0'),
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53) + 1,
    1e21,
    1e-7,
    5e-324,
    1.797_693_134_862_315_7e308,
    0.1,
    0.3,
    0.5,
    1.5,
    2.5,
    -0.5,
    1.005,
  ),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((n): TaggedValue => (Object.is(n, -0) ? tag('-0') : n)),
  fc.integer(),
);
