import type { AttackWitness, InputWitness, ResourceWitness, ScheduleWitness } from '@bebug/core/truth';
import { answersTo } from '../attack/attempt.ts';
import { KITS } from '../attack/kits.ts';
import { servedAlike } from '../attack/rung.ts';
import { differs, FULL_FUEL } from '../difference.ts';
import { runBoth } from '../input/replay.ts';
import { caseOf } from '../input/witness-input.ts';
import { evaluatedAnew } from '../lasting.ts';
import { attackOf, openSides, type ReplayRequest } from '../replay.ts';
import { COUNTERS, type Counter } from '../resource/counter.ts';
import { comparable, measured } from '../resource/curves.ts';
import { outgrown } from '../resource/growth.ts';
import { planOf } from '../resource/plan.ts';
import type { Case } from '../sandbox/case.ts';
import { Breach } from '../sandbox/breach.ts';
import type { Pool } from '../sandbox/pool.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { printPlan } from '../schedule/print-plan.ts';
import { scriptOf } from '../schedule/print.ts';
import { bounds } from '../schedule/spaces.ts';
import type { Subject } from '../subject/subject.ts';

/** Whether some code ends like the clean code; `null` where it cannot be told. */
export interface Likeness {
  readonly alike: boolean | null;
  /** One sentence; empty when they are alike. */
  readonly why: string;
}

const ALIKE: Likeness = { alike: true, why: '' };

/**
 * Run what a witness runs on the clean code and on a candidate for its fix (`mutatedText`), each in a fresh child: does the candidate
 * end like the clean code? A witness is the question here, and not the answer: what it stores of outcomes does not matter.
 */
export async function likenessOn(request: ReplayRequest, pool: Pool): Promise<Likeness> {
  const { witness } = request;
  if (witness.kind === 'parser' || witness.kind === 'types' || witness.kind === 'tests')
    return untold(`a ${witness.kind} witness runs nothing in the sandbox`);
  const opened = await openSides(request, pool);
  if ('why' in opened)
    return opened.of === 'mutant' ? unlike(opened.why.replace('the mutant', 'it')) : untold(opened.why);
  const { subject, sides } = opened;
  try {
    switch (witness.kind) {
      case 'input':
        return await likeInput(witness, sides);
      case 'schedule':
        return await likeSchedule(witness, sides);
      case 'attack':
        return await likeAttack(witness, subject, sides);
      case 'resource':
        return await likeResource(witness, sides);
    }
  } catch (error) {
    // The sandbox holds: code that attacks it has not ended like the clean code.
    if (error instanceof Breach) return unlike(`the sandbox was breached: ${error.kind}`);
    throw error;
  }
}

async function likeInput(witness: InputWitness, sides: Sides): Promise<Likeness> {
  const given = caseOf(witness.target, witness.input);
  return given === null ? untold('its input has not the form that its target needs') : likeCase(given, sides);
}

/** One case on both codes. */
export async function likeCase(given: Case, sides: Sides): Promise<Likeness> {
  const [clean, other] = await runBoth(given, sides);
  if (clean.ending === 'breached') return untold(`the clean code breaches the sandbox: ${clean.breach.kind}`);
  if (other.ending === 'breached') return unlike(`it breaches the sandbox: ${other.breach.kind}`);
  if (other.ending !== clean.ending || differs(clean, other, FULL_FUEL))
    return unlike(`it ends with ${short(other.detail)}, the clean code with ${short(clean.detail)}`);
  return ALIKE;
}

/** All that the clean code may do, and nothing else: every order of events is tried on both. */
async function likeSchedule(
  witness: ScheduleWitness,
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<Likeness> {
  const script = scriptOf(witness);
  if (script === null || (typeof script !== 'string' && witness.scenario !== printPlan(script)))
    return untold('its plan is none');
  const [clean, other] = [
    new Side(pool, evaluatedAnew(cleanCode)),
    new Side(pool, evaluatedAnew(mutatedCode)),
  ];
  try {
    const limits = { script, strategy: 'depth-first', ...bounds(script), known: null } as const;
    const [allowed, seen] = await Promise.all([clean.explore(limits), other.explore(limits)]);
    if (!allowed.complete) return untold('the clean code cannot be explored to the end');
    if (!seen.complete) return unlike('it cannot be explored to the end, as the clean code can');
    const known = new Set(allowed.outcomes[witness.level]);
    return seen.outcomes[witness.level].every((outcome) => known.has(outcome))
      ? ALIKE
      : unlike('some order of events ends as it never does with the clean code');
  } finally {
    clean.close();
    other.close();
  }
}

async function likeAttack(witness: AttackWitness, subject: Subject, sides: Sides): Promise<Likeness> {
  const attack = await attackOf(subject, witness, sides.pool);
  if (!attack) return untold('the driver has no such attack');
  const payload = Array.isArray(witness.payload) ? witness.payload : [witness.payload];
  const attempt = { requests: payload.filter((request) => typeof request === 'string') };
  const kit = KITS[attack.kit];
  const [clean, other] = [new Side(sides.pool, sides.cleanCode), new Side(sides.pool, sides.mutatedCode)];
  try {
    if (!(await servedAlike(attack, clean, other))) return unlike('benign requests are not served alike');
    const [after] = await answersTo([attempt], kit, attack, other);
    const effect = kit.effect(after!, attack, attempt);
    return effect === null ? ALIKE : unlike(`the attack still works: ${short(effect)}`);
  } finally {
    clean.close();
    other.close();
  }
}

async function likeResource(
  { load, sizes, counter, plan }: ResourceWitness,
  sides: Sides,
): Promise<Likeness> {
  if (!Object.hasOwn(COUNTERS, counter)) return untold('there is no such counter');
  const again = [{ name: load, sizes, plan: planOf(plan) }];
  const [[clean], [other]] = await Promise.all([
    measured(again, sides.pool, sides.cleanCode),
    measured(again, sides.pool, sides.mutatedCode),
  ]);
  const seen = comparable(sizes, clean!, other!);
  if (seen.sizes.length !== sizes.length) return unlike('it does not end like the clean code at every size');
  const effect = outgrown(counter as Counter, seen.sizes, seen.clean, seen.mutated);
  return effect === null ? ALIKE : unlike(short(effect));
}

function unlike(why: string): Likeness {
  return { alike: false, why };
}

function untold(why: string): Likeness {
  return { alike: null, why };
}

/** What code under test says may be long, and is not ours. */
function short(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
