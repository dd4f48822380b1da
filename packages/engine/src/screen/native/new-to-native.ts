import { surplus } from '../../diagnostics.ts';
import type { NativeDiagnostic } from './native-session.ts';

/** Names that copies have, so that what is said of a copy can be compared with what is said of the clean code. */
export const COPY_NAME = 'bebug$';
const COPY_NAMES = /\bbebug\$\d+/gu;

/** Whether `after` has a diagnostic that `before` does not have; of several alike, any surplus is one. */
export function hasNew(before: readonly NativeDiagnostic[], after: readonly NativeDiagnostic[]): boolean {
  return after.length > 0 && surplus(before, after, identity).length > 0;
}

function identity({ code, text, messageChain }: NativeDiagnostic): string {
  const chain = messageChain?.map(identity).join(' ') ?? '';
  return `${code} ${text} ${chain}`.replaceAll(COPY_NAMES, COPY_NAME);
}

/**
 * What the checker says once for several places that deserve it: types too deep, too large or too complex to compare. Where one of
 * these shows up next to other mutants, nothing is known about them.
 */
const SAID_ONCE = new Set([2321, 2589, 2590, 2859]);

export function isSaidOnce({ code }: NativeDiagnostic): boolean {
  return SAID_ONCE.has(code);
}
