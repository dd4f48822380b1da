import type { TaggedValue } from '@bebug/core';
import { printValue } from '../input/print.ts';
import type { Plan, PlanCall, StubBody } from '../sandbox/plan.ts';

/** A plan on one line that a person can read: the subject, what runs first, the clients side by side, what fails. */
export function printPlan({ subject, before, clients, after, rejects }: Plan): string {
  const made =
    subject.kind === 'module'
      ? 'the module'
      : `${subject.kind === 'class' ? 'new ' : ''}${subject.name}(${subject.args.map(valueText).join(', ')})`;
  const first = before.length > 0 ? `, after ${before.map(callText).join(', ')}` : '';
  const failing = rejects.map(({ external, call }) => `; ${external} #${call} fails`).join('');
  const last = after.length > 0 ? `; then ${after.map(callText).join(', ')}` : '';
  return `${made}${first}: ${clients.map((calls) => calls.map(callText).join(', ')).join(' ‖ ')}${last}${failing}`;
}

function callText(call: PlanCall): string {
  if ('sleep' in call) return `sleep ${call.sleep}`;
  const args = `(${call.args.map(valueText).join(', ')})`;
  if ('call' in call) return `${call.call}${args}`;
  return `result ${call.of}${call.member === null ? '' : `.${call.member}`}${args}`;
}

/** A stub is its name; what holds stubs is printed around them. */
function valueText(value: TaggedValue): string {
  if (typeof value !== 'object' || value === null) return printValue(value);
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item as TaggedValue)).join(', ')}]`;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === '$stub') return (entries[0]![1] as unknown as StubBody).name;
  if (entries.length === 1 && entries[0]![0].startsWith('$')) return printValue(value);
  return `{ ${entries.map(([key, item]) => `${key}: ${valueText(item)}`).join(', ')} }`;
}
