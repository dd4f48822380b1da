import { argumentSwap } from './argument/argument-swap.ts';
import { bindThisDrop } from './argument/bind-this-drop.ts';
import { callbackParameterOrder } from './argument/callback-parameter-order.ts';
import { defaultParameterChange } from './argument/default-parameter-change.ts';
import { parseRadixDrop } from './argument/parse-radix-drop.ts';
import { reduceInitialDrop } from './argument/reduce-initial-drop.ts';
import { spreadDrop } from './argument/spread-drop.ts';
import { allSettledToAll } from './async/all-settled-to-all.ts';
import { awaitDrop } from './async/await-drop.ts';
import { catchHandlerDrop } from './async/catch-handler-drop.ts';
import { doubleStart } from './async/double-start.ts';
import { foreachAsync } from './async/foreach-async.ts';
import { inFlightDedupeDrop } from './async/in-flight-dedupe-drop.ts';
import { lostUpdate } from './async/lost-update.ts';
import { promiseAllToRace } from './async/promise-all-to-race.ts';
import { promiseNotReturned } from './async/promise-not-returned.ts';
import { recheckAfterAwaitDrop } from './async/recheck-after-await-drop.ts';
import { sequentialToParallel } from './async/sequential-to-parallel.ts';
import { staleResponseGuardDrop } from './async/stale-response-guard-drop.ts';
import { unlockOnThrowDrop } from './async/unlock-on-throw-drop.ts';
import { binarySearchBound } from './boundary/binary-search-bound.ts';
import { capacityCheck } from './boundary/capacity-check.ts';
import { fencepostCount } from './boundary/fencepost-count.ts';
import { indexShift } from './boundary/index-shift.ts';
import { lastIndex } from './boundary/last-index.ts';
import { loopBoundNarrow } from './boundary/loop-bound-narrow.ts';
import { loopBoundWiden } from './boundary/loop-bound-widen.ts';
import { loopStartShift } from './boundary/loop-start-shift.ts';
import { loopStepDouble } from './boundary/loop-step-double.ts';
import { pageOffset } from './boundary/page-offset.ts';
import { rangeCheckOpen } from './boundary/range-check-open.ts';
import { ringBufferWrap } from './boundary/ring-buffer-wrap.ts';
import { sliceEndShift } from './boundary/slice-end-shift.ts';
import { substringInclusive } from './boundary/substring-inclusive.ts';
import { dateMonthZero } from './collection/date-month-zero.ts';
import { dateUtcLocal } from './collection/date-utc-local.ts';
import { fillSharedReference } from './collection/fill-shared-reference.ts';
import { filterNegate } from './collection/filter-negate.ts';
import { findIndexZero } from './collection/find-index-zero.ts';
import { inPlaceMutation } from './collection/in-place-mutation.ts';
import { jsonRoundtripLoss } from './collection/json-roundtrip-loss.ts';
import { someEvery } from './collection/some-every.ts';
import { sortComparatorBoolean } from './collection/sort-comparator-boolean.ts';
import { sortComparatorFlip } from './collection/sort-comparator-flip.ts';
import { sortDefault } from './collection/sort-default.ts';
import { spliceSlice } from './collection/splice-slice.ts';
import { comparisonFlip } from './condition/comparison-flip.ts';
import { deMorganSlip } from './condition/de-morgan-slip.ts';
import { elseBranchDrop } from './condition/else-branch-drop.ts';
import { equalityNegate } from './condition/equality-negate.ts';
import { fallthrough } from './condition/fallthrough.ts';
import { logicSwap } from './condition/logic-swap.ts';
import { negationAdd } from './condition/negation-add.ts';
import { negationDrop } from './condition/negation-drop.ts';
import { precedenceRegroup } from './condition/precedence-regroup.ts';
import { strictToLooseEquality } from './condition/strict-to-loose-equality.ts';
import { switchCaseMerge } from './condition/switch-case-merge.ts';
import { ternarySwap } from './condition/ternary-swap.ts';
import { typeofWrong } from './condition/typeof-wrong.ts';
import { awaitReturnInTryDrop } from './error-handling/await-return-in-try-drop.ts';
import { causeDrop } from './error-handling/cause-drop.ts';
import { errorSwallow } from './error-handling/error-swallow.ts';
import { errorWrongType } from './error-handling/error-wrong-type.ts';
import { finallyDrop } from './error-handling/finally-drop.ts';
import { rethrowDrop } from './error-handling/rethrow-drop.ts';
import { breakToContinue } from './flow/break-to-continue.ts';
import { flagNotSet } from './flow/flag-not-set.ts';
import { generatorReturnForYield } from './flow/generator-return-for-yield.ts';
import { loopBodyHoist } from './flow/loop-body-hoist.ts';
import { recursionBaseOff } from './flow/recursion-base-off.ts';
import { returnEarly } from './flow/return-early.ts';
import { copyPasteRemnant } from './identifier/copy-paste-remnant.ts';
import { wrongMethod } from './identifier/wrong-method.ts';
import { wrongProperty } from './identifier/wrong-property.ts';
import { wrongVariable } from './identifier/wrong-variable.ts';
import { defaultWrong } from './nullish/default-wrong.ts';
import { nullReturnForEmpty } from './nullish/null-return-for-empty.ts';
import { nullishToOr } from './nullish/nullish-to-or.ts';
import { optionalChainDrop } from './nullish/optional-chain-drop.ts';
import { truthinessForPresence } from './nullish/truthiness-for-presence.ts';
import { undefinedVsMissing } from './nullish/undefined-vs-missing.ts';
import { accumulatorInit } from './number/accumulator-init.ts';
import { arithmeticSwap } from './number/arithmetic-swap.ts';
import { bitwiseOverflow } from './number/bitwise-overflow.ts';
import { floatEquality } from './number/float-equality.ts';
import { integerDivision } from './number/integer-division.ts';
import { literalOff } from './number/literal-off.ts';
import { moduloNegative } from './number/modulo-negative.ts';
import { nanCheck } from './number/nan-check.ts';
import { roundingMode } from './number/rounding-mode.ts';
import { signFlip } from './number/sign-flip.ts';
import { stringNumberAdd } from './number/string-number-add.ts';
import { unitSlip } from './number/unit-slip.ts';
import { argumentDrop } from './omission/argument-drop.ts';
import { arrayElementDrop } from './omission/array-element-drop.ts';
import { assignmentDrop } from './omission/assignment-drop.ts';
import { branchCollapse } from './omission/branch-collapse.ts';
import { callUnwrap } from './omission/call-unwrap.ts';
import { caseDrop } from './omission/case-drop.ts';
import { conjunctDrop } from './omission/conjunct-drop.ts';
import { declarationDrop } from './omission/declaration-drop.ts';
import { disjunctDrop } from './omission/disjunct-drop.ts';
import { elseIfConditionDrop } from './omission/else-if-condition-drop.ts';
import { elseIfDrop } from './omission/else-if-drop.ts';
import { fallbackDrop } from './omission/fallback-drop.ts';
import { guardExitDrop } from './omission/guard-exit-drop.ts';
import { ifBlockDrop } from './omission/if-block-drop.ts';
import { ifWrapperDrop } from './omission/if-wrapper-drop.ts';
import { loopToFirst } from './omission/loop-to-first.ts';
import { methodCallDrop } from './omission/method-call-drop.ts';
import { operandDrop } from './omission/operand-drop.ts';
import { overrideDrop } from './omission/override-drop.ts';
import { propertyDrop } from './omission/property-drop.ts';
import { returnDrop } from './omission/return-drop.ts';
import { statementDrop } from './omission/statement-drop.ts';
import { ternaryCollapse } from './omission/ternary-collapse.ts';
import { typeConversionDrop } from './omission/type-conversion-drop.ts';
import { deferralUnwrap } from './order/deferral-unwrap.ts';
import { inlinePastMutation } from './order/inline-past-mutation.ts';
import { iterationDirection } from './order/iteration-direction.ts';
import { readBeforeWrite } from './order/read-before-write.ts';
import { statementAcrossAwait } from './order/statement-across-await.ts';
import { statementAcrossCall } from './order/statement-across-call.ts';
import { statementIntoBranch } from './order/statement-into-branch.ts';
import { statementOutOfBranch } from './order/statement-out-of-branch.ts';
import { statementPastReturn } from './order/statement-past-return.ts';
import { statementSwap } from './order/statement-swap.ts';
import { algorithmConfusion } from './security/algorithm-confusion.ts';
import { authorizationCheckDrop } from './security/authorization-check-drop.ts';
import { codeInjection } from './security/code-injection.ts';
import { commandInjection } from './security/command-injection.ts';
import { cookieFlagDrop } from './security/cookie-flag-drop.ts';
import { corsWildcard } from './security/cors-wildcard.ts';
import { credentialLeakOnRedirect } from './security/credential-leak-on-redirect.ts';
import { csrfCheckDrop } from './security/csrf-check-drop.ts';
import { errorDetailLeak } from './security/error-detail-leak.ts';
import { hardcodedSecret } from './security/hardcoded-secret.ts';
import { headerInjection } from './security/header-injection.ts';
import { inputLengthDrop } from './security/input-length-drop.ts';
import { insecureDeserialization } from './security/insecure-deserialization.ts';
import { integerBoundDrop } from './security/integer-bound-drop.ts';
import { ivReuse } from './security/iv-reuse.ts';
import { logSecret } from './security/log-secret.ts';
import { massAssignment } from './security/mass-assignment.ts';
import { nullByte } from './security/null-byte.ts';
import { openRedirect } from './security/open-redirect.ts';
import { ownershipCheckDrop } from './security/ownership-check-drop.ts';
import { pathTraversal } from './security/path-traversal.ts';
import { prototypePollution } from './security/prototype-pollution.ts';
import { rateLimitDrop } from './security/rate-limit-drop.ts';
import { regexCatastrophic } from './security/regex-catastrophic.ts';
import { roleCheckInvert } from './security/role-check-invert.ts';
import { signatureNotChecked } from './security/signature-not-checked.ts';
import { sqlConcatenation } from './security/sql-concatenation.ts';
import { ssrfAllowListWeaken } from './security/ssrf-allow-list-weaken.ts';
import { symlinkFollow } from './security/symlink-follow.ts';
import { tempFilePredictable } from './security/temp-file-predictable.ts';
import { templateUnescaped } from './security/template-unescaped.ts';
import { timingUnsafeCompare } from './security/timing-unsafe-compare.ts';
import { tlsVerifyOff } from './security/tls-verify-off.ts';
import { tokenExpiryDrop } from './security/token-expiry-drop.ts';
import { weakHash } from './security/weak-hash.ts';
import { weakRandom } from './security/weak-random.ts';
import { xssEscapeDrop } from './security/xss-escape-drop.ts';
import { xxeEntity } from './security/xxe-entity.ts';
import { zipSlip } from './security/zip-slip.ts';
import { defensiveCopyDrop } from './state/defensive-copy-drop.ts';
import { shallowForDeep } from './state/shallow-for-deep.ts';
import { caseMethodSwap } from './string/case-method-swap.ts';
import { encodingSlip } from './string/encoding-slip.ts';
import { escapeDrop } from './string/escape-drop.ts';
import { indexOfZero } from './string/index-of-zero.ts';
import { regexAlternativeDrop } from './string/regex-alternative-drop.ts';
import { regexClassMemberDrop } from './string/regex-class-member-drop.ts';
import { regexFlagDrop } from './string/regex-flag-drop.ts';
import { regexGreedy } from './string/regex-greedy.ts';
import { regexGroupOptional } from './string/regex-group-optional.ts';
import { regexLastIndex } from './string/regex-last-index.ts';
import { regexQuantifierLoosen } from './string/regex-quantifier-loosen.ts';
import { replaceAllToFirst } from './string/replace-all-to-first.ts';
import { splitLimit } from './string/split-limit.ts';
import { startsEndsSwap } from './string/starts-ends-swap.ts';
import { trimSide } from './string/trim-side.ts';
import { unicodeByUnit } from './string/unicode-by-unit.ts';
import { missingClosingBracket } from './syntax/missing-closing-bracket.ts';
import { missingImport } from './syntax/missing-import.ts';
import { missingParen } from './syntax/missing-paren.ts';
import { misspelledKeyword } from './syntax/misspelled-keyword.ts';
import { unclosedString } from './syntax/unclosed-string.ts';
import { undefinedName } from './syntax/undefined-name.ts';
import { wrongPropertyName } from './syntax/wrong-property-name.ts';
import { allowListSubstring } from './validation/allow-list-substring.ts';
import { caseNormaliseDrop } from './validation/case-normalise-drop.ts';
import { guardAfterUse } from './validation/guard-after-use.ts';
import { guardDrop } from './validation/guard-drop.ts';
import { guardWeaken } from './validation/guard-weaken.ts';
import { nullCheckDrop } from './validation/null-check-drop.ts';
import { rangeCheckDrop } from './validation/range-check-drop.ts';
import { regexAnchorDrop } from './validation/regex-anchor-drop.ts';
import { trimDrop } from './validation/trim-drop.ts';
import { validationResultIgnored } from './validation/validation-result-ignored.ts';
import type { Operator } from './operator.ts';

