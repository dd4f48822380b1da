import { sha256 } from '@bebug/core';
import type { Target } from '@bebug/core/truth';
import type { Kills } from '@bebug/engine';
import type { Result } from '../sandbox/side.ts';

/** A target in words, the same for one target only. */
export function nameOfTarget(target: Target): string {
  const name =
    target.kind === 'driver' ? ` ${target.file}` : target.kind === 'sequence' ? '' : ` ${target.name}`;
  const module = target.module === undefined ? '' : ` of ${target.module}`;
  return `${target.kind}${name}${module}${target.place === undefined ? '' : ` in a ${target.place}`}`;
}

/** The row of the kill matrix that one batch gives. */
export function killsOf(
  batch: {
    readonly target: Target;
    readonly generation: string;
    readonly from: number;
    readonly to: number;
  },
  hits: readonly { readonly index: number; readonly mutated: Result }[],
): Kills {
  const { target, generation, from, to } = batch;
  const bits = hits.reduce((sum, { index }) => sum | (1n << BigInt(index)), 0n);
  const endings = hits.map(
    ({ index, mutated }) => `${index} ${mutated.ending === 'breached' ? '' : mutated.verdict}`,
  );
  return {
    target: nameOfTarget(target),
    generation,
    from,
    to,
    hits: bits.toString(16),
    outcomes: sha256(endings.join('\n')).slice(0, 16),
  };
}
