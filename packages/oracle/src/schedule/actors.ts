import type { CallableSpec, MemberSpec, Signature, Spec } from '../input/spec.ts';
import { accessorOf } from '../sandbox/case.ts';
import type { ExportTarget } from '../input/targets.ts';

type Definitions = CallableSpec['definitions'];

/** Something that clients can do with a subject. */
export interface Action extends Pick<MemberSpec, 'signatures' | 'observes' | 'isAsync' | 'gives'> {
  /** Method or export; empty where the subject itself is called. */
  readonly name: string;
  readonly definitions: Definitions;
}

/** A subject that clients may share, and what they can do with it. */
export interface Actor {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'module';
  /** Of the constructor or of the function that makes the subject. */
  readonly signatures: readonly Signature[];
  readonly definitions: Definitions;
  readonly actions: readonly Action[];
  readonly probes: readonly string[];
}

/**
 * Subjects of a module in which something may be reordered: classes, results of exported functions, and the exported functions
 * together. `timed`: the module has timers, so its synchronous methods count too.
 */
export function actorsOf(targets: readonly ExportTarget[], timed: boolean): Actor[] {
  const actors: Actor[] = [];
  const functions: ExportTarget[] = [];
  for (const one of targets) {
    const { target, callable } = one;
    const { signatures, definitions } = callable;
    const actions = callable.members
      .filter(({ name }) => accessorOf(name) === null)
      .map((member): Action => ({ ...member, name: member.name ?? '', definitions }));
    if (actions.length > 0 && (timed || actions.some(isReordered) || takesLater(signatures, definitions)))
      actors.push({
        name: target.name,
        kind: target.kind,
        signatures,
        definitions,
        actions,
        probes: [...callable.probes, ...actions.filter(isProbe).map(({ name }) => `${name}()`)],
      });
    else if (target.kind === 'function') functions.push(one);
  }
  const actions = functions.map(({ target, callable: { signatures, definitions, isAsync } }): Action => ({
    name: target.name,
    signatures,
    definitions,
    isAsync,
    observes: true,
    gives: [],
  }));
  if (actions.some(isReordered))
    actors.push({ name: '', kind: 'module', signatures: [], definitions: {}, actions, probes: [] });
  return actors;
}

/** Completions decide about it: it gives a promise, or is handed a function that does. */
export function isReordered({ isAsync, signatures, definitions }: Action): boolean {
  return isAsync || takesLater(signatures, definitions);
}

/** A method that only tells: asked when all is at rest. */
function isProbe({ name, isAsync, observes, signatures }: Action): boolean {
  return name !== '' && !isAsync && observes && signatures[0]!.parameters.length === 0;
}

function takesLater(signatures: readonly Signature[], definitions: Definitions): boolean {
  return signatures.some(({ parameters }) => parameters.some(({ spec }) => holdsLater(spec, definitions, 3)));
}

function holdsLater(spec: Spec, definitions: Definitions, depth: number): boolean {
  if (depth === 0) return false;
  const inside = (inner: Spec): boolean => holdsLater(inner, definitions, depth - 1);
  switch (spec.kind) {
    case 'promise':
      return true;
    case 'function':
      return isLater(spec);
    case 'object':
      return spec.fields.some((field) => inside(field.spec));
    case 'union':
    case 'tuple':
      return spec.of.some(inside);
    case 'array':
      return inside(spec.of);
    case 'reference':
      return definitions[spec.id] !== undefined && inside(definitions[spec.id]!);
    default:
      return false;
  }
}

/** The function gives a promise, at least at times. */
export function isLater({ returns }: Extract<Spec, { kind: 'function' }>): boolean {
  return (
    returns.kind === 'promise' ||
    (returns.kind === 'union' && returns.of.some(({ kind }) => kind === 'promise'))
  );
}