/** Every operator, in code-unit order of the ids. */
export const CATALOGUE: readonly Operator[] = [
  accumulatorInit,
  algorithmConfusion,
  allSettledToAll,
  allowListSubstring,
  argumentDrop,
  argumentSwap,
  arithmeticSwap,
  arrayElementDrop,
  assignmentDrop,
  authorizationCheckDrop,
  awaitDrop,
  awaitReturnInTryDrop,
  binarySearchBound,
  bindThisDrop,
  bitwiseOverflow,
  branchCollapse,
  breakToContinue,
  callUnwrap,
  callbackParameterOrder,
  capacityCheck,
  caseDrop,
  caseMethodSwap,
  caseNormaliseDrop,
  catchHandlerDrop,
  causeDrop,
  codeInjection,
  commandInjection,
  comparisonFlip,
  conjunctDrop,
  cookieFlagDrop,
  copyPasteRemnant,
  corsWildcard,
  credentialLeakOnRedirect,
  csrfCheckDrop,
  dateMonthZero,
  dateUtcLocal,
  deMorganSlip,
  declarationDrop,
  defaultParameterChange,
  defaultWrong,
  defensiveCopyDrop,
  deferralUnwrap,
  disjunctDrop,
  doubleStart,
  elseBranchDrop,
  elseIfConditionDrop,
  elseIfDrop,
  encodingSlip,
  equalityNegate,
  errorDetailLeak,
  errorSwallow,
  errorWrongType,
  escapeDrop,
  fallbackDrop,
  fallthrough,
  fencepostCount,
  fillSharedReference,
  filterNegate,
  finallyDrop,
  findIndexZero,
  flagNotSet,
  floatEquality,
  foreachAsync,
  generatorReturnForYield,
  guardAfterUse,
  guardDrop,
  guardExitDrop,
  guardWeaken,
  hardcodedSecret,
  headerInjection,
  ifBlockDrop,
  ifWrapperDrop,
  inFlightDedupeDrop,
  inPlaceMutation,
  indexOfZero,
  indexShift,
  inlinePastMutation,
  inputLengthDrop,
  insecureDeserialization,
  integerBoundDrop,
  integerDivision,
  iterationDirection,
  ivReuse,
  jsonRoundtripLoss,
  lastIndex,
  literalOff,
  logSecret,
  logicSwap,
  loopBodyHoist,
  loopBoundNarrow,
  loopBoundWiden,
  loopStartShift,
  loopStepDouble,
  loopToFirst,
  lostUpdate,
  massAssignment,
  methodCallDrop,
  missingClosingBracket,
  missingImport,
  missingParen,
  misspelledKeyword,
  moduloNegative,
  nanCheck,
  negationAdd,
  negationDrop,
  nullByte,
  nullCheckDrop,
  nullReturnForEmpty,
  nullishToOr,
  openRedirect,
  operandDrop,
  optionalChainDrop,
  overrideDrop,
  ownershipCheckDrop,
  pageOffset,
  parseRadixDrop,
  pathTraversal,
  precedenceRegroup,
  promiseAllToRace,
  promiseNotReturned,
  propertyDrop,
  prototypePollution,
  rangeCheckDrop,
  rangeCheckOpen,
  rateLimitDrop,
  readBeforeWrite,
  recheckAfterAwaitDrop,
  recursionBaseOff,
  reduceInitialDrop,
  regexAlternativeDrop,
  regexAnchorDrop,
  regexCatastrophic,
  regexClassMemberDrop,
  regexFlagDrop,
  regexGreedy,
  regexGroupOptional,
  regexLastIndex,
  regexQuantifierLoosen,
  replaceAllToFirst,
  rethrowDrop,
  returnDrop,
  returnEarly,
  ringBufferWrap,
  roleCheckInvert,
  roundingMode,
  sequentialToParallel,
  shallowForDeep,
  signFlip,
  signatureNotChecked,
  sliceEndShift,
  someEvery,
  sortComparatorBoolean,
  sortComparatorFlip,
  sortDefault,
  spliceSlice,
  splitLimit,
  spreadDrop,
  sqlConcatenation,
  ssrfAllowListWeaken,
  staleResponseGuardDrop,
  startsEndsSwap,
  statementAcrossAwait,
  statementAcrossCall,
  statementDrop,
  statementIntoBranch,
  statementOutOfBranch,
  statementPastReturn,
  statementSwap,
  strictToLooseEquality,
  stringNumberAdd,
  substringInclusive,
  switchCaseMerge,
  symlinkFollow,
  tempFilePredictable,
  templateUnescaped,
  ternaryCollapse,
  ternarySwap,
  timingUnsafeCompare,
  tlsVerifyOff,
  tokenExpiryDrop,
  trimDrop,
  trimSide,
  truthinessForPresence,
  typeConversionDrop,
  typeofWrong,
  unclosedString,
  undefinedName,
  undefinedVsMissing,
  unicodeByUnit,
  unitSlip,
  unlockOnThrowDrop,
  validationResultIgnored,
  weakHash,
  weakRandom,
  wrongMethod,
  wrongProperty,
  wrongPropertyName,
  wrongVariable,
  xssEscapeDrop,
  xxeEntity,
  zipSlip,
];

/** The operator of that id, or `undefined`. */
export function operatorById(id: string): Operator | undefined {
  return CATALOGUE.find((operator) => operator.id === id);
}
