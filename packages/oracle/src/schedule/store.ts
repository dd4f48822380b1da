import type { Field, Spec } from '../input/spec.ts';
import type { StoreRole } from '../sandbox/plan.ts';

const VERBS: readonly (readonly [StoreRole, ReadonlySet<string>])[] = [
  ['read', new Set(['get', 'load', 'read', 'fetch', 'find', 'lookup', 'select', 'query', 'peek'])],
  [
    'write',
    new Set(['set', 'save', 'write', 'put', 'store', 'update', 'insert', 'upsert', 'persist', 'add']),
  ],
  ['remove', new Set(['delete', 'remove', 'del', 'unset', 'evict'])],
  ['has', new Set(['has', 'exists', 'contains'])],
  ['clear', new Set(['clear', 'reset', 'flush'])],
];

/** What the functions among siblings (members of an object, parameters of one call) are to a store, by name; empty when they are none. */
export function storeRoles(siblings: readonly Field[]): ReadonlyMap<string, StoreRole> {
  const roles = new Map<string, StoreRole>();
  for (const { name, spec } of siblings) {
    const role = spec.kind === 'function' ? roleOf(name, spec) : null;
    if (role) roles.set(name, role);
  }
  const found = new Set(roles.values());
  return found.has('read') && found.has('write') ? roles : new Map();
}

function roleOf(name: string, spec: Extract<Spec, { kind: 'function' }>): StoreRole | null {
  const verb = /^[a-z]+/u.exec(name)?.[0] ?? '';
  const role = VERBS.find(([, verbs]) => verbs.has(verb))?.[0] ?? null;
  return role === 'read' && givesNothing(spec) ? null : role;
}

function givesNothing({ returns }: Extract<Spec, { kind: 'function' }>): boolean {
  const given = returns.kind === 'promise' ? returns.of : returns;
  return given.kind === 'constant';
}
