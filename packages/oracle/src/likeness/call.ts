import type { Pool } from '../sandbox/pool.ts';
import { sidesOf } from '../replay.ts';
import { subjectOf } from '../subject/subject.ts';
import { likeCase, type Likeness } from './likeness.ts';
import { parseTrigger } from './trigger.ts';

export interface CallRequest {
  /** Path → clean text of the module and of what it imports. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly mutatedText: string;
  /** A call of an export of the module, as code. */
  readonly call: string;
}

/** Run a call that somebody wrote on the clean code and on the mutant. */
export async function likenessOfCall(
  { files, file, mutatedText, call }: CallRequest,
  pool: Pool,
): Promise<Likeness> {
  const given = parseTrigger(call);
  if (given === null) return { alike: null, why: 'it is no call of an export with literal arguments' };
  const subject = subjectOf(files, file);
  const sides = await sidesOf(subject, { file, text: mutatedText }, { comparisons: false }, pool);
  if ('why' in sides) return { alike: sides.of === 'clean' ? null : false, why: sides.why };
  return likeCase(given, sides);
}
