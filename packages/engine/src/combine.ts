import { applyEdits, compareText, groupBy, type Edit } from '@bebug/core';
import type { Witness } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { callerOf, subjectTexts } from './subject-texts.ts';
import type { ProvedMutant } from './5-examine.ts';
import { LintRung } from './screen/lint/lint-rung.ts';
import { parserRung } from './screen/parser-rung.ts';
import { specimenOf } from './screen/specimen.ts';
import { typesRung } from './screen/types-rung.ts';
import type { Replayer } from './verify-set.ts';

/** The bugs of one task, all in one file, and the text of that file with all of them. */
export interface Planting {
  readonly project: Project;
  readonly file: string;
  readonly bugs: readonly [ProvedMutant, ...ProvedMutant[]];
  readonly text: string;
}

export interface CombineOptions {
  /** At most so many bugs in one task. */
  readonly bugsPerTask: number;
  readonly replayer: Replayer;
  readonly signal?: AbortSignal | undefined;
}

export interface Combined {
  readonly plantings: readonly Planting[];
  /** Reason → combinations that were refused. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Refused combinations after which a task stays as it is: bounds the cost on a file in which everything hangs together. */
const REFUSALS = 4;

/** What a tool says of a whole text, or the project's tests, cannot be told apart bug by bug: such bugs keep to themselves. */
const ALONE: ReadonlySet<Witness['kind']> = new Set(['parser', 'types', 'tests']);

/**
 * Put bugs of the same file together, as many as asked for in one task. A bug joins when its edits keep clear of the others',
 * in another function while there is one; the combined text passes the screen like its parts; and every witness holds in
 * company: with all bugs against all but its own, both sides end as they did alone. Else one bug masks another, and the
 * combination is refused. The result depends on the order of `accepted` alone.
 */
export async function combine(accepted: readonly ProvedMutant[], options: CombineOptions): Promise<Combined> {
  const files = groupBy(accepted, ({ mutant: { candidate } }) =>
    JSON.stringify([candidate.corpus, candidate.file]),
  );
  const refused = new Map<string, number>();
  const refuse = (reason: string): void => void refused.set(reason, (refused.get(reason) ?? 0) + 1);
  const plantings = await Promise.all([...files.values()].map((bugs) => combineFile(bugs, options, refuse)));
  return {
    plantings: plantings.flat(),
    refused: Object.fromEntries([...refused].sort(([a], [b]) => compareText(a, b))),
  };
}

async function combineFile(
  bugs: readonly ProvedMutant[],
  options: CombineOptions,
  refuse: (reason: string) => void,
): Promise<Planting[]> {
  const lint = new LintRung();
  const open = bugs.filter(({ witness }) => !ALONE.has(witness.kind));
  const plantings = bugs.filter((bug) => !open.includes(bug)).map((bug) => plant([bug]));
  for (let first = open.shift(); first; first = open.shift()) {
    let planting = plant([first]);
    const untried = [...open];
    for (let refusals = 0; refusals < REFUSALS && planting.bugs.length < options.bugsPerTask;) {
      const next = takeNext(untried, planting.bugs);
      if (!next) break;
      options.signal?.throwIfAborted();
      const larger = plant([...planting.bugs, next]);
      const reason = whyScreened(larger, lint) ?? (await whyMasked(larger, options.replayer));
      if (reason === null) {
        planting = larger;
        open.splice(open.indexOf(next), 1);
      } else {
        refuse(reason);
        refusals++;
      }
    }
    plantings.push(planting);
  }
  return plantings;
}

function plant(bugs: Planting['bugs']): Planting {
  const { project, candidate } = bugs[0].mutant;
  const edits = bugs.flatMap(({ mutant }) => mutant.candidate.edits);
  return { project, file: candidate.file, bugs, text: applyEdits(project.text(candidate.file), edits) };
}

/** Take out the next bug that keeps clear of the others: one in a function of its own, or else any. */
function takeNext(untried: ProvedMutant[], bugs: Planting['bugs']): ProvedMutant | undefined {
  const clear = untried.filter((one) => bugs.every((bug) => isClearOf(one, bug)));
  const functions = new Set(bugs.map(functionOf));
  const next = clear.find((one) => !functions.has(functionOf(one))) ?? clear[0];
  if (next) untried.splice(untried.indexOf(next), 1);
  return next;
}

function functionOf({ mutant: { candidate } }: ProvedMutant): number | null {
  return candidate.enclosing?.start ?? null;
}

/** No edit and no site of one touches an edit or the site of the other. */
function isClearOf(one: ProvedMutant, other: ProvedMutant): boolean {
  const places = ({ mutant: { candidate } }: ProvedMutant): Pick<Edit, 'start' | 'end'>[] => [
    candidate.site,
    ...candidate.edits,
  ];
  return places(one).every((a) => places(other).every((b) => a.end < b.start || b.end < a.start));
}

/** Why the screen, which passed every bug alone, refuses them together; `null` when it does not. */
function whyScreened({ project, bugs, text }: Planting, lint: LintRung): string | null {
  const specimen = specimenOf(project, bugs[0].mutant.candidate, text);
  for (const rung of [parserRung, typesRung]) {
    const { reason } = rung.judge(specimen);
    if (reason !== null) return `screen: ${reason}`;
  }
  const { reason, diagnostics } = lint.judge(specimen);
  if (reason !== null) return `screen: ${reason}`;
  const alone = bugs.reduce((sum, { mutant }) => sum + (mutant.lint?.length ?? 0), 0);
  return diagnostics.length > alone ? 'screen: the linter sees more of them together' : null;
}

async function whyMasked(
  { project, file, bugs, text }: Planting,
  replayer: Replayer,
): Promise<string | null> {
  const held = await Promise.all(
    bugs.map(async ({ mutant, witness }) => {
      const around = await subjectTexts(project, [file, callerOf(witness) ?? file]);
      const others = bugs.flatMap((other) => (other.mutant === mutant ? [] : other.mutant.candidate.edits));
      const without = applyEdits(project.text(file), others);
      return replayer.replay({
        corpus: project.corpus.name,
        files: new Map([...around, [file, without]]),
        file,
        mutatedText: text,
        witness,
      });
    }),
  );
  return held.every(({ holds }) => holds) ? null : 'prove: one bug masks another';
}
