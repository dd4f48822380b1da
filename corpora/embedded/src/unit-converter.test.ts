import { expect, test } from 'vitest';
import { convert, formatMeasure, parseMeasure, toReadable, UnitError } from './unit-converter.ts';

test.for<[number, string, string, number]>([
  [1, 'km', 'm', 1000],
  [25.4, 'mm', 'in', 1],
  [3, 'ft', 'cm', 91.44],
  [1, 'mi', 'km', 1.609344],
  [2, 't', 'kg', 2000],
  [16, 'oz', 'lb', 1],
  [500, 'g', 'kg', 0.5],
  [1, 'MB', 'kB', 1000],
  [2, 'GB', 'MB', 2000],
  [1, 'MiB', 'KiB', 1024],
  [1, 'GiB', 'B', 1_073_741_824],
  [90, 'min', 'h', 1.5],
  [2, 'd', 's', 172_800],
  [1500, 'ms', 's', 1.5],
  [0, '°C', 'K', 273.15],
  [100, '°C', '°F', 212],
  [-40, '°F', '°C', -40],
  [32, '°F', 'K', 273.15],
  [5, 'm', 'm', 5],
])('%d %s in %s are %d', ([value, unit, to, result]) => {
  const converted = convert({ value, unit }, to);
  expect(converted.unit).toBe(to);
  expect(converted.value).toBeCloseTo(result, 9);
});

test.for([
  ['m', 'kg'],
  ['s', 'B'],
  ['K', 'm'],
  ['m', 'yd'],
  ['M', 'm'],
  ['', 'm'],
])('%s cannot be converted to %s', ([unit, to]) => {
  expect(() => convert({ value: 1, unit: unit! }, to!)).toThrow(UnitError);
});

test.for<[string, number, string]>([
  ['5.5 km', 5.5, 'km'],
  [' 5km ', 5, 'km'],
  ['-40 °F', -40, '°F'],
  ['+2 GiB', 2, 'GiB'],
  ['1h 30min', 1.5, 'h'],
  ['1min30s 500 ms', 1.508_333_333, 'min'],
  ['5 ft 6 in', 5.5, 'ft'],
  ['2 m -50 cm', 1.5, 'm'],
])('"%s" is %d %s', ([text, value, unit]) => {
  const measure = parseMeasure(text);
  expect(measure.unit).toBe(unit);
  expect(measure.value).toBeCloseTo(value, 6);
});

test.for([
  '',
  '5',
  'km',
  '5 km x',
  '1,5 km',
  '.5 km',
  '5. km',
  '5 yd',
  '1 h 5',
  '1 h 2 kg',
  '20 °C 5 °C',
  '1 h, 2 min',
  'a 5 km',
])('"%s" is no measure', (text) => {
  expect(() => parseMeasure(text)).toThrow(UnitError);
});

test('a measure is shown without needless digits', () => {
  expect(formatMeasure({ value: 1.005, unit: 'm' })).toBe('1 m');
  expect(formatMeasure({ value: 2.346, unit: 'm' })).toBe('2.35 m');
  expect(formatMeasure({ value: -0.001, unit: '°C' })).toBe('0 °C');
  expect(formatMeasure({ value: 1.5, unit: 'h' }, 0)).toBe('2 h');
  expect(formatMeasure({ value: 1 / 3, unit: 'h' }, 10)).toBe('0.3333333333 h');
  for (const decimals of [-1, 11, 1.5])
    expect(() => formatMeasure({ value: 1, unit: 'm' }, decimals)).toThrow(RangeError);
});

test.for<[number, string, number, string]>([
  [1500, 'm', 1.5, 'km'],
  [1000, 'm', 1, 'km'],
  [999, 'm', 999, 'm'],
  [-2500, 'm', -2.5, 'km'],
  [0.5, 'm', 500, 'mm'],
  [0.0001, 'm', 0.1, 'mm'],
  [0, 'km', 0, 'mm'],
])('%d %s reads best as %d %s', ([value, unit, shown, name]) => {
  const units = ['mm', 'km', 'm'];
  expect(toReadable({ value, unit }, units)).toEqual({ value: shown, unit: name });
  expect(units).toEqual(['mm', 'km', 'm']);
  expect(toReadable({ value, unit }, [])).toEqual({ value, unit });
});
