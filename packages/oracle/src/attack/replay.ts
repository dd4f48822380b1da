import type { Outcome } from '@bebug/core/truth';
import { Side, type Result, type Sides } from '../sandbox/side.ts';
import { answersTo } from './attempt.ts';
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
    const [[before], [after]] = await Promise.all([
      answersTo([attempt], kit, attack, clean),
      answersTo([attempt], kit, attack, mutated),
    ]);
    if (attack.benign.length === 0) return 'no benign request shows that the mutant still serves';
    if (!(await servedAlike(attack, clean, mutated))) return 'benign requests are not served alike';
    if (kit.effect(before!, attack, attempt) !== null) return 'the attack works on the clean code';
    const effect = kit.effect(after!, attack, attempt);
    if (effect === null) return 'the attack does not work on the mutant';
    return { effect, clean: outcomeOf(before!), mutated: outcomeOf(after!) };
  } finally {
    clean.close();
    mutated.close();
  }
}

/** Answers of one attempt that an outcome spells out. */
const SPELLED_OUT = 12;

/** One outcome of all answers; several are told apart by their steps, which are what a timing attack sees. */
function outcomeOf(answers: readonly Result[]): Outcome {
  const seen = answers.filter((answer) => answer.ending !== 'breached');
  const ending = seen.at(-1)?.ending ?? 'never-settled';
  if (seen.length === 1) return { ending, detail: seen[0]!.detail };
  const lines = seen.slice(0, SPELLED_OUT).map(({ detail, steps }) => `${detail} in ${steps} steps`);
  if (seen.length > SPELLED_OUT) lines.push(`and ${seen.length - SPELLED_OUT} more answers`);
  return { ending, detail: lines.join('\n') };
}
