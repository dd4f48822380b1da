import type { Driver } from '@bebug/oracle/driver';
import { areSideBySide, SeatingPlan, type Place } from './seating-plan.ts';

const row = { oneOf: [0, 0, 1, 1, 2, 3] };
const seat = { oneOf: [0, 1, 1, 2, 3, 4] };
const count = { integer: [1, 3] } as const;
const guest = { oneOf: ['ada', 'bob'] };
const payment = { oneOf: ['paid', 'paid', 'paid', 'refused', 'greedy'] };

const placesFrom = (first: Place, length: number): Place[] =>
  Array.from({ length }, (_, index) => ({ row: first.row, seat: first.seat + index }));

function tried(act: () => void): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as Error).message;
  }
}

/** What became of a sale; a greedy guest wants the same seats once more while they are paid for. */
function sell(plan: SeatingPlan, places: readonly Place[], name: string, ending: string): unknown {
  const seen: unknown[] = [];
  const end = tried(() => {
    plan.sell(places, name, (price) => {
      seen.push(price, plan.occupancy);
      if (ending === 'refused') throw new Error('refused');
      if (ending === 'greedy') seen.push(sell(plan, places, 'eve', 'paid'));
    });
  });
  return [end, seen];
}

export default {
  create: () =>
    new SeatingPlan([
      { seats: 3, price: 4000 },
      { seats: 5, price: 2500 },
      { seats: 4, price: 900 },
    ]),
  calls: {
    sell: {
      args: [row, seat, count, guest, payment],
      run: (plan, inRow: number, from: number, size: number, name: string, ending: string) =>
        sell(plan, placesFrom({ row: inRow, seat: from }, size), name, ending),
    },
    sellTwice: {
      args: [row, seat],
      run: (plan, inRow: number, from: number) => {
        const place = { row: inRow, seat: from };
        return sell(plan, [place, place], 'ada', 'paid');
      },
    },
    sellFound: {
      args: [{ integer: [0, 9] }, guest, payment],
      run: (plan, party: number, name: string, ending: string) => {
        const places = plan.find(party);
        return places === null ? null : [places, sell(plan, places, name, ending)];
      },
    },
    block: {
      args: [row, seat, count],
      run: (plan, inRow: number, from: number, size: number) =>
        tried(() => {
          plan.toggleBlock(placesFrom({ row: inRow, seat: from }, size));
        }),
    },
    hold: {
      args: [row, seat, count, { oneOf: ['hold', 'hold', 'release'] }],
      run: (plan, inRow: number, from: number, size: number, act: 'hold' | 'release') =>
        tried(() => {
          plan[act](placesFrom({ row: inRow, seat: from }, size));
        }),
    },
    find: { args: [{ integer: [0, 13] }], run: (plan, party: number) => plan.find(party) },
    areSideBySide: {
      args: [row, row, seat, { integer: [0, 2] }],
      run: (_plan, first: number, second: number, from: number, step: number) =>
        [0, 1, 2, 3].map((size) =>
          areSideBySide(
            placesFrom({ row: first, seat: from }, 2)
              .concat({ row: second, seat: from + 1 + step })
              .slice(0, size),
          ),
        ),
    },
    make: {
      args: [{ oneOf: [-1, 0, 1, 1.5, 2] }],
      run: (_plan, seats: number) => new SeatingPlan([{ seats, price: 100 }]).occupancy,
    },
  },
  observe: (plan) => [plan.occupancy, plan.guests, plan.freeRuns, plan.isFull],
} satisfies Driver<SeatingPlan>;
