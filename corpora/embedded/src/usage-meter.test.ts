import { expect, test } from 'vitest';
import { UsageMeter } from './usage-meter.ts';

function manual(limit = 100) {
  const measurements: PromiseWithResolvers<number>[] = [];
  const alarms: number[] = [];
  const meter = new UsageMeter(
    () => {
      const measurement = Promise.withResolvers<number>();
      measurements.push(measurement);
      return measurement.promise;
    },
    limit,
    (total) => alarms.push(total),
  );
  return { meter, measurements, alarms };
}

test('readings that overlap are all counted', async () => {
  const { meter, measurements } = manual();
  const sums = Promise.all([meter.read('a'), meter.read('a'), meter.read('b')]);
  measurements[2]?.resolve(4);
  measurements[1]?.resolve(2);
  measurements[0]?.resolve(1);
  expect(await sums).toEqual([3, 2, 4]);
  expect(meter.report).toEqual({
    total: 7,
    bySource: new Map([
      ['b', 4],
      ['a', 3],
    ]),
    readings: 3,
    isOverLimit: false,
  });
});

test('the alarm is raised once, when the limit is passed', async () => {
  const { meter, measurements, alarms } = manual(10);
  for (const units of [10, 1, 5]) {
    const sum = meter.read('a');
    measurements.at(-1)?.resolve(units);
    await sum;
  }
  expect(alarms).toEqual([11]);
  expect(meter.report.isOverLimit).toBe(true);
});

test('units that are given back are taken off the total', async () => {
  const { meter, measurements } = manual();
  const done = Promise.all([meter.read('a'), meter.credit('a'), meter.credit('a')]);
  for (const [index, units] of [9, 4, 2].entries()) measurements[index]?.resolve(units);
  await done;
  expect(meter.report).toMatchObject({ total: 3, readings: 1, bySource: new Map([['a', 9]]) });
});

test('a new period starts from nothing', async () => {
  const { meter, measurements } = manual();
  const first = meter.read('a');
  measurements[0]?.resolve(5);
  await first;
  expect(meter.reset()).toMatchObject({ total: 5, readings: 1 });
  expect(meter.report).toEqual({ total: 0, bySource: new Map(), readings: 0, isOverLimit: false });
});

test('a report does not change afterwards', async () => {
  const { meter, measurements } = manual();
  const report = meter.report;
  const sum = meter.read('a');
  measurements[0]?.resolve(5);
  await sum;
  expect(report.bySource.size).toBe(0);
});

test('what arrives after closing is not counted', async () => {
  const { meter, measurements } = manual();
  const late = meter.read('a');
  meter.close();
  measurements[0]?.resolve(5);
  expect(await late).toBe(0);
  expect(meter.report).toMatchObject({ total: 0, readings: 0 });
});

test('sources that fail are named, the others count', async () => {
  const { meter, measurements } = manual();
  const failed = meter.readAll(['a', 'b', 'c']);
  measurements[0]?.reject(new Error('down'));
  measurements[1]?.resolve(2);
  measurements[2]?.resolve(-2);
  expect(await failed).toEqual(['a', 'c']);
  expect(meter.report.total).toBe(2);
});

test('a limit cannot be negative', () => {
  for (const limit of [-1, NaN]) expect(() => manual(limit)).toThrow(RangeError);
});
