import { expect, test } from 'vitest';
import { deliverySeries, firstClash, lastOrder, nextDelivery, type Route } from './delivery-calendar.ts';

const at = (text: string): Date => new Date(`${text}Z`);

/** Monday, Wednesday and Friday; Wednesday the 8th is a holiday. */
const ROUTE: Route = { weekdays: [1, 3, 5], cutOffHour: 14, closed: [at('2025-01-08T00:00')] };

test.for([
  ['2025-01-05T13:59', '2025-01-06T00:00'],
  ['2025-01-05T14:00', '2025-01-10T00:00'],
  ['2025-01-06T00:00', '2025-01-10T00:00'],
  ['2025-01-10T13:59', '2025-01-13T00:00'],
  ['2025-01-31T23:59', '2025-02-03T00:00'],
] as const)('what is ordered at %s is there at %s', ([ordered, there]) => {
  expect(nextDelivery(at(ordered), ROUTE)).toEqual(at(there));
});

test('a route without a weekday goes nowhere', () => {
  for (const weekdays of [[], [7], [-1]]) {
    expect(() => nextDelivery(at('2025-01-05T00:00'), { ...ROUTE, weekdays })).toThrow(RangeError);
  }
  expect(nextDelivery(at('2025-01-05T00:00'), { ...ROUTE, weekdays: [6] })).toEqual(at('2025-01-11T00:00'));
  expect(nextDelivery(at('2025-01-05T00:00'), { ...ROUTE, weekdays: [0] })).toEqual(at('2025-01-12T00:00'));
});

test('dates that are given stay as they are', () => {
  const day = at('2025-01-05T15:30');
  nextDelivery(day, ROUTE);
  deliverySeries(day, ROUTE, 2);
  lastOrder(day, ROUTE);
  expect(day).toEqual(at('2025-01-05T15:30'));
});

test('a series has a delivery for each order', () => {
  expect(deliverySeries(at('2025-01-05T00:00'), ROUTE, 3)).toEqual([
    at('2025-01-06T00:00'),
    at('2025-01-10T00:00'),
    at('2025-01-13T00:00'),
  ]);
  expect(deliverySeries(at('2025-01-05T00:00'), ROUTE, 0)).toEqual([]);
});

test('the first clash is found, if there is one', () => {
  const days = [at('2025-01-06T00:00'), at('2025-01-08T00:00'), at('2025-01-10T00:00')];
  expect(firstClash(days, ROUTE)).toEqual(at('2025-01-08T00:00'));
  expect(firstClash(days, { ...ROUTE, closed: [] })).toBeNull();
});

test('the last moment is the one before the hour, on the day before', () => {
  expect(lastOrder(at('2025-03-01T00:00'), ROUTE)).toEqual(at('2025-02-28T13:59:59.999'));
});
