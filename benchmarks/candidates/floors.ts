import type { Operator, Rewrite } from '@bebug/operators';
import type * as ts from 'typescript';

/** Stand-ins for operators, by which a scan's own share of its time is measured. */
export interface StandIns {
  /** They find nothing: what is left of a scan is the walk, and the call of each operator. */
  readonly silent: readonly Operator[];
  /** They do what the operators do, and keep what they find. */
  readonly recording: readonly Operator[];
  /** They find at once what the recording ones kept, at the same nodes: what is left is making candidates of it. */
  readonly repeating: readonly Operator[];
}

export function standInsFor(operators: readonly Operator[]): StandIns {
  const recorded = operators.map((operator) => recordedBy(operator));
  return {
    silent: operators.map((operator) => ({ ...operator, mutate: findNothing })),
    recording: recorded.map(({ recording }) => recording),
    repeating: recorded.map(({ repeating }) => repeating),
  };
}

// eslint-disable-next-line require-yield -- a generator that ends at once, like those of the operators
function* findNothing(): Generator<Rewrite> {
  return;
}

function recordedBy(operator: Operator): { readonly recording: Operator; readonly repeating: Operator } {
  const kept = new WeakMap<ts.Node, readonly Rewrite[]>();
  return {
    recording: {
      ...operator,
      *mutate(node, context) {
        const rewrites = [...operator.mutate(node, context)];
        if (rewrites.length > 0) kept.set(node, rewrites);
        yield* rewrites;
      },
    },
    repeating: {
      ...operator,
      *mutate(node) {
        yield* kept.get(node) ?? [];
      },
    },
  };
}
