import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode } from '../realm/encode.ts';
import { callEndings, codeOf, fieldReadings } from './outcome-code.ts';

test('code of an encoded value, evaluated, is the value', () => {
  const plain = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: false,
    withTypedArray: false,
    withNullPrototype: false,
    withBoxedValues: false,
    withObjectString: false,
  });
  let told = 0;
  fc.assert(
    fc.property(plain, (value) => {
      const text = encode(value);
      const code = codeOf(text);
      if (code === null) return;
      told++;
      expect(encode(new Function(`return (${code});`)() as unknown)).toBe(text);
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(told).toBeGreaterThan(700);
});

test.for([
  'Money{cents: 5}',
  '<0>',
  'function',
  '[1, …]',
  '[1',
  '{a: 1}}',
  'Infinityx',
  'nullable',
  '{[Symbol("a")]: 1}',
])('there is no code of %s', (text) => {
  expect(codeOf(text)).toBeNull();
});

test('endings are those of the calls, in their order', () => {
  const detail = [
    'constructed',
    'returned {a: [1, -0]}',
    'arguments [[1]]',
    'threw RangeError "no \\"such\\" thing"',
    'threw CartError(Oops) ["E_CODE"] "x"{at: 3}',
    'threw TypeError',
    'threw "text"',
    'returned Money{cents: 5}',
    'size = 3',
  ].join('\n');
  expect(callEndings(detail)).toEqual([
    { how: 'constructed' },
    { how: 'returned', code: '{ a: [1, -0] }' },
    { how: 'threw', name: 'RangeError', message: 'no "such" thing' },
    { how: 'threw', name: 'Oops', message: 'x' },
    { how: 'threw', name: 'TypeError', message: null },
    { how: 'threw', name: null, message: null },
    { how: 'returned', code: null },
  ]);
  expect(fieldReadings(detail, ['size', 'gone'])).toEqual([{ field: 'size', code: '3' }]);
});
