export { CATALOGUE, operatorById } from './catalogue.ts';
// What other edits of text share with the operators.
export { isAssignmentToken, isLogic } from './kit/comparison.ts';
export { indentOf, lineBreakOf } from './kit/layout.ts';
export { namesByText, type Name } from './kit/references.ts';
export { replaceNode } from './kit/replace.ts';
export { textOf } from './kit/text-of.ts';
export type { InjectExample, Operator, Rewrite, SiteContext, SkipExample, Stretch } from './operator.ts';
