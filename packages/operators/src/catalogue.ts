import { argumentSwap } from './argument/argument-swap.ts';
import { argumentWrong } from './argument/argument-wrong.ts';
import { bindThisDrop } from './argument/bind-this-drop.ts';
import { callbackParameterOrder } from './argument/callback-parameter-order.ts';
import { defaultParameterChange } from './argument/default-parameter-change.ts';
import { optionsKeyDrop } from './argument/options-key-drop.ts';
import { parseRadixDrop } from './argument/parse-radix-drop.ts';
import { reduceInitialDrop } from './argument/reduce-initial-drop.ts';
import { spreadDrop } from './argument/spread-drop.ts';
import { abortCheckDrop } from './async/abort-check-drop.ts';
import { allSettledToAll } from './async/all-settled-to-all.ts';
import { asyncPredicate } from './async/async-predicate.ts';
import { awaitDrop } from './async/await-drop.ts';
import { awaitInWrongOrder } from './async/await-in-wrong-order.ts';
import { catchHandlerDrop } from './async/catch-handler-drop.ts';
import { checkThenAct } from './async/check-then-act.ts';
import { cleanupDrop } from './async/cleanup-drop.ts';
import { doubleSettle } from './async/double-settle.ts';
import { doubleStart } from './async/double-start.ts';
import { errorInParallelLost } from './async/error-in-parallel-lost.ts';
import { eventBeforeListener } from './async/event-before-listener.ts';
import { finallyBeforeAwait } from './async/finally-before-await.ts';
import { foreachAsync } from './async/foreach-async.ts';
import { inFlightDedupeDrop } from './async/in-flight-dedupe-drop.ts';
import { initialisationNotAwaited } from './async/initialisation-not-awaited.ts';
import { iterateLiveCollection } from './async/iterate-live-collection.ts';
import { lockReleaseEarly } from './async/lock-release-early.ts';
import { lockScopeNarrow } from './async/lock-scope-narrow.ts';
import { lostUpdate } from './async/lost-update.ts';
import { microtaskForMacrotask } from './async/microtask-for-macrotask.ts';
import { parallelLimitDrop } from './async/parallel-limit-drop.ts';
import { promiseAllToAny } from './async/promise-all-to-any.ts';
import { promiseAllToRace } from './async/promise-all-to-race.ts';
import { promiseAsValue } from './async/promise-as-value.ts';
import { promiseNotReturned } from './async/promise-not-returned.ts';
import { queueReentrancy } from './async/queue-reentrancy.ts';
import { readBeforeAwait } from './async/read-before-await.ts';
import { recheckAfterAwaitDrop } from './async/recheck-after-await-drop.ts';
import { resolveBeforeState } from './async/resolve-before-state.ts';
import { semaphoreCountOff } from './async/semaphore-count-off.ts';
import { sequentialToParallel } from './async/sequential-to-parallel.ts';
import { settleDrop } from './async/settle-drop.ts';
import { signalTwice } from './async/signal-twice.ts';
import { staleResponseGuardDrop } from './async/stale-response-guard-drop.ts';
import { timeoutRaceLeak } from './async/timeout-race-leak.ts';
import { timerNotCleared } from './async/timer-not-cleared.ts';
import { unlockOnThrowDrop } from './async/unlock-on-throw-drop.ts';
import { useAfterDispose } from './async/use-after-dispose.ts';
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
import { dateMutate } from './collection/date-mutate.ts';
import { dateUtcLocal } from './collection/date-utc-local.ts';
import { deleteWhileIterating } from './collection/delete-while-iterating.ts';
import { entriesOrder } from './collection/entries-order.ts';
import { fillSharedReference } from './collection/fill-shared-reference.ts';
import { filterNegate } from './collection/filter-negate.ts';
import { findIndexZero } from './collection/find-index-zero.ts';
import { inPlaceMutation } from './collection/in-place-mutation.ts';
import { jsonRoundtripLoss } from './collection/json-roundtrip-loss.ts';
import { mapForeach } from './collection/map-foreach.ts';
import { objectKeyCoercion } from './collection/object-key-coercion.ts';
import { setVsArrayEquality } from './collection/set-vs-array-equality.ts';
import { someEvery } from './collection/some-every.ts';
import { sortComparatorBoolean } from './collection/sort-comparator-boolean.ts';
import { sortComparatorFlip } from './collection/sort-comparator-flip.ts';
import { sortDefault } from './collection/sort-default.ts';
import { spliceSlice } from './collection/splice-slice.ts';
import { weakEqualityOfObjects } from './collection/weak-equality-of-objects.ts';
import { comparisonFlip } from './condition/comparison-flip.ts';
import { conditionFromSibling } from './condition/condition-from-sibling.ts';
import { conditionMoreSpecific } from './condition/condition-more-specific.ts';
import { deMorganSlip } from './condition/de-morgan-slip.ts';
import { elseBranchDrop } from './condition/else-branch-drop.ts';
import { equalityNegate } from './condition/equality-negate.ts';
import { fallthrough } from './condition/fallthrough.ts';
import { logicSwap } from './condition/logic-swap.ts';
import { loopConditionStale } from './condition/loop-condition-stale.ts';
import { negationAdd } from './condition/negation-add.ts';
import { negationDrop } from './condition/negation-drop.ts';
import { precedenceRegroup } from './condition/precedence-regroup.ts';
import { strictToLooseEquality } from './condition/strict-to-loose-equality.ts';
import { switchCaseMerge } from './condition/switch-case-merge.ts';
import { ternarySwap } from './condition/ternary-swap.ts';
import { typeofWrong } from './condition/typeof-wrong.ts';
import { awaitReturnInTryDrop } from './error-handling/await-return-in-try-drop.ts';
import { callbackCalledTwice } from './error-handling/callback-called-twice.ts';
import { callbackErrorIgnored } from './error-handling/callback-error-ignored.ts';
import { catchTooBroad } from './error-handling/catch-too-broad.ts';
import { causeDrop } from './error-handling/cause-drop.ts';
import { errorSwallow } from './error-handling/error-swallow.ts';
import { errorToDefault } from './error-handling/error-to-default.ts';
import { errorWrongType } from './error-handling/error-wrong-type.ts';
import { finallyDrop } from './error-handling/finally-drop.ts';
import { finallyReturn } from './error-handling/finally-return.ts';
import { partialWriteOnError } from './error-handling/partial-write-on-error.ts';
import { rejectionUnhandled } from './error-handling/rejection-unhandled.ts';
import { rethrowDrop } from './error-handling/rethrow-drop.ts';
import { retryOff } from './error-handling/retry-off.ts';
import { breakToContinue } from './flow/break-to-continue.ts';
import { flagNotSet } from './flow/flag-not-set.ts';
import { generatorReturnForYield } from './flow/generator-return-for-yield.ts';
import { loopBodyHoist } from './flow/loop-body-hoist.ts';
import { recursionBaseOff } from './flow/recursion-base-off.ts';
import { returnEarly } from './flow/return-early.ts';
import { returnWrongVariable } from './flow/return-wrong-variable.ts';
import { copyPasteRemnant } from './identifier/copy-paste-remnant.ts';
import { enumMemberSwap } from './identifier/enum-member-swap.ts';
import { shadowedVariable } from './identifier/shadowed-variable.ts';
import { thisVsParameter } from './identifier/this-vs-parameter.ts';
import { wrongMethod } from './identifier/wrong-method.ts';
import { wrongProperty } from './identifier/wrong-property.ts';
import { wrongReceiver } from './identifier/wrong-receiver.ts';
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
import { unsafeInteger } from './number/unsafe-integer.ts';
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
import { cacheBypass } from './performance/cache-bypass.ts';
import { indexDefeatingQuery } from './performance/index-defeating-query.ts';
import { memoDrop } from './performance/memo-drop.ts';
import { nPlusOneQuery } from './performance/n-plus-one-query.ts';
import { quadraticAppend } from './performance/quadratic-append.ts';
import { quadraticLookup } from './performance/quadratic-lookup.ts';
import { recomputeInLoop } from './performance/recompute-in-loop.ts';
import { sortInLoop } from './performance/sort-in-loop.ts';
import { unboundedQuery } from './performance/unbounded-query.ts';
import { abortListenerLeak } from './resource/abort-listener-leak.ts';
import { backpressureIgnored } from './resource/backpressure-ignored.ts';
import { handleLeak } from './resource/handle-leak.ts';
import { listenerLeak } from './resource/listener-leak.ts';
import { lockNotReleasedOnThrow } from './resource/lock-not-released-on-throw.ts';
import { streamNotClosed } from './resource/stream-not-closed.ts';
import { subscriptionLeak } from './resource/subscription-leak.ts';
import { timerLeak } from './resource/timer-leak.ts';
import { unboundedCache } from './resource/unbounded-cache.ts';
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
import { cacheKeyIncomplete } from './state/cache-key-incomplete.ts';
import { cacheNotInvalidated } from './state/cache-not-invalidated.ts';
import { counterNotRestored } from './state/counter-not-restored.ts';
import { defensiveCopyDrop } from './state/defensive-copy-drop.ts';
import { getterCachesStale } from './state/getter-caches-stale.ts';
import { lruTouchDrop } from './state/lru-touch-drop.ts';
import { memoMutableResult } from './state/memo-mutable-result.ts';
import { shallowForDeep } from './state/shallow-for-deep.ts';
import { sharedDefaultObject } from './state/shared-default-object.ts';
import { staleClosure } from './state/stale-closure.ts';
import { stateResetDrop } from './state/state-reset-drop.ts';
import { staticForInstance } from './state/static-for-instance.ts';
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
import { assignmentInDeclarationList } from './syntax/assignment-in-declaration-list.ts';
import { awaitOutsideAsync } from './syntax/await-outside-async.ts';
import { duplicateDeclaration } from './syntax/duplicate-declaration.ts';
import { missingArrow } from './syntax/missing-arrow.ts';
import { missingClosingBracket } from './syntax/missing-closing-bracket.ts';
import { missingImport } from './syntax/missing-import.ts';
import { missingOperator } from './syntax/missing-operator.ts';
import { missingParen } from './syntax/missing-paren.ts';
import { missingRequiredProperty } from './syntax/missing-required-property.ts';
import { misspelledKeyword } from './syntax/misspelled-keyword.ts';
import { strayComma } from './syntax/stray-comma.ts';
import { unclosedString } from './syntax/unclosed-string.ts';
import { unclosedTemplate } from './syntax/unclosed-template.ts';
import { undefinedName } from './syntax/undefined-name.ts';
import { wrongPropertyName } from './syntax/wrong-property-name.ts';
import { wrongTypeArgument } from './syntax/wrong-type-argument.ts';
import { allowListSubstring } from './validation/allow-list-substring.ts';
import { caseNormaliseDrop } from './validation/case-normalise-drop.ts';
import { guardAfterUse } from './validation/guard-after-use.ts';
import { guardDrop } from './validation/guard-drop.ts';
import { guardWeaken } from './validation/guard-weaken.ts';
import { nullCheckDrop } from './validation/null-check-drop.ts';
import { rangeCheckDrop } from './validation/range-check-drop.ts';
import { regexAnchorDrop } from './validation/regex-anchor-drop.ts';
import { trimDrop } from './validation/trim-drop.ts';
import { typeCheckDrop } from './validation/type-check-drop.ts';
import { validationResultIgnored } from './validation/validation-result-ignored.ts';
import type { Operator } from './operator.ts';

