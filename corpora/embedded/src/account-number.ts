/** An international account number, without the blanks between its groups. */
export interface AccountNumber {
  readonly country: string;
  readonly checkDigits: string;
  /** Bank and account, as the country writes them. */
  readonly account: string;
}

export class AccountNumberError extends Error {
  override readonly name = 'AccountNumberError';
}

/** How long the numbers of a country are, all in all. */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['AT', 20],
  ['BE', 16],
  ['DE', 22],
  ['FR', 27],
  ['GB', 22],
  ['NO', 15],
]);
const MODULUS = 97n;
const GROUP = 4;

/** @throws AccountNumberError for anything that is no number of a known country, or has been mistyped */
export function parseAccountNumber(text: string): AccountNumber {
  const number = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[\dA-Z]+$/u.test(number)) throw new AccountNumberError('this is no account number');
  const country = number.slice(0, 2);
  const length = LENGTHS.get(country);
  if (length === undefined) throw new AccountNumberError(`the country ${country} is not known`);
  if (number.length !== length) {
    throw new AccountNumberError(`a number of ${country} has ${String(length)} characters`);
  }
  const checkDigits = number.slice(2, 4);
  const account = number.slice(4);
  if (checkDigitsFor(country, account) !== checkDigits) throw new AccountNumberError('a digit is wrong');
  return { country, checkDigits, account };
}

/** The two digits that make a number add up. */
export function checkDigitsFor(country: string, account: string): string {
  return String(98 - remainderOf(`${account}${country}00`)).padStart(2, '0');
}

/** The number in groups of four characters, as it is printed. */
export function formatAccountNumber({ country, checkDigits, account }: AccountNumber): string {
  const number = country + checkDigits + account;
  const groups: string[] = [];
  for (let start = 0; start < number.length; start += GROUP) groups.push(number.slice(start, start + GROUP));
  return groups.join(' ');
}

/** Booking numbers count up and have up to 20 digits, with or without zeros before them. True for the later one. */
export function isLaterBooking(booking: string, other: string): boolean {
  return BigInt(booking) > BigInt(other);
}

/** The remainder of the digits by 97, where A counts as 10, B as 11 and so on. */
function remainderOf(characters: string): number {
  const digits = [...characters].map((character) => String(Number.parseInt(character, 36))).join('');
  return Number(BigInt(digits) % MODULUS);
}
