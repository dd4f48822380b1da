/**
 * What operators are made of, for those who write their own: the compiler, edits of text, questions about code and types. Each is documented where it is declared;
 * `docs/kit.md` lists them all.
 */
export { default as ts } from 'typescript';
export type { InjectExample, Operator, Rewrite, SiteContext, SkipExample, Stretch } from './operator.ts';
// Edits.
export {
  dropElement,
  dropLines,
  dropWithDocumentation,
  insertAbove,
  moveAbove,
  moveBehind,
  replaceNode,
} from './kit/replace.ts';
export { dropMember, dropStatement, dropWithLeftovers, stretchOf, unusedAfter } from './kit/leftover.ts';
export { partInstead } from './kit/part.ts';
export { needsParentheses } from './kit/precedence.ts';
export { hasFixedLines, indentOf, lineBreakOf, reindent } from './kit/layout.ts';
// Text.
export { gist, quoted, startOf, textOf } from './kit/text-of.ts';
export { isTuning } from './kit/tuning.ts';
export { rankBySimilarity, similarity } from './kit/similarity.ts';
export { typoOf } from './kit/typo.ts';
// Places.
export {
  enclosing,
  enclosingFunction,
  isFunctionWithBody,
  isLoop,
  nextStatement,
  placeOf,
  siblingsOf,
  statementOf,
  subjectOf,
} from './kit/enclosing.ts';
export {
  bare,
  descendants,
  executed,
  isSameCode,
  isWellFormed,
  leavesOf,
  waits,
  wrapped,
} from './kit/tree.ts';
export { calledName, callsIn, guardExit, isExit, returnsIn, soleStatement, type Exit } from './kit/exits.ts';
export { isAssignmentToken, isComparison, isEquality, isLogic, isToken } from './kit/comparison.ts';
export { isCondition, mentionsParameter, narrows } from './kit/condition.ts';
export { methodCall, type MethodCall } from './kit/method-call.ts';
export { countedLoop, type CountedLoop } from './kit/counted-loop.ts';
export { regexLiteral, type RegexLiteral } from './kit/regex-literal.ts';
// Names.
export { boundNames } from './kit/body.ts';
export {
  isStoreOnly,
  isWritten,
  namesByText,
  namesIn,
  referencesTo,
  symbolOf,
  type Name,
} from './kit/references.ts';
export { freeName, isTaken, localsAt } from './kit/scope.ts';
export { candidatesFor, isLegalName } from './kit/legal-name.ts';
// Types.
export {
  isArrayType,
  isBooleanType,
  isForeign,
  isIndexable,
  isJavaScript,
  isNullish,
  isNumberType,
  isPromiseType,
  isReplacement,
  isSameType,
  isStringType,
  isUnknownType,
  membersOf,
  typeOf,
} from './kit/type-of.ts';
export { fits } from './kit/fits.ts';
// Effects.
export { changesSomething, isPure } from './kit/purity.ts';
export { declaredBy, dependsOn, isStateChange, mentions, reachesOut, storeTarget } from './kit/effect.ts';
export { isShared, storesOf } from './kit/shared-state.ts';
