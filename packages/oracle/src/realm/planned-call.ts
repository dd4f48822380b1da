import type { TaggedValue } from '@bebug/core';
import type { PlanCall } from '../sandbox/plan.ts';
import type { Decoder } from './decode.ts';
import type { PlayCall } from './play.ts';
import { virtualTimersPromises } from './timers.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** `call` of a plan, made ready; `methodOf` finds what a name stands for on the subject. */
export function plannedCall(
  call: PlanCall,
  decoder: Decoder,
  methodOf: (subject: unknown, name: string) => AnyFunction,
): PlayCall {
  if ('sleep' in call)
    return { text: `sleep(${call.sleep})`, run: () => virtualTimersPromises.setTimeout(call.sleep) };
  const args = call.args.map(textOf).join(', ');
  if ('call' in call) {
    return {
      text: `${call.call}(${args})`,
      run: (subject) => methodOf(subject, call.call)(...decoder.all(call.args)),
    };
  }
  const { of, member } = call;
  return {
    text: `result ${of}${member === null ? '' : `.${member}`}(${args})`,
    run(_subject, gave) {
      const given = decoder.all(call.args);
      return member === null
        ? (gave[of] as AnyFunction)(...given)
        : (gave[of] as Record<string, AnyFunction>)[member]!(...given);
    },
  };
}

/** Short for labels: a stub is its name. */
function textOf(value: TaggedValue): string {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item as TaggedValue)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { $stub: stub, $undefined: missing } = value as { $stub?: { name: string }; $undefined?: true };
  if (stub) return stub.name;
  if (missing) return 'undefined';
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${textOf(item)}`)
    .join(', ')}}`;
}
