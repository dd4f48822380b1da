import { expect, test } from 'vitest';
import {
  AccountNumberError,
  checkDigitsFor,
  formatAccountNumber,
  isLaterBooking,
  parseAccountNumber,
} from './account-number.ts';

test.for([
  'DE89 3704 0044 0532 0130 00',
  'GB82 WEST 1234 5698 7654 32',
  'NO93 8601 1117 947',
  'BE68 5390 0754 7034',
  'FR14 2004 1010 0505 0001 3M02 606',
  'AT61 1904 3002 3457 3201',
])('%s is read, and printed as it was', (text) => {
  expect(formatAccountNumber(parseAccountNumber(text))).toBe(text);
});

test('blanks and the size of letters do not matter', () => {
  expect(parseAccountNumber('no93 86011117947')).toEqual({
    country: 'NO',
    checkDigits: '93',
    account: '86011117947',
  });
});

test.for([
  ['', 'this is no account number'],
  ['DE89-3704', 'this is no account number'],
  ['XX00 1234', 'the country XX is not known'],
  ['NO93 8601 1117 9470', 'a number of NO has 15 characters'],
  ['NO93 8601 1117 94', 'a number of NO has 15 characters'],
  ['NO93 8601 1117 948', 'a digit is wrong'],
  ['DE89 3704 0044 0532 0130 01', 'a digit is wrong'],
] as const)('%j is refused: %s', ([text, message]) => {
  expect(() => parseAccountNumber(text)).toThrow(new AccountNumberError(message));
});

test('check digits have two places', () => {
  expect(checkDigitsFor('DE', '370400440532013000')).toBe('89');
  expect(checkDigitsFor('NO', '86011117973')).toMatch(/^\d\d$/u);
});

test.for([
  ['2', '1', true],
  ['1', '1', false],
  ['010', '9', true],
  ['90071992547409930001', '90071992547409930000', true],
  ['90071992547409930000', '90071992547409930001', false],
] as const)('booking %s is later than %s: %s', ([booking, other, isLater]) => {
  expect(isLaterBooking(booking, other)).toBe(isLater);
});