/** Every operator, in code-unit order of the ids. */
export const CATALOGUE: readonly Operator[] = [
  abortCheckDrop,
  abortListenerLeak,
  accumulatorInit,
  algorithmConfusion,
  allSettledToAll,
  allowListSubstring,
  argumentDrop,
  argumentSwap,
  argumentWrong,
  arithmeticSwap,
  arrayElementDrop,
  assignmentDrop,
  assignmentInDeclarationList,
  asyncPredicate,
  authorizationCheckDrop,
  awaitDrop,
  awaitInWrongOrder,
  awaitOutsideAsync,
  awaitReturnInTryDrop,
  backpressureIgnored,
  binarySearchBound,
  bindThisDrop,
  bitwiseOverflow,
  branchCollapse,
  breakToContinue,
  cacheBypass,
  cacheKeyIncomplete,
  cacheNotInvalidated,
  callUnwrap,
  callbackCalledTwice,
  callbackErrorIgnored,
  callbackParameterOrder,
  capacityCheck,
  caseDrop,
  caseMethodSwap,
  caseNormaliseDrop,
  catchHandlerDrop,
  catchTooBroad,
  causeDrop,
  checkThenAct,
  cleanupDrop,
  codeInjection,
  commandInjection,
  comparisonFlip,
  conditionFromSibling,
  conditionMoreSpecific,
  conjunctDrop,
  cookieFlagDrop,
  copyPasteRemnant,
  corsWildcard,
  counterNotRestored,
  credentialLeakOnRedirect,
  csrfCheckDrop,
  dateMonthZero,
  dateMutate,
  dateUtcLocal,
  deMorganSlip,
  declarationDrop,
  defaultParameterChange,
  defaultWrong,
  defensiveCopyDrop,
  deferralUnwrap,
  deleteWhileIterating,
  disjunctDrop,
  doubleSettle,
  doubleStart,
  duplicateDeclaration,
  elseBranchDrop,
  elseIfConditionDrop,
  elseIfDrop,
  encodingSlip,
  entriesOrder,
  enumMemberSwap,
  equalityNegate,
  errorDetailLeak,
  errorInParallelLost,
  errorSwallow,
  errorToDefault,
  errorWrongType,
  escapeDrop,
  eventBeforeListener,
  fallbackDrop,
  fallthrough,
  fencepostCount,
  fillSharedReference,
  filterNegate,
  finallyBeforeAwait,
  finallyDrop,
  finallyReturn,
  findIndexZero,
  flagNotSet,
  floatEquality,
  foreachAsync,
  generatorReturnForYield,
  getterCachesStale,
  guardAfterUse,
  guardDrop,
  guardExitDrop,
  guardWeaken,
  handleLeak,
  hardcodedSecret,
  headerInjection,
  ifBlockDrop,
  ifWrapperDrop,
  inFlightDedupeDrop,
  inPlaceMutation,
  indexDefeatingQuery,
  indexOfZero,
  indexShift,
  initialisationNotAwaited,
  inlinePastMutation,
  inputLengthDrop,
  insecureDeserialization,
  integerBoundDrop,
  integerDivision,
  iterateLiveCollection,
  iterationDirection,
  ivReuse,
  jsonRoundtripLoss,
  lastIndex,
  listenerLeak,
  literalOff,
  lockNotReleasedOnThrow,
  lockReleaseEarly,
  lockScopeNarrow,
  logSecret,
  logicSwap,
  loopBodyHoist,
  loopBoundNarrow,
  loopBoundWiden,
  loopConditionStale,
  loopStartShift,
  loopStepDouble,
  loopToFirst,
  lostUpdate,
  lruTouchDrop,
  mapForeach,
  massAssignment,
  memoDrop,
  memoMutableResult,
  methodCallDrop,
  microtaskForMacrotask,
  missingArrow,
  missingClosingBracket,
  missingImport,
  missingOperator,
  missingParen,
  missingRequiredProperty,
  misspelledKeyword,
  moduloNegative,
  nPlusOneQuery,
  nanCheck,
  negationAdd,
  negationDrop,
  nullByte,
  nullCheckDrop,
  nullReturnForEmpty,
  nullishToOr,
  objectKeyCoercion,
  openRedirect,
  operandDrop,
  optionalChainDrop,
  optionsKeyDrop,
  overrideDrop,
  ownershipCheckDrop,
  pageOffset,
  parallelLimitDrop,
  parseRadixDrop,
  partialWriteOnError,
  pathTraversal,
  precedenceRegroup,
  promiseAllToAny,
  promiseAllToRace,
  promiseAsValue,
  promiseNotReturned,
  propertyDrop,
  prototypePollution,
  quadraticAppend,
  quadraticLookup,
  queueReentrancy,
  rangeCheckDrop,
  rangeCheckOpen,
  rateLimitDrop,
  readBeforeAwait,
  readBeforeWrite,
  recheckAfterAwaitDrop,
  recomputeInLoop,
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
  rejectionUnhandled,
  replaceAllToFirst,
  resolveBeforeState,
  rethrowDrop,
  retryOff,
  returnDrop,
  returnEarly,
  returnWrongVariable,
  ringBufferWrap,
  roleCheckInvert,
  roundingMode,
  semaphoreCountOff,
  sequentialToParallel,
  setVsArrayEquality,
  settleDrop,
  shadowedVariable,
  shallowForDeep,
  sharedDefaultObject,
  signFlip,
  signalTwice,
  signatureNotChecked,
  sliceEndShift,
  someEvery,
  sortComparatorBoolean,
  sortComparatorFlip,
  sortDefault,
  sortInLoop,
  spliceSlice,
  splitLimit,
  spreadDrop,
  sqlConcatenation,
  ssrfAllowListWeaken,
  staleClosure,
  staleResponseGuardDrop,
  startsEndsSwap,
  stateResetDrop,
  statementAcrossAwait,
  statementAcrossCall,
  statementDrop,
  statementIntoBranch,
  statementOutOfBranch,
  statementPastReturn,
  statementSwap,
  staticForInstance,
  strayComma,
  streamNotClosed,
  strictToLooseEquality,
  stringNumberAdd,
  subscriptionLeak,
  substringInclusive,
  switchCaseMerge,
  symlinkFollow,
  tempFilePredictable,
  templateUnescaped,
  ternaryCollapse,
  ternarySwap,
  thisVsParameter,
  timeoutRaceLeak,
  timerLeak,
  timerNotCleared,
  timingUnsafeCompare,
  tlsVerifyOff,
  tokenExpiryDrop,
  trimDrop,
  trimSide,
  truthinessForPresence,
  typeCheckDrop,
  typeConversionDrop,
  typeofWrong,
  unboundedCache,
  unboundedQuery,
  unclosedString,
  unclosedTemplate,
  undefinedName,
  undefinedVsMissing,
  unicodeByUnit,
  unitSlip,
  unlockOnThrowDrop,
  unsafeInteger,
  useAfterDispose,
  validationResultIgnored,
  weakEqualityOfObjects,
  weakHash,
  weakRandom,
  wrongMethod,
  wrongProperty,
  wrongPropertyName,
  wrongReceiver,
  wrongTypeArgument,
  wrongVariable,
  xssEscapeDrop,
  xxeEntity,
  zipSlip,
];

/** The operator of that id, or `undefined`. */
export function operatorById(id: string): Operator | undefined {
  return CATALOGUE.find((operator) => operator.id === id);
}
