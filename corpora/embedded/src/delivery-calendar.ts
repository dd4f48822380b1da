/** When goods are brought to a place. All days and hours are those of UTC. */
export interface Route {
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** What is ordered at this hour or later is packed a day later. */
  readonly cutOffHour: number;
  /** Midnights of the days on which nobody drives. */
  readonly closed: readonly Date[];
}

/** The first day on which the goods can be there: never the day on which they are packed. */
export function nextDelivery(ordered: Date, route: Route): Date {
  if (!route.weekdays.some((weekday) => weekday >= 0 && weekday <= 6)) {
    throw new RangeError('the route has no weekday');
  }
  const day = new Date(ordered);
  day.setUTCHours(0, 0, 0, 0);
  if (ordered.getUTCHours() >= route.cutOffHour) day.setUTCDate(day.getUTCDate() + 1);
  do {
    day.setUTCDate(day.getUTCDate() + 1);
  } while (!isServed(day, route));
  return day;
}

/** So many deliveries, each ordered on the day of the one before. */
export function deliverySeries(ordered: Date, route: Route, count: number): Date[] {
  const days: Date[] = [];
  let last = ordered;
  while (days.length < count) {
    last = nextDelivery(last, route);
    days.push(last);
  }
  return days;
}

/** The first of the days on which nobody drives; `null` when all of them are fine. */
export function firstClash(days: readonly Date[], route: Route): Date | null {
  for (const day of days) {
    if (isClosed(day, route.closed)) return day;
  }
  return null;
}

/** The last moment at which something can be ordered that is to be there on a day. */
export function lastOrder(day: Date, { cutOffHour }: Route): Date {
  const moment = new Date(day.getTime());
  moment.setUTCDate(moment.getUTCDate() - 1);
  moment.setUTCHours(cutOffHour, 0, 0, -1);
  return moment;
}

function isServed(day: Date, route: Route): boolean {
  return route.weekdays.includes(day.getUTCDay()) && !isClosed(day, route.closed);
}

function isClosed(day: Date, closed: readonly Date[]): boolean {
  return closed.some((other) => other.getTime() === day.getTime());
}
