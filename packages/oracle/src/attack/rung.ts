import type { AttackWitness } from '@bebug/core/truth';
import { FULL_FUEL } from '../difference.ts';
import type { Climb, Rung } from '../rung.ts';
import { Side, type Result, type Sides } from '../sandbox/side.ts';
import { answersTo } from './attempt.ts';
import type { Attempt, AttackKit, DescribedAttack } from './kit.ts';
import { KITS } from './kits.ts';
import { replayAttack } from './replay.ts';

const REPLAYS = 2;
/** Attempts sent at once: the first effect ends the search. */
const CHUNK = 60;

/** Rung 8: does the driver's attack work on the mutant and fail on the clean code, while benign requests are served alike? */
export const attackRung: Rung<'attack'> = {
  name: 'attack',
  async climb(ascent) {
    const { subject, described } = ascent.module;
    if (subject.driver === null || described.attacks.length === 0) return null;
    return search(subject.driver, described.attacks, ({ comparisons }) =>
      comparisons ? ascent.countingSides() : Promise.resolve(ascent.sides),
    );
  },
};

/** `sidesFor` gives both codes as a kit needs them: with or without counted comparisons. */
async function search(
  driver: string,
  attacks: readonly DescribedAttack[],
  sidesFor: (kit: AttackKit) => Promise<Sides | null>,
): Promise<Climb<'attack'>> {
  let attempts = 0;
  let detail = 'no attack has an effect on the mutant alone';
  for (const attack of attacks) {
    const kit = KITS[attack.kit];
    const sides = await sidesFor(kit);
    if (!sides) continue;
    const [clean, mutated] = [new Side(sides.pool, sides.cleanCode), new Side(sides.pool, sides.mutatedCode)];
    try {
      if (!(await servedAlike(attack, clean, mutated))) {
        detail = `benign requests of ${attack.name} are not served alike`;
        continue;
      }
      const search = await firstEffect(kit, attack, clean, mutated);
      attempts += search.tried;
      detail = search.detail;
      if (!search.attempt) continue;
      const witness = await confirmed(driver, attack, search.attempt, sides);
      if (witness)
        return { evidence: { attempts, exposed: true }, witness, density: null, reason: '', detail: '' };
      detail = `${attack.name} does not repeat itself`;
    } finally {
      clean.close();
      mutated.close();
    }
  }
  return {
    evidence: { attempts, exposed: false },
    witness: null,
    density: null,
    reason: 'no witness',
    detail,
  };
}

/** The first attempt that works on the mutant, unless one before it or beside it works on the clean code. */
async function firstEffect(
  kit: AttackKit,
  attack: DescribedAttack,
  clean: Side,
  mutated: Side,
): Promise<{ readonly attempt: Attempt | null; readonly tried: number; readonly detail: string }> {
  const tries = kit.attempts(attack);
  for (let from = 0; from < tries.length; from += CHUNK) {
    const chunk = tries.slice(from, from + CHUNK);
    const tried = from + chunk.length;
    const [before, after] = await Promise.all([
      answersTo(chunk, kit, attack, clean),
      answersTo(chunk, kit, attack, mutated),
    ]);
    const works = (answers: readonly (readonly Result[])[], index: number): boolean =>
      kit.effect(answers[index]!, attack, chunk[index]!) !== null;
    if (chunk.some((_, index) => works(before, index))) {
      return { attempt: null, tried, detail: `${attack.name} works on the clean code` };
    }
    const index = chunk.findIndex((_, at) => works(after, at));
    if (index >= 0) return { attempt: chunk[index]!, tried, detail: '' };
  }
  return { attempt: null, tried: tries.length, detail: 'no attack has an effect on the mutant alone' };
}

/** Every benign request ends alike on both sides, and at least one of them is served: two subjects that refuse all prove nothing. */
export async function servedAlike(attack: DescribedAttack, clean: Side, mutated: Side): Promise<boolean> {
  const [before, after] = await Promise.all([
    clean.serve(attack.name, attack.benign, FULL_FUEL),
    mutated.serve(attack.name, attack.benign, FULL_FUEL),
  ]);
  return (
    before.some(({ ending }) => ending === 'returned') &&
    before.every((answer, index) => {
      const other = after[index]!;
      return answer.ending !== 'breached' && other.ending !== 'breached' && answer.verdict === other.verdict;
    })
  );
}

async function confirmed(
  driver: string,
  attack: DescribedAttack,
  attempt: Attempt,
  sides: Sides,
): Promise<AttackWitness | null> {
  let witness: AttackWitness | null = null;
  for (let replay = 0; replay < REPLAYS; replay++) {
    const seen = await replayAttack(attack, attempt, sides);
    if (typeof seen === 'string') return null;
    if (
      witness &&
      JSON.stringify([witness.clean, witness.mutated]) !== JSON.stringify([seen.clean, seen.mutated])
    )
      return null;
    witness = {
      kind: 'attack',
      driver,
      attack: attack.name,
      cwe: attack.cwe,
      payload: attempt.requests.length === 1 ? attempt.requests[0]! : [...attempt.requests],
      effect: seen.effect,
      clean: seen.clean,
      mutated: seen.mutated,
      benignServed: attack.benign.length,
    };
  }
  return witness;
}
