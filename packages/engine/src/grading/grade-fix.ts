import { applyEdits, type Finding, type Grade } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { proofTexts } from '../proof-texts.ts';
import { readTree, type StoredSet } from '../read-set.ts';
import { checkTypes } from '../screen/mutated-program.ts';
import { openTaskProject } from '../task-project.ts';
import type { ReplayRequest } from '../verify-set.ts';
import { applyFix } from './apply-fix.ts';
import { isSameCode, missingDeclarations } from './kept-code.ts';

/** What a grader needs of the oracle. */
export interface Comparer {
  compare(request: ReplayRequest): Promise<{ readonly alike: boolean | null; readonly why: string }>;
  compareCall(request: {
    readonly files: ReadonlyMap<string, string>;
    readonly file: string;
    readonly mutatedText: string;
    readonly call: string;
  }): Promise<{ readonly alike: boolean | null; readonly why: string }>;
}

/** One sentence says why; it is empty for a fix that mends. */
type FixGrade = NonNullable<Grade['fix']>;

/** Proofs of other bugs in the same file, as a regression test of a fix; more say little more. */
const MOST_OTHERS = 12;

/**
 * Grade a fix by running it: applied to the task's file it must parse, type-check, end like the clean code where the bug's witness shows
 * the bug, and break no other proof: where the witnesses of other bugs of the same clean file look, it must still end like the clean
 * code (or, for another bug of its own task, leave that bug as it is). Where one of them cannot be run, the fix is ungraded.
 *
 * A bug that the compiler finds has no witness to run: such a fix must declare what the clean code declares, and be the clean code but for
 * white space, or have a proof in the same function that runs; else it is ungraded, because taking the broken code away pleases the
 * compiler as well.
 */
export async function gradeFix(
  set: StoredSet,
  bug: Bug,
  fix: NonNullable<Finding['fix']>,
  comparer: Comparer,
): Promise<FixGrade> {
  const { file } = bug;
  const { clean, task, files } = await textsOf(set, bug);
  const applied = applyFix(task, file, fix);
  if ('why' in applied) return { verdict: 'does-not-apply', why: applied.why };
  const { parser, types } = checkTypes(await openTaskProject(set, bug), file, applied.text);
  if (parser.length > 0) return { verdict: 'does-not-parse', why: said(parser[0]!) };
  const company = set.bugs.filter((other) => other.task === bug.task && other.id !== bug.id);
  if (types !== null && types.length > 0) return { verdict: 'does-not-type-check', why: said(types[0]!) };
  const without = applyEdits(
    clean,
    company.flatMap(({ edits }) => edits),
  );
  const isCompilers = bug.witness.kind === 'parser' || bug.witness.kind === 'types';
  if (isCompilers) {
    const [missing] = missingDeclarations(without, applied.text, file);
    if (missing !== undefined)
      return { verdict: 'does-not-mend', why: `it takes ${missing} away, which the clean code has` };
  } else {
    const mended = await likeAny(comparer, bug, files, [without, clean], applied.text);
    if (mended.alike === null) return { verdict: 'ungraded', why: mended.why };
    if (!mended.alike) return { verdict: 'does-not-mend', why: mended.why };
  }
  const unknown: string[] = [];
  let isRun = !isCompilers || [without, clean].some((text) => isSameCode(text, applied.text, file));
  for (const other of await neighbours(set, bug, clean)) {
    const own = other.task === bug.task;
    const kept = await likeAny(comparer, other, files, own ? [clean, task] : [clean], applied.text);
    if (kept.alike === false)
      return { verdict: 'breaks-another', why: `where ${other.id} looks, ${kept.why}` };
    if (kept.alike === null) unknown.push(`where ${other.id} looks, ${kept.why}`);
    else isRun ||= isInSameFunction(other, bug);
  }
  if (unknown.length > 0) return { verdict: 'ungraded', why: unknown[0]! };
  if (!isRun)
    return {
      verdict: 'ungraded',
      why: 'the compiler is content, but it is not the clean code, and nothing that runs looks there',
    };
  return { verdict: 'mends', why: '' };
}

/** Whether the call that a finding names as its trigger tells the task from the clean code. */
export async function gradeTrigger(
  set: StoredSet,
  bug: Bug,
  call: string,
  comparer: Comparer,
): Promise<{ readonly verdict: 'shows-it' | 'shows-nothing' | 'ungraded'; readonly why: string }> {
  const { clean, task, files } = await textsOf(set, bug);
  const others = set.bugs.filter((other) => other.task === bug.task && other.id !== bug.id);
  const without = applyEdits(
    clean,
    others.flatMap(({ edits }) => edits),
  );
  const { alike, why } = await comparer.compareCall({
    files: new Map([...files, [bug.file, without]]),
    file: bug.file,
    mutatedText: task,
    call,
  });
  if (alike === null) return { verdict: 'ungraded', why };
  return alike
    ? { verdict: 'shows-nothing', why: 'clean and mutated code end alike' }
    : { verdict: 'shows-it', why: '' };
}

function isInSameFunction({ enclosing: first }: Bug, { enclosing: second }: Bug): boolean {
  return first !== null && first.name === second?.name;
}

interface TaskTexts {
  readonly clean: string;
  readonly task: string;
  /** What the proofs run: clean files and sealed dependencies. */
  readonly files: ReadonlyMap<string, string>;
}

async function textsOf(set: StoredSet, bug: Bug): Promise<TaskTexts> {
  const files = await proofTexts(set, bug);
  const task = (await readTree(set, `tasks/${bug.task}`)).get(bug.file)!;
  return { clean: files.get(bug.file)!, task, files };
}

/** Like one of these texts, where this bug's witness looks; why not, for the first of them. */
async function likeAny(
  comparer: Comparer,
  { corpus, file, witness }: Bug,
  files: ReadonlyMap<string, string>,
  models: readonly string[],
  candidate: string,
): Promise<{ alike: boolean | null; why: string }> {
  let first: { alike: boolean | null; why: string } | null = null;
  for (const model of new Set(models)) {
    const request = {
      corpus,
      files: new Map([...files, [file, model]]),
      file,
      mutatedText: candidate,
      witness,
    };
    const seen = await comparer.compare(request);
    if (seen.alike === true) return seen;
    first ??= seen;
  }
  return first!;
}

/** Other bugs of the same clean text whose witness runs; those of the same task first. */
async function neighbours(set: StoredSet, bug: Bug, clean: string): Promise<Bug[]> {
  const found: Bug[] = [];
  const others = set.bugs
    .filter((other) => other.id !== bug.id && other.corpus === bug.corpus && other.file === bug.file)
    .filter(({ witness }) => !['parser', 'types', 'tests'].includes(witness.kind))
    .toSorted((a, b) => Number(b.task === bug.task) - Number(a.task === bug.task));
  for (const other of others) {
    if (found.length >= MOST_OTHERS) break;
    const text = (await readTree(set, `truth/clean/${other.task}`)).get(other.file);
    if (text === clean) found.push(other);
  }
  return found;
}

function said({
  rule,
  message,
  line,
}: {
  readonly rule: string;
  readonly message: string;
  readonly line: number;
}): string {
  return `line ${line}: ${rule}: ${message.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 160)}`;
}
