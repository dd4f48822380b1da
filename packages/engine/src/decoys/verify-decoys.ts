import { applyEdits, BebugError, groupBy, type Edit } from '@bebug/core';
import type { PlantedDecoy } from '@bebug/core/truth';
import { inParallel } from '../in-parallel.ts';
import type { Prover } from '../mutants.ts';
import { readTree, type StoredSet } from '../read-set.ts';
import { normalForm } from '../screen/normal-form.ts';
import { openTaskProject } from '../task-project.ts';
import { decoyCandidate } from './check-decoy.ts';

interface DecoyProblem {
  readonly task: string;
  readonly file: string;
  readonly what: string;
}

/**
 * Check that the decoys of each task lead from the upstream file to the clean one, and that there still is no witness for them. Every task
 * is a project of its own: no more of them are open than there are `workers`.
 */
export async function verifyDecoys(set: StoredSet, prover: Prover, workers: number): Promise<DecoyProblem[]> {
  const known = new Map<string, Promise<string | null>>();
  const problems: DecoyProblem[] = [];
  const groups = [...groupBy(set.decoys, ({ task, in: place }) => `${task} ${place}`).values()];
  await inParallel(groups, workers, async (decoys) => {
    const what = await whyNoDecoys(set, decoys, prover, known);
    if (what !== null) problems.push({ task: decoys[0]!.task, file: decoys[0]!.file, what });
  });
  return problems;
}

async function whyNoDecoys(
  set: StoredSet,
  decoys: readonly PlantedDecoy[],
  prover: Prover,
  known: Map<string, Promise<string | null>>,
): Promise<string | null> {
  const { task, file, corpus, in: place } = decoys[0]!;
  const upstream = (await readTree(set, `truth/upstream/${task}`)).get(file);
  const before = set.tasks.find(({ id }) => id === task)?.change?.before[0];
  const clean =
    place === 'file'
      ? (await readTree(set, `truth/clean/${task}`)).get(file)
      : before && (await readTree(set, `tasks/${task}`)).get(before);
  if (upstream === undefined || clean === undefined) return 'its upstream file is not in the set';
  const edits = decoys.flatMap((decoy) => decoy.edits);
  if (!doesTurn(upstream, edits, clean))
    return `its decoys do not turn the upstream file into ${place === 'file' ? 'the clean one' : 'that before the change'}`;
  const undo = decoys.flatMap((decoy) => decoy.undo);
  if (!doesTurn(clean, undo, upstream)) return 'its decoys cannot be undone';
  if (normalForm(upstream, file) === normalForm(clean, file)) return null;
  const key = JSON.stringify([corpus, file, upstream, clean]);
  const proof = known.get(key) ?? proveAgain(set, decoys[0]!, upstream, clean, edits, prover);
  known.set(key, proof);
  return proof;
}

async function proveAgain(
  set: StoredSet,
  decoy: PlantedDecoy,
  upstream: string,
  clean: string,
  edits: readonly Edit[],
  prover: Prover,
): Promise<string | null> {
  const project = await openTaskProject(set, decoy, new Map([[decoy.file, upstream]]));
  const proof = await prover.prove({
    candidate: decoyCandidate(project, decoy.file, edits),
    project,
    mutatedText: clean,
    parser: [],
    types: [],
    lint: [],
  });
  return proof.status === 'proved' ? 'its decoys are not equivalent: there is a witness' : null;
}

/** Edits of a record may be anything: such that overlap, or leave the text, turn it into nothing. */
export function doesTurn(text: string, edits: readonly Edit[], result: string): boolean {
  try {
    return applyEdits(text, edits) === result;
  } catch (error) {
    if (error instanceof BebugError) return false;
    throw error;
  }
}
