import type { AlphaEstimate } from './store/ratings.ts';

/** `0.42 (0.10 to 0.71)`, for the owner's page and the terminal. */
export function alphaText({ alpha, low, high }: Omit<AlphaEstimate, 'question'>): string {
  if (alpha === null) return 'cannot be told yet';
  const interval =
    low === null || high === null
      ? 'too few answers for an interval'
      : `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return `${alpha.toFixed(2)} (${interval})`;
}
