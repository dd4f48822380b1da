import { applyEdits, groupBy } from '@bebug/core';
import type { Candidate, Project } from '@bebug/engine';
import { normalForm } from '../../packages/engine/src/screen/normal-form.ts';
import { count } from '../tally.ts';

export interface Duplicates {
  readonly candidates: number;
  /** Candidates whose text another one before them has. */
  readonly sameText: number;
  /** Candidates whose normal form the clean code or another one before them has; those of the same text are among them. */
  readonly sameForm: number;
  /** The two makers of each, and how often they meet; the clean code is a maker of its own. */
  readonly pairs: ReadonlyMap<string, number>;
}

/** What the screen's first rung would drop, when all candidates of each file are given. */
export function countDuplicates(project: Project, candidates: readonly Candidate[]): Duplicates {
  const pairs = new Map<string, number>();
  let sameText = 0;
  for (const [file, group] of groupBy(candidates, (candidate) => candidate.file)) {
    const clean = project.text(file);
    const texts = new Set<string>();
    const makers = new Map([[normalForm(clean, file), 'clean code']]);
    for (const { operator, edits } of group) {
      const text = applyEdits(clean, edits);
      if (texts.has(text)) sameText++;
      texts.add(text);
      const form = normalForm(text, file);
      const maker = makers.get(form);
      if (maker === undefined) makers.set(form, operator);
      else count(pairs, [maker, operator].sort().join(' = '));
    }
  }
  const sameForm = [...pairs.values()].reduce((sum, times) => sum + times, 0);
  return { candidates: candidates.length, sameText, sameForm, pairs };
}
