import { arrowToFunction } from './arrow-to-function.ts';
import { deMorgan } from './de-morgan.ts';
import type { Decoy } from './decoy.ts';
import { earlyReturn } from './early-return.ts';
import { extractVariable } from './extract-variable.ts';
import { forToForOf } from './for-to-for-of.ts';
import { inlineVariable } from './inline-variable.ts';
import { invertIfElse } from './invert-if-else.ts';
import { mirrorComparison } from './mirror-comparison.ts';
import { renameLocal } from './rename-local.ts';
import { reorderIndependentStatements } from './reorder-independent-statements.ts';
import { spreadForConcat } from './spread-for-concat.ts';
import { templateForConcat } from './template-for-concat.ts';

/** Every decoy, in code-unit order of the ids. */
export const DECOYS: readonly Decoy[] = [
  arrowToFunction,
  deMorgan,
  earlyReturn,
  extractVariable,
  forToForOf,
  inlineVariable,
  invertIfElse,
  mirrorComparison,
  renameLocal,
  reorderIndependentStatements,
  spreadForConcat,
  templateForConcat,
];
