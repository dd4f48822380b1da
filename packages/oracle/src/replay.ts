import {
  targetSchema,
  type AttackWitness,
  type InputWitness,
  type Outcome,
  type ResourceWitness,
  type ScheduleWitness,
  type Target,
  type TestsWitness,
  type Witness,
} from '@bebug/core/truth';
import { replayAttack } from './attack/replay.ts';
import { KITS } from './attack/kits.ts';
import { differs, FULL_FUEL } from './difference.ts';
import { outcomeOf, runBoth } from './input/replay.ts';
import { caseOf } from './input/witness-input.ts';
import { printCase } from './input/print.ts';
import { replayResource } from './resource/replay.ts';
import { Breach } from './sandbox/breach.ts';
import type { Pool } from './sandbox/pool.ts';
import { Side, type Sides } from './sandbox/side.ts';
import { replaySchedule } from './schedule/replay.ts';
import { prepare, subjectOf, type Subject } from './subject/subject.ts';
import type { TestBench } from './tests/bench.ts';

export interface ReplayRequest {
  /** Name of the corpus: whose tests to run, for a witness of that kind. */
  readonly corpus?: string;
  /** Path → clean text of the module, of what it imports and of its driver. */
  readonly files: ReadonlyMap<string, string>;
  readonly file: string;
  readonly mutatedText: string;
  readonly witness: Witness;
}

export interface Replayed {
  readonly holds: boolean;
  /** One sentence; empty when it holds. */
  readonly why: string;
}

/** Run a stored witness again, from texts alone, clean and mutated code each in a fresh child. */
export async function replayWitness(
  request: ReplayRequest,
  pool: Pool,
  tests: TestBench | null,
): Promise<Replayed> {
  const { witness } = request;
  if (witness.kind === 'parser' || witness.kind === 'types')
    return no(`a ${witness.kind} witness is the tool's own verdict`);
  if (witness.kind === 'tests') return againTests(witness, request, tests);
  const opened = await openSides(request, pool);
  if ('why' in opened) return no(opened.why);
  const { subject, sides } = opened;
  switch (witness.kind) {
    case 'input':
      return againInput(witness, subject, sides);
    case 'schedule':
      return againSchedule(witness, subject, sides);
    case 'attack':
      return againAttack(witness, subject, sides);
    case 'resource':
      return againResource(witness, subject, sides);
  }
}

export interface OpenedSides {
  readonly subject: Subject;
  readonly sides: Sides;
}

/** Why two codes cannot be compared, and on account of which of them. */
export interface Unopened {
  readonly why: string;
  readonly of: 'clean' | 'mutant';
}

/** What a witness needs to be run on: both codes, linked and instrumented as it wants them; or why they cannot be. */
export async function openSides(
  { files, file, mutatedText, witness }: ReplayRequest,
  pool: Pool,
): Promise<OpenedSides | Unopened> {
  const target = targetOf(witness);
  const subject = subjectOf(files, target?.module ?? file, {
    internals: internalsOf(target),
    place: target?.place ?? null,
  });
  if (!files.has(subject.file))
    return { why: `${subject.file}, which its call needs, is not in the set`, of: 'clean' };
  const comparisons = witness.kind === 'attack' && (await attackOf(subject, witness, pool))?.kit === 'timing';
  const counting = { comparisons, natives: witness.kind === 'resource' };
  const sides = await sidesOf(subject, { file, text: mutatedText }, counting, pool);
  return 'why' in sides ? sides : { subject, sides };
}

/** Clean code and mutant of a subject, linked and instrumented. */
export async function sidesOf(
  subject: Subject,
  change: { readonly file: string; readonly text: string },
  counting: Parameters<typeof prepare>[2],
  pool: Pool,
): Promise<Sides | Unopened> {
  const clean = await prepare(subject, null, counting);
  const mutated = await prepare(subject, change, counting);
  if ('why' in clean) return { why: `the clean code does not load: ${clean.why}`, of: 'clean' };
  if ('why' in mutated) return { why: `the mutant does not load: ${mutated.why}`, of: 'mutant' };
  return { pool, cleanCode: clean.code, mutatedCode: mutated.code };
}

