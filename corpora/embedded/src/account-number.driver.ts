import type { Driver } from '@bebug/oracle/driver';
import { checkDigitsFor, formatAccountNumber, isLaterBooking, parseAccountNumber } from './account-number.ts';

const text = {
  oneOf: [
    'DE89 3704 0044 0532 0130 00',
    'gb82 west 1234 5698 7654 32',
    'NO93 8601 1117 947',
    'BE68 5390 0754 7034',
    'FR14 2004 1010 0505 0001 3M02 606',
    'AT61 1904 3002 3457 3201',
    'DE89 3704 0044 0532 0130 01',
    'DE89 3704 0044 0532 0130',
    'NO93 8601 1117 9470',
    'NO93 8601 1117 948',
    'NO93 8601-1117-947',
    'XX00 1234',
    '1NO93 8601 1117 947',
    '',
  ],
};
const account = {
  oneOf: ['370400440532013000', 'WEST12345698765432', '86011117947', '539007547034', '1', '73'],
};
const country = { oneOf: ['DE', 'GB', 'NO', 'BE'] };
const booking = {
  oneOf: ['0', '7', '007', '8', '90071992547409930000', '90071992547409930001', '090071992547409930001'],
};

export default {
  create: () => null,
  calls: {
    parse: {
      args: [text],
      run: (_subject, given: string) => {
        try {
          return parseAccountNumber(given);
        } catch (error) {
          return (error as Error).message;
        }
      },
    },
    format: {
      args: [country, account],
      run: (_subject, of: string, own: string) =>
        formatAccountNumber({ country: of, checkDigits: '00', account: own }),
    },
    checkDigits: {
      args: [country, account],
      run: (_subject, of: string, own: string) => checkDigitsFor(of, own),
    },
    isLater: {
      args: [booking, booking],
      run: (_subject, one: string, other: string) => isLaterBooking(one, other),
    },
  },
} satisfies Driver<null>;
