import { beforeEach, expect, test } from 'vitest';
import { areSideBySide, NotAvailableError, SeatingPlan, type Place } from './seating-plan.ts';

let plan: SeatingPlan;

beforeEach(() => {
  plan = new SeatingPlan([
    { seats: 3, price: 4000 },
    { seats: 5, price: 2500 },
    { seats: 4, price: 900 },
  ]);
});

const at = (row: number, ...seats: number[]): Place[] => seats.map((seat) => ({ row, seat }));
const pay = (): void => undefined;
const occupancy = (changes: object) => ({ free: 12, held: 0, sold: 0, blocked: 0, takings: 0, ...changes });

test('what is sold belongs to one guest', () => {
  plan.sell(at(1, 4, 3), 'ada', (price) => {
    expect([price, plan.occupancy]).toEqual([5000, occupancy({ free: 10, held: 2 })]);
  });
  plan.sell(at(0, 1), 'bob', pay);
  plan.sell(at(1, 0), 'bob', pay);
  expect(plan.occupancy).toEqual(occupancy({ free: 8, sold: 4, takings: 11_500 }));
  expect(plan.guests).toEqual([['bob'], ['bob', 'ada', 'ada'], []]);
  expect(() => {
    plan.sell(at(1, 2, 3), 'eve', pay);
  }).toThrow(new NotAvailableError('a seat is sold'));
  expect(plan.occupancy.sold).toBe(4);
});

test('a seat that is named twice is sold once', () => {
  plan.sell(at(2, 1, 1), 'ada', (price) => {
    expect(price).toBe(900);
  });
  expect(plan.occupancy.takings).toBe(900);
});

test('seats are held while somebody pays, and free when that fails', () => {
  plan.sell(at(0, 0), 'ada', () => {
    expect(() => {
      plan.sell(at(0, 0), 'eve', pay);
    }).toThrow(new NotAvailableError('a seat is held'));
  });
  expect(() => {
    plan.sell(at(0, 1), 'bob', () => {
      throw new TypeError('refused');
    });
  }).toThrow(TypeError);
  expect(plan.occupancy).toEqual(occupancy({ free: 11, sold: 1, takings: 4000 }));
});

test("what is held is nobody else's until it is given back", () => {
  plan.hold(at(0, 0, 1));
  expect(() => {
    plan.hold(at(0, 2, 1));
  }).toThrow(new NotAvailableError('a seat is held'));
  expect(plan.occupancy).toEqual(occupancy({ free: 10, held: 2 }));
  plan.release(at(0, 1));
  plan.hold(at(0, 1, 2));
  expect(plan.occupancy).toEqual(occupancy({ free: 9, held: 3 }));
});

test('seats are taken out of sale and put back', () => {
  plan.toggleBlock(at(0, 0, 1));
  expect(plan.occupancy).toEqual(occupancy({ free: 10, blocked: 2 }));
  expect(() => {
    plan.sell(at(0, 2, 1), 'ada', pay);
  }).toThrow(new NotAvailableError('a seat is blocked'));
  plan.toggleBlock(at(0, 1, 2));
  expect(plan.occupancy).toEqual(occupancy({ free: 9, blocked: 3 }));
  plan.toggleBlock(at(0, 0, 2));
  expect(plan.freeRuns[0]).toEqual({ row: 0, seat: 0, length: 1 });
});

test('a place must be in the hall', () => {
  for (const place of [at(3, 0), at(0, 3), at(-1, 0)])
    expect(() => {
      plan.toggleBlock(place);
    }).toThrow(NotAvailableError);
  for (const seats of [0, -1, 1.5]) expect(() => new SeatingPlan([{ seats, price: 1 }])).toThrow(RangeError);
});

test('free seats side by side are one run', () => {
  plan.sell(at(1, 0, 3), 'ada', pay);
  plan.toggleBlock(at(2, 1, 2));
  expect(plan.freeRuns).toEqual([
    { row: 0, seat: 0, length: 3 },
    { row: 1, seat: 1, length: 2 },
    { row: 1, seat: 4, length: 1 },
    { row: 2, seat: 0, length: 1 },
    { row: 2, seat: 3, length: 1 },
  ]);
});

test('a party sits where few seats stay empty, or in groups', () => {
  expect(plan.find(3)).toEqual(at(0, 0, 1, 2));
  expect(plan.find(4)).toEqual(at(2, 0, 1, 2, 3));
  expect(plan.find(7)).toEqual([...at(0, 0, 1, 2), ...at(1, 0, 1, 2, 3)]);
  expect(plan.find(13)).toBeNull();
  expect(plan.find(0)).toEqual([]);
});

test('nobody of a party sits alone', () => {
  plan.toggleBlock([...at(1, 0, 3), ...at(2, 0, 1, 2, 3)]);
  expect(plan.find(1)).toEqual(at(1, 4));
  expect(plan.find(4)).toEqual([...at(0, 0, 1), ...at(1, 1, 2)]);
  expect(plan.find(5)).toEqual([...at(0, 0, 1, 2), ...at(1, 1, 2)]);
  expect(plan.find(6)).toBeNull();
});

test('a hall is full when no seat is free', () => {
  plan.toggleBlock(at(2, 0, 1, 2, 3));
  plan.sell([...at(0, 0, 1, 2), ...at(1, 0, 1, 2, 3)], 'ada', pay);
  expect([plan.isFull, plan.find(1), plan.find(0)]).toEqual([false, at(1, 4), []]);
  plan.sell(at(1, 4), 'ada', pay);
  expect([plan.isFull, plan.find(1), plan.find(0)]).toEqual([true, null, []]);
});

test('places are side by side when they follow each other in one row', () => {
  expect([[], at(1, 2), at(1, 2, 3, 4)].map(areSideBySide)).toEqual([true, true, true]);
  const apart = [at(1, 2, 4), at(1, 3, 2), at(1, 2, 2), [...at(1, 2), ...at(2, 3)], at(1, 2, 3, 5)];
  expect(apart.map(areSideBySide)).toEqual([false, false, false, false, false]);
});
