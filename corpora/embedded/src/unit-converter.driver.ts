import type { Driver } from '@bebug/oracle/driver';
import { convert, formatMeasure, parseMeasure, toReadable } from './unit-converter.ts';

const unit = { oneOf: ['mm', 'cm', 'm', 'km', 'in', 'ft', 'mi', 'g', 'kg', 't', 'oz', 'lb', 'yd', 'M'] };
const other = {
  oneOf: ['B', 'kB', 'MB', 'GB', 'KiB', 'MiB', 'GiB', 'ms', 's', 'min', 'h', 'd', 'K', '°C', '°F'],
};
const value = { oneOf: [-40, -2500, 0, 0.0001, 0.5, 1, 1.005, 2.346, 100, 999, 1000, 1500, -0.001] };
const text = {
  oneOf: [
    '5.5 km',
    ' 5km ',
    '-40 °F',
    '+2 GiB',
    '1h 30min',
    '1min30s 500 ms',
    '5 ft 6 in',
    '2 m -50 cm',
    '',
    '5',
    'km',
    '1,5 km',
    '5 yd',
    '1 h 5',
    '1 h 2 kg',
    '20 °C 5 °C',
    '20 °C',
    'a 5 km',
  ],
};

export default {
  create: () => null,
  calls: {
    convert: {
      args: [value, unit, unit],
      run: (_subject, amount: number, from: string, to: string) => convert({ value: amount, unit: from }, to),
    },
    convertOther: {
      args: [value, other, other],
      run: (_subject, amount: number, from: string, to: string) => convert({ value: amount, unit: from }, to),
    },
    parse: { args: [text], run: (_subject, written: string) => parseMeasure(written) },
    format: {
      args: [value, other],
      run: (_subject, amount: number, name: string) => formatMeasure({ value: amount, unit: name }),
    },
    formatTo: {
      args: [value, { oneOf: [-1, 0, 1, 10, 11, 1.5] }],
      run: (_subject, amount: number, decimals: number) =>
        formatMeasure({ value: amount, unit: 'm' }, decimals),
    },
    readable: {
      args: [
        value,
        { oneOf: ['mm', 'm', 'km', 'h'] },
        { oneOf: [['mm', 'km', 'm'], ['m', 'in'], [], ['km', 'yd']] },
      ],
      run: (_subject, amount: number, name: string, units: string[]) => [
        toReadable({ value: amount, unit: name }, units),
        units,
      ],
    },
  },
  attacks: {
    'write a measure': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => parseMeasure(request),
      benign: ['1h 30min', '5.5 km'],
    },
  },
} satisfies Driver<null>;
