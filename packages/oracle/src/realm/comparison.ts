import { fuel } from './fuel.ts';

/**
 * Comparisons as a stopwatch would see them. Native code compares strings and bytes from the front and stops at the
 * first difference; each equal unit before it costs one step. Bundles for timing attacks call these in place of the
 * operators (`subject/instrument.ts`); comparisons of equal time (`timingSafeEqual`) cost the same whatever the operands.
 */
export const comparison = {
  equal(left: unknown, right: unknown): boolean {
    charge(left, right);
    return left === right;
  },
  looselyEqual(left: unknown, right: unknown): boolean {
    charge(left, right);
    // eslint-disable-next-line eqeqeq -- stands in for the subject's own operator
    return left == right;
  },
  /** A call of a method that compares its receiver with its first argument: `equals`, `compare`, `localeCompare`, `startsWith`. */
  method(
    receiver: Record<string, (...args: unknown[]) => unknown>,
    name: string,
    args: readonly unknown[],
  ): unknown {
    charge(receiver, args[0]);
    return receiver[name]!(...args);
  },
};

function charge(left: unknown, right: unknown): void {
  const comparable =
    (typeof left === 'string' && typeof right === 'string') ||
    (left instanceof Uint8Array && right instanceof Uint8Array);
  if (!comparable) return;
  const [a, b] = [left, right] as [string, string];
  let prefix = 0;
  while (prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++;
  fuel.left -= prefix;
}
