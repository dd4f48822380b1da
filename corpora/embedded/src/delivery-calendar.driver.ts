import type { Driver } from '@bebug/oracle/driver';
import { deliverySeries, firstClash, lastOrder, nextDelivery, type Route } from './delivery-calendar.ts';

const at = (text: string): Date => new Date(`${text}Z`);

const moment = {
  oneOf: [
    '2025-01-05T13:59',
    '2025-01-05T14:00',
    '2025-01-06T00:00',
    '2025-01-10T13:59',
    '2025-01-31T23:59',
    '2025-03-01T00:00',
  ],
};
const weekdays = { oneOf: [[1, 3, 5], [0], [6], [0, 6], [7], [-1], []] };
const hour = { oneOf: [0, 14, 24] };

const route = (days: number[], cutOffHour: number): Route => ({
  weekdays: days,
  cutOffHour,
  closed: [at('2025-01-08T00:00'), at('2025-01-12T00:00')],
});

export default {
  create: () => null,
  calls: {
    next: {
      args: [moment, weekdays, hour],
      run: (_subject, text: string, days: number[], cutOff: number) => {
        const ordered = at(text);
        return [nextDelivery(ordered, route(days, cutOff)), ordered];
      },
    },
    series: {
      args: [moment, hour, { integer: [0, 4] }],
      run: (_subject, text: string, cutOff: number, count: number) => {
        const ordered = at(text);
        return [deliverySeries(ordered, route([1, 3, 5], cutOff), count), ordered];
      },
    },
    clash: {
      args: [
        {
          oneOf: [
            ['2025-01-06'],
            ['2025-01-06', '2025-01-08', '2025-01-12'],
            ['2025-01-12', '2025-01-08'],
            [],
          ],
        },
      ],
      run: (_subject, days: string[]) =>
        firstClash(
          days.map((day) => at(`${day}T00:00`)),
          route([1], 14),
        ),
    },
    lastOrder: {
      args: [moment, hour],
      run: (_subject, text: string, cutOff: number) => {
        const day = at(text);
        return [lastOrder(day, route([1], cutOff)), day];
      },
    },
  },
} satisfies Driver<null>;
