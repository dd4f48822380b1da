import type { Response, Run } from '@bebug/core';

/** Tokens and cost added up over those that have them; `null` when none has. */
export function totals(
  parts: readonly Pick<Response | Run, 'tokens' | 'cost'>[],
): Pick<Run, 'tokens' | 'cost'> {
  const tokens = parts.flatMap((part) => part.tokens ?? []);
  const costs = parts.flatMap(({ cost }) => cost ?? []);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    tokens:
      tokens.length === 0
        ? null
        : { input: sum(tokens.map(({ input }) => input)), output: sum(tokens.map(({ output }) => output)) },
    cost: costs.length === 0 ? null : sum(costs),
  };
}
