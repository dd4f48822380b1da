import { applyEdits, type Edit } from '@bebug/core';
import type { PlantedDecoy } from '@bebug/core/truth';
import type { Project } from '../2-open-project.ts';
import type { Candidate, Prover } from '../mutants.ts';
import { LintRung } from '../screen/lint/lint-rung.ts';
import { normalForm } from '../screen/normal-form.ts';
import { parserRung } from '../screen/parser-rung.ts';
import { specimenOf } from '../screen/specimen.ts';
import { typesRung } from '../screen/types-rung.ts';
import type { DecoySite } from './sites.ts';

/** A decoy that the ladder cannot tell from the upstream code. */
export interface CheckedDecoy extends DecoySite, Pick<PlantedDecoy, 'keepsForm' | 'evidence'> {}

type DecoyVerdict = { readonly decoy: CheckedDecoy } | { readonly refused: string };

/** Lets decoys climb the ladder of the bugs, where they must find no proof. Each is asked once, whatever the number of tasks. */
export class DecoyCheck {
  readonly #prover: Prover;
  readonly #lint = new LintRung();
  readonly #known = new Map<string, Promise<DecoyVerdict>>();

  constructor(prover: Prover) {
    this.#prover = prover;
  }

  check(project: Project, file: string, site: DecoySite): Promise<DecoyVerdict> {
    const key = JSON.stringify([project.corpus.name, file, site.edits]);
    const known = this.#known.get(key) ?? this.#climb(project, file, site);
    this.#known.set(key, known);
    return known;
  }

  /** Why parser, compiler or linter see these edits; `null` when they do not. */
  screen(project: Project, file: string, edits: readonly Edit[]): string | null {
    const text = applyEdits(project.text(file), edits);
    const specimen = specimenOf(project, decoyCandidate(project, file, edits), text);
    for (const rung of [parserRung, typesRung, this.#lint]) {
      const { reason, diagnostics } = rung.judge(specimen);
      if (reason !== null || diagnostics.length > 0) return `screen: ${rung.name} sees it`;
    }
    return null;
  }

  async #climb(project: Project, file: string, site: DecoySite): Promise<DecoyVerdict> {
    const refused = this.screen(project, file, site.edits);
    if (refused !== null) return { refused };
    const mutatedText = applyEdits(project.text(file), site.edits);
    const proof = await this.#prover.prove({
      candidate: decoyCandidate(project, file, site.edits),
      project,
      mutatedText,
      parser: [],
      types: [],
      lint: [],
    });
    if (proof.status === 'proved') return { refused: 'prove: it is no decoy, there is a witness' };
    const keepsForm = normalForm(mutatedText, file) === normalForm(project.text(file), file);
    // Code that cannot be run says nothing; there, only a rule that guarantees equality will do.
    if (proof.reason !== 'no witness' && !keepsForm) return { refused: `prove: ${proof.reason}` };
    const { input, schedule } = proof.evidence;
    const evidence = { executions: input?.executions ?? 0, schedules: schedule?.schedules ?? 0 };
    return { decoy: { ...site, keepsForm, evidence } };
  }
}

/** An edit as the ladder takes it; that it is no bug is what the ladder has to find. */
export function decoyCandidate(project: Project, file: string, edits: readonly Edit[]): Candidate {
  const nothing = 'nothing: the edit keeps the behaviour';
  const { start, end } = edits[0] ?? { start: 0, end: 0 };
  return {
    operator: 'decoy',
    family: 'condition',
    tier: 'hard',
    file,
    edits: [...edits],
    corpus: project.corpus.name,
    cwe: null,
    title: 'decoy',
    explanation: { mechanism: nothing, trigger: nothing, consequence: nothing, fix: nothing },
    site: { start, end },
    regions: [],
    enclosing: null,
  };
}
