import type { Spec } from './spec.ts';

/** Items of a list, as long as each is small. */
export const USUAL_LIST = 8;
/** A list of values with so many leaves is large enough. */
const MOST_LEAVES = 100;
const FEWEST_ITEMS = 3;
/** Of a type that refers to itself, to a few levels. */
const RECURSIVE = 6;

/** Lists of `of` are at most so long: `usual`, or shorter where an item is large, or a list of lists of records would be. */
export function longestListOf(of: Spec, usual: number): number {
  return longest(leavesOf(of), usual);
}

function longest(leaves: number, usual: number): number {
  return Math.max(Math.min(usual, FEWEST_ITEMS), Math.min(usual, Math.floor((2 * MOST_LEAVES) / leaves)));
}

/** About how many primitive values stand in a value of `spec`. */
function leavesOf(spec: Spec): number {
  switch (spec.kind) {
    case 'array': {
      const item = leavesOf(spec.of);
      return Math.max(1, (item * longest(item, USUAL_LIST)) / 2);
    }
    case 'set':
    case 'asyncIterable':
      return Math.max(1, leavesOf(spec.of) * 2);
    case 'promise':
      return leavesOf(spec.of);
    case 'union':
      return sum(spec.of) / spec.of.length;
    case 'tuple':
      return Math.max(1, sum(spec.of) + (spec.rest ? 2 * leavesOf(spec.rest) : 0));
    case 'object':
      return spec.fields.reduce((total, field) => total + leavesOf(field.spec) / (field.optional ? 2 : 1), 1);
    case 'record':
    case 'map':
      return 2 * (leavesOf(spec.key) + leavesOf(spec.value));
    case 'function':
      return 2 * leavesOf(spec.returns);
    case 'instance':
      return spec.args.parameters.reduce((total, { spec: one }) => total + leavesOf(one), 1);
    case 'reference':
      return RECURSIVE;
    default:
      return 1;
  }
}

function sum(specs: readonly Spec[]): number {
  return specs.reduce((total, one) => total + leavesOf(one), 0);
}
