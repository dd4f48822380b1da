import type { Outcome } from '@bebug/core/truth';
import { FULL_FUEL } from '../difference.ts';
import { Side, type Result, type Sides } from '../sandbox/side.ts';
import type { Attempt, DescribedAttack } from './kit.ts';
import { KITS } from './kits.ts';
import { servedAlike } from './rung.ts';

export interface AttackSeen {
  readonly effect: string;
  readonly clean: Outcome;
  readonly mutated: Outcome;
}

/** Attack both sides, each in a fresh child; what was seen, or why it proves nothing. */
export async function replayAttack(
  attack: DescribedAttack,
  attempt: Attempt,
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<AttackSeen | string> {
  const kit = KITS[attack.kit];
  const [clean, mutated] = [new Side(pool, cleanCode), new Side(pool, mutatedCode)];
  try {
    const [before, after] = await Promise.all([
      clean.serve(attack.name, attempt.requests, FULL_FUEL),
      mutated.serve(attack.name, attempt.requests, FULL_FUEL),
    ]);
    if (attack.benign.length === 0) return 'no benign request shows that the mutant still serves';
    if (!(await servedAlike(attack, clean, mutated))) return 'benign requests are not served alike';
    if (kit.effect(before) !== null) return 'the attack works on the clean code';
    const effect = kit.effect(after);
    if (effect === null) return 'the attack does not work on the mutant';
    return { effect, clean: outcomeOf(before), mutated: outcomeOf(after) };
  } finally {
    clean.close();
    mutated.close();
  }
}

/** One outcome of all answers; several are told apart by their steps, which are what a timing attack sees. */
function outcomeOf(answers: readonly Result[]): Outcome {
  const seen = answers.filter((answer) => answer.ending !== 'breached');
  const ending = seen.at(-1)?.ending ?? 'never-settled';
  return {
    ending,
    detail:
      seen.length === 1
        ? seen[0]!.detail
        : seen.map(({ detail, steps }) => `${detail} in ${steps} steps`).join('\n'),
  };
}
