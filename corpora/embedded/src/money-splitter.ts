export interface Payment {
  readonly payer: string;
  /** Cents. */
  readonly amount: number;
}

export interface Debt {
  readonly from: string;
  readonly to: string;
  /** Cents. */
  readonly amount: number;
}

interface Balance {
  readonly name: string;
  /** Negative when the person owes. */
  balance: number;
}

/**
 * Split `total` cents in proportion to `weights`, without losing or inventing a cent: everyone gets the whole cents of
 * their exact share, and the cents left over go to the largest remainders, earlier ones first when remainders are equal
 * (the method of Hamilton).
 *
 * @throws RangeError when `total` is not a whole number from 0, a weight is not a whole number from 0, all weights are 0,
 *   or the numbers are too large to be split exactly
 */
export function splitByWeights(total: number, weights: readonly number[]): number[] {
  if (!Number.isInteger(total) || total < 0) throw new RangeError('total must be a whole number of cents');
  if (weights.some((weight) => !Number.isInteger(weight) || weight < 0)) {
    throw new RangeError('weights must be whole numbers that are not negative');
  }
  const sum = weights.reduce((subtotal, weight) => subtotal + weight, 0);
  if (sum === 0) throw new RangeError('at least one weight must be positive');
  if (!Number.isSafeInteger(total * sum)) throw new RangeError('the amounts are too large');

  const shares = weights.map((weight) => ({
    cents: Math.floor((total * weight) / sum),
    remainder: (total * weight) % sum,
  }));
  const left = total - shares.reduce((subtotal, share) => subtotal + share.cents, 0);
  const byRemainder = shares.toSorted((a, b) => b.remainder - a.remainder);
  for (const share of byRemainder.slice(0, left)) {
    share.cents += 1;
  }
  return shares.map((share) => share.cents);
}

/** Split `total` cents into `parts` shares that differ by a cent at most, larger ones first. */
export function splitEvenly(total: number, parts: number): number[] {
  if (!Number.isInteger(parts) || parts < 1 || parts > 1000) {
    throw new RangeError('parts must be a whole number from 1 to 1000');
  }
  return splitByWeights(total, new Array<number>(parts).fill(1));
}

/**
 * Who owes whom after a group of people shared all costs evenly. Debts are settled between the largest debtor and the
 * largest creditor first, so there are fewer debts than people.
 *
 * @throws RangeError when there are no people, a payer is not one of them, or an amount is not a whole number from 0
 */
export function settle(people: readonly string[], payments: readonly Payment[]): Debt[] {
  if (payments.some(({ amount }) => !Number.isInteger(amount) || amount < 0)) {
    throw new RangeError('payments must be whole numbers that are not negative');
  }
  const spent = payments.reduce((sum, payment) => sum + payment.amount, 0);
  const shares = splitEvenly(spent, people.length);
  const balances: Balance[] = people.map((name, index) => ({ name, balance: -(shares[index] as number) }));
  for (const { payer, amount } of payments) {
    const person = balances.find(({ name }) => name === payer);
    if (person === undefined) throw new RangeError(`${payer} is not one of the group`);
    person.balance += amount;
  }

  const debts: Debt[] = [];
  for (;;) {
    balances.sort((a, b) => a.balance - b.balance);
    const debtor = balances.at(0) as Balance;
    const creditor = balances.at(-1) as Balance;
    if (debtor.balance === 0) return debts;
    const amount = Math.min(-debtor.balance, creditor.balance);
    debts.push({ from: debtor.name, to: creditor.name, amount });
    debtor.balance += amount;
    creditor.balance -= amount;
  }
}
