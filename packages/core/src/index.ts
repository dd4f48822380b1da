export {
  adjudicatedVerdictSchema,
  adjudicationSchema,
  ADJUDICATIONS,
  type Adjudication,
} from './adjudication.ts';
export { anchoredLines } from './anchor.ts';
export { LABELS, labelSchema, type Label } from './candidate.ts';
export {
  choiceSchema,
  comparisonTaskSchema,
  makeComparisonTask,
  type Choice,
  type ComparisonTask,
} from './comparison.ts';
export { applyEdits, editBetween, editedRange, invertEdits, orderedEdits, type Edit } from './edits.ts';
export { BebugError, ERRORS, type ErrorCode } from './errors.ts';
export {
  findingSchema,
  RESPONSE_STATUSES,
  responseSchema,
  unplacedSchema,
  type Finding,
  type Response,
  tokensSchema,
  type Tokens,
  type Unplaced,
} from './finding.ts';
export { firstPlace } from './first-place.ts';
export { SETTLED_TIME } from './settled-time.ts';
export {
  formatJson,
  formatJsonLines,
  numberedJsonLines,
  oneLine,
  parseJson,
  parseJsonLines,
  sha256,
  sha256Schema,
} from './formats.ts';
export {
  CRITERIA,
  FIX_VERDICTS,
  gradeSchema,
  marksSchema,
  modelMarksSchema,
  TRIGGER_VERDICTS,
  type Criterion,
  type Grade,
  type Marks,
  type ModelMarks,
} from './grade.ts';
export { editSchema, mutantSchema, type Mutant } from './mutant.ts';
export { compareText, groupBy } from './order.ts';
export { PALETTE_STYLE } from './palette.ts';
export { insidePathSchema, isInsidePath, uriPath } from './paths.ts';
export {
  judgementSchema,
  makeProblemTask,
  problemTaskSchema,
  type Judgement,
  type ProblemTask,
} from './problem.ts';
export { keyedHex, keyedInteger, randomStream, type RandomStream } from './random.ts';
export { RUN_FORMAT, runSchema, type Run } from './run.ts';
export { LineMap, lineStarts, plainLines, textLines, type Span } from './spans.ts';
export type { TaggedValue } from './tagged-value.ts';
export { makeTask, taskSchema, type Task } from './task.ts';
export { VERSION } from './version.ts';
export { FAMILIES, familySchema, TIERS, tierSchema, type Family, type Tier } from './vocabulary.ts';
