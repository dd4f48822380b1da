import type { InputWitness, Target } from '@bebug/core/truth';
import { z } from 'zod';
import type { Case } from '../sandbox/case.ts';

const list = z.array(z.json());
const followUps = z.array(z.tuple([z.string().nullable(), list]));
const functionInput = z.union([list, z.strictObject({ arguments: list, calls: followUps })]);
const classInput = z.strictObject({ arguments: list, calls: followUps, probes: z.array(z.string()) });
const driverInput = z.array(z.tuple([z.string(), list]));
const sequenceInput = z.array(z.tuple([z.string(), list])).min(1);

/** A case as the data that a witness stores beside its target. */
export function inputOf(given: Case): InputWitness['input'] {
  const plain = (value: unknown): InputWitness['input'] => structuredClone(value) as InputWitness['input'];
  if (given.kind === 'driver' || given.kind === 'sequence') return plain(given.calls);
  if (given.kind === 'class')
    return plain({ arguments: given.args, calls: given.calls, probes: given.probes });
  return given.calls.length === 0 ? plain(given.args) : plain({ arguments: given.args, calls: given.calls });
}

/** The case of a stored witness; `null` when its input has not the form that its target needs. */
export function caseOf({ module: _, place: __, ...target }: Target, input: unknown): Case | null {
  if (target.kind === 'driver') {
    const parsed = driverInput.safeParse(input);
    return parsed.success ? { kind: 'driver', calls: parsed.data } : null;
  }
  if (target.kind === 'sequence') {
    const parsed = sequenceInput.safeParse(input);
    return parsed.success ? { kind: 'sequence', calls: parsed.data } : null;
  }
  if (target.kind === 'class') {
    const parsed = classInput.safeParse(input);
    return parsed.success
      ? {
          ...target,
          args: parsed.data.arguments,
          calls: parsed.data.calls,
          probes: parsed.data.probes,
        }
      : null;
  }
  const parsed = functionInput.safeParse(input);
  if (!parsed.success) return null;
  const { arguments: args, calls } = Array.isArray(parsed.data)
    ? { arguments: parsed.data, calls: [] }
    : parsed.data;
  return { ...target, args, calls };
}
