import { FULL_FUEL } from '../difference.ts';
import type { Result, Side } from '../sandbox/side.ts';
import type { AttackKit, Attempt, DescribedAttack } from './kit.ts';

/** The answers of one side to some attempts, attempt by attempt, in the kit's manner. */
export async function answersTo(
  attempts: readonly Attempt[],
  kit: AttackKit,
  attack: DescribedAttack,
  side: Side,
): Promise<Result[][]> {
  const { manner = 'apart' } = kit;
  if (manner === 'apart') {
    const answers = await side.serve(
      attack.name,
      attempts.flatMap(({ requests }) => requests),
      FULL_FUEL,
    );
    return attempts.map(({ requests }) => answers.splice(0, requests.length));
  }
  const answers: Result[][] = [];
  for (const { requests } of attempts) {
    const here = await side.serve(attack.name, requests, FULL_FUEL, 0);
    const there = manner === 'session' ? [] : await side.serve(attack.name, requests, FULL_FUEL, 1);
    answers.push([...here, ...there]);
  }
  return answers;
}
