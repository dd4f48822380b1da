import type { Proof, Prover, ReplayRequest, ScreenedMutant } from '../src/index.ts';

/** A prover with an answer for every mutant and none for decoys, so that the engine is tested without running code. */
export class CannedProver implements Prover {
  readonly #answer: (mutant: ScreenedMutant) => Proof;
  calls = 0;
  decoy: (mutant: ScreenedMutant) => Proof = () => unproved();

  constructor(answer: (mutant: ScreenedMutant) => Proof = provedAt(0.5)) {
    this.#answer = answer;
  }

  prove(mutant: ScreenedMutant): Promise<Proof> {
    this.calls++;
    // Answers come back out of order, as those of real sandboxes do.
    const delay = mutant.mutatedText.length % 7;
    const proof = mutant.candidate.operator === 'decoy' ? this.decoy(mutant) : this.#answer(mutant);
    return new Promise((resolve) => void setTimeout(resolve, delay, proof));
  }

  replay({ witness }: ReplayRequest): Promise<{ holds: boolean; why: string }> {
    return Promise.resolve({ holds: witness.kind === 'input', why: 'canned' });
  }
}

export function provedAt(density: number): () => Proof {
  const hits = Math.round(density * 100);
  return () => ({
    status: 'proved',
    density,
    kills: [],
    evidence: {
      input: {
        executions: 100,
        exposed: true,
        density: { hits, cases: 100, estimate: density, low: density, high: density },
      },
      tests: null,
      schedule: null,
      attack: null,
      resource: null,
    },
    witness: {
      kind: 'input',
      target: { kind: 'function', name: 'f' },
      input: [1],
      call: 'f(1)',
      generation: 'sane',
      executions: 1,
      clean: { ending: 'returned', detail: '1' },
      mutated: { ending: 'returned', detail: '2' },
    },
  });
}

export const unproved: () => Proof = () => ({
  status: 'unproved',
  reason: 'no witness',
  detail: '',
  evidence: { input: null, tests: null, schedule: null, attack: null, resource: null },
});
