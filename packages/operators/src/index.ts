export { CATALOGUE, operatorById } from './catalogue.ts';
export type { InjectExample, Operator, Rewrite, SiteContext, SkipExample, Stretch } from './operator.ts';
