import { argumentSwap } from './argument/argument-swap.ts';
import { awaitDrop } from './async/await-drop.ts';
import { doubleStart } from './async/double-start.ts';
import { inFlightDedupeDrop } from './async/in-flight-dedupe-drop.ts';
import { lostUpdate } from './async/lost-update.ts';
import { recheckAfterAwaitDrop } from './async/recheck-after-await-drop.ts';
import { staleResponseGuardDrop } from './async/stale-response-guard-drop.ts';
import { unlockOnThrowDrop } from './async/unlock-on-throw-drop.ts';
import { capacityCheck } from './boundary/capacity-check.ts';
import { fencepostCount } from './boundary/fencepost-count.ts';
import { indexShift } from './boundary/index-shift.ts';
import { lastIndex } from './boundary/last-index.ts';
import { loopBoundWiden } from './boundary/loop-bound-widen.ts';
import { rangeCheckOpen } from './boundary/range-check-open.ts';
import { sliceEndShift } from './boundary/slice-end-shift.ts';
import { comparisonFlip } from './condition/comparison-flip.ts';
import { equalityNegate } from './condition/equality-negate.ts';
import { logicSwap } from './condition/logic-swap.ts';
import { negationDrop } from './condition/negation-drop.ts';
import { awaitReturnInTryDrop } from './error-handling/await-return-in-try-drop.ts';
import { errorSwallow } from './error-handling/error-swallow.ts';
import { rethrowDrop } from './error-handling/rethrow-drop.ts';
import { copyPasteRemnant } from './identifier/copy-paste-remnant.ts';
import { wrongMethod } from './identifier/wrong-method.ts';
import { wrongProperty } from './identifier/wrong-property.ts';
import { wrongVariable } from './identifier/wrong-variable.ts';
import { nullishToOr } from './nullish/nullish-to-or.ts';
import { roundingMode } from './number/rounding-mode.ts';
import { argumentDrop } from './omission/argument-drop.ts';
import { assignmentDrop } from './omission/assignment-drop.ts';
import { branchCollapse } from './omission/branch-collapse.ts';
import { callUnwrap } from './omission/call-unwrap.ts';
import { caseDrop } from './omission/case-drop.ts';
import { conjunctDrop } from './omission/conjunct-drop.ts';
import { disjunctDrop } from './omission/disjunct-drop.ts';
import { elseIfConditionDrop } from './omission/else-if-condition-drop.ts';
import { elseIfDrop } from './omission/else-if-drop.ts';
import { fallbackDrop } from './omission/fallback-drop.ts';
import { guardExitDrop } from './omission/guard-exit-drop.ts';
import { ifBlockDrop } from './omission/if-block-drop.ts';
import { ifWrapperDrop } from './omission/if-wrapper-drop.ts';
import { methodCallDrop } from './omission/method-call-drop.ts';
import { operandDrop } from './omission/operand-drop.ts';
import { overrideDrop } from './omission/override-drop.ts';
import { propertyDrop } from './omission/property-drop.ts';
import { returnDrop } from './omission/return-drop.ts';
import { statementDrop } from './omission/statement-drop.ts';
import { ternaryCollapse } from './omission/ternary-collapse.ts';
import { pathTraversal } from './security/path-traversal.ts';
import { sqlConcatenation } from './security/sql-concatenation.ts';
import { timingUnsafeCompare } from './security/timing-unsafe-compare.ts';
import { defensiveCopyDrop } from './state/defensive-copy-drop.ts';
import { missingClosingBracket } from './syntax/missing-closing-bracket.ts';
import { missingImport } from './syntax/missing-import.ts';
import { missingParen } from './syntax/missing-paren.ts';
import { misspelledKeyword } from './syntax/misspelled-keyword.ts';
import { unclosedString } from './syntax/unclosed-string.ts';
import { undefinedName } from './syntax/undefined-name.ts';
import { wrongPropertyName } from './syntax/wrong-property-name.ts';
import { guardDrop } from './validation/guard-drop.ts';
import { rangeCheckDrop } from './validation/range-check-drop.ts';
import type { Operator } from './operator.ts';

/** Every operator, in code-unit order of the ids. */
export const CATALOGUE: readonly Operator[] = [
  argumentDrop,
  argumentSwap,
  assignmentDrop,
  awaitDrop,
  awaitReturnInTryDrop,
  branchCollapse,
  callUnwrap,
  capacityCheck,
  caseDrop,
  comparisonFlip,
  conjunctDrop,
  copyPasteRemnant,
  defensiveCopyDrop,
  disjunctDrop,
  doubleStart,
  elseIfConditionDrop,
  elseIfDrop,
  equalityNegate,
  errorSwallow,
  fallbackDrop,
  fencepostCount,
  guardDrop,
  guardExitDrop,
  ifBlockDrop,
  ifWrapperDrop,
  inFlightDedupeDrop,
  indexShift,
  lastIndex,
  logicSwap,
  loopBoundWiden,
  lostUpdate,
  methodCallDrop,
  missingClosingBracket,
  missingImport,
  missingParen,
  misspelledKeyword,
  negationDrop,
  nullishToOr,
  operandDrop,
  overrideDrop,
  pathTraversal,
  propertyDrop,
  rangeCheckDrop,
  rangeCheckOpen,
  recheckAfterAwaitDrop,
  rethrowDrop,
  returnDrop,
  roundingMode,
  sliceEndShift,
  sqlConcatenation,
  staleResponseGuardDrop,
  statementDrop,
  ternaryCollapse,
  timingUnsafeCompare,
  unclosedString,
  undefinedName,
  unlockOnThrowDrop,
  wrongMethod,
  wrongProperty,
  wrongPropertyName,
  wrongVariable,
];

/** The operator of that id, or `undefined`. */
export function operatorById(id: string): Operator | undefined {
  return CATALOGUE.find((operator) => operator.id === id);
}