async function againInput(witness: InputWitness, subject: Subject, sides: Sides): Promise<Replayed> {
  if (witness.target.kind === 'driver' && witness.target.file !== subject.driver)
    return no('its driver is not the one beside the module');
  const given = caseOf(witness.target, witness.input);
  if (!given) return no('its input has not the form that its target needs');
  if (printCase(given) !== witness.call) return no('its call is not its input');
  const [clean, mutated] = await runBoth(given, sides);
  if (clean.ending === 'breached') return no(`the clean code breaches the sandbox: ${clean.breach.message}`);
  if (mutated.ending === 'breached') return no(`the mutant breaches the sandbox: ${mutated.breach.message}`);
  if (!differs(clean, mutated, FULL_FUEL)) return no('clean and mutated code end alike');
  return sameOutcomes(witness, { clean: outcomeOf(clean), mutated: outcomeOf(mutated) });
}

/** A set holds no tests: without their folder the proof is not run again, and that is said. */
async function againTests(
  witness: TestsWitness,
  { corpus = '', files, file, mutatedText }: ReplayRequest,
  tests: TestBench | null,
): Promise<Replayed> {
  if (tests === null)
    return no("its proof is the project's own tests, which the set does not hold: not run again");
  const why = await tests.replay({ corpus, files, file, mutatedText }, witness);
  return why === null ? { holds: true, why: '' } : no(why);
}

async function againSchedule(witness: ScheduleWitness, subject: Subject, sides: Sides): Promise<Replayed> {
  if (witness.driver !== null && witness.driver !== subject.driver)
    return no('its driver is not the one beside the module');
  const why = await replaySchedule(witness, sides);
  return why === null ? { holds: true, why: '' } : no(why);
}

async function againResource(witness: ResourceWitness, subject: Subject, sides: Sides): Promise<Replayed> {
  if (witness.driver !== null && witness.driver !== subject.driver)
    return no('its driver is not the one beside the module');
  const why = await replayResource(witness, sides);
  return why === null ? { holds: true, why: '' } : no(why);
}

async function againAttack(witness: AttackWitness, subject: Subject, sides: Sides): Promise<Replayed> {
  const attack = await attackOf(subject, witness, sides.pool);
  if (!attack) return no('the driver has no such attack');
  const requests = (Array.isArray(witness.payload) ? witness.payload : [witness.payload]).filter(
    (request) => typeof request === 'string',
  );
  if (
    !KITS[attack.kit].attempts(attack).some((attempt) => attempt.requests.join('\n') === requests.join('\n'))
  )
    return no('its payload is not one of its kit');
  const seen = await replayAttack(attack, { requests }, sides);
  if (typeof seen === 'string') return no(seen);
  if (seen.effect !== witness.effect) return no('the attack has another effect');
  if (attack.cwe !== witness.cwe || attack.benign.length !== witness.benignServed)
    return no('the driver says otherwise of its attack');
  return sameOutcomes(witness, seen);
}

export async function attackOf(
  subject: Subject,
  witness: AttackWitness,
  pool: Pool,
): ReturnType<typeof find> {
  return witness.driver === subject.driver ? find(subject, witness, pool) : undefined;
}

async function find(subject: Subject, witness: AttackWitness, pool: Pool) {
  const clean = await prepare(subject, null, { comparisons: false });
  if ('why' in clean) return undefined;
  const side = new Side(pool, clean.code);
  try {
    return (await side.describe()).attacks.find(({ name }) => name === witness.attack);
  } catch (error) {
    if (error instanceof Breach) return undefined;
    throw error;
  } finally {
    side.close();
  }
}

function sameOutcomes(
  stored: { clean: Outcome; mutated: Outcome },
  seen: { clean: Outcome; mutated: Outcome },
): Replayed {
  for (const side of ['clean', 'mutated'] as const) {
    if (stored[side].ending !== seen[side].ending || stored[side].detail !== seen[side].detail)
      return no(`the ${side} code ends otherwise than stored`);
  }
  return { holds: true, why: '' };
}

function no(why: string): Replayed {
  return { holds: false, why };
}

/** What the witness calls, where it says so. */
function targetOf(witness: Witness): Target | null {
  const plan = 'plan' in witness ? (witness.plan as { readonly target?: unknown } | null) : null;
  const target = targetSchema.safeParse('target' in witness ? witness.target : plan?.target);
  return target.success ? target.data : null;
}

/** The declaration that is called although it is not exported. */
function internalsOf(target: Target | null): string[] {
  if (target === null || !('internal' in target) || !target.internal) return [];
  const [name] = target.name.split('.');
  // It becomes code: a record may say anything.
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name!) ? [name!] : [];
}
