import { eslintJson } from './eslint-json.ts';
import { findingLines } from './finding-lines.ts';
import { githubReview } from './github-review.ts';
import type { ImportFormat } from './report.ts';
import { reviewdogJson, reviewdogLines } from './reviewdog.ts';
import { sarif } from './sarif.ts';
import { tscText } from './tsc-text.ts';
import { unifiedPatch } from './unified-patch.ts';

/** Every format that findings are read from, in the order in which they are listed. */
export const IMPORT_FORMATS: Readonly<Record<string, ImportFormat>> = {
  sarif,
  eslint: eslintJson,
  tsc: tscText,
  'github-review': githubReview,
  patch: unifiedPatch,
  rdjson: reviewdogJson,
  rdjsonl: reviewdogLines,
  jsonl: findingLines,
};
