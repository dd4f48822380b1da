import type { Callee, Field, Spec } from './spec.ts';

/** Some part of it may be anything. */
export function isOpen(spec: Spec): boolean {
  return JSON.stringify(spec).includes('"kind":"any"');
}

/** `typed`, with what the code does (`used`) where the type leaves things open: payloads of events, what handlers are called with. */
export function refined(typed: Spec, used: Spec): Spec {
  if (typed.kind === 'any') return used;
  if (typed.kind === 'union') return { ...typed, of: typed.of.map((one) => refined(one, used)) };
  if (typed.kind === 'object' && used.kind === 'object')
    return { ...typed, fields: typed.fields.map((field) => refinedField(field, used.fields)) };
  if (typed.kind === 'function' && used.kind === 'function')
    return { ...typed, callees: refinedCallees(typed.callees, used.callees) };
  return typed;
}

function refinedField(field: Field, used: readonly Field[]): Field {
  const own = used.find(({ name }) => name === field.name);
  return own ? { ...field, spec: refined(field.spec, own.spec) } : field;
}

function refinedCallees(typed: readonly Callee[], used: readonly Callee[]): Callee[] {
  const isSame = (one: Callee, other: Callee): boolean =>
    one.parameter === other.parameter && one.member === other.member;
  return [
    ...typed.map((callee): Callee => {
      const own = used.find((one) => isSame(one, callee));
      if (!own) return callee;
      const takes = callee.takes.map((spec, at) => (own.takes[at] ? refined(spec, own.takes[at]) : spec));
      return { ...callee, takes, leaves: callee.leaves ?? own.leaves };
    }),
    ...used.filter((own) => !typed.some((callee) => isSame(own, callee))),
  ];
}
