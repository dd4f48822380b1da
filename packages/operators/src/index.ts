export { CATALOGUE, operatorById } from './catalogue.ts';
export { complaintsAbout, type Complaint } from './examples.ts';
export type { InjectExample, Operator, Rewrite, SiteContext, SkipExample, Stretch } from './operator.ts';
