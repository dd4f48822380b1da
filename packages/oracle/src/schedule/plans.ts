import { randomStream, type RandomStream } from '@bebug/core';
import type { Plan, PlanCall } from '../sandbox/plan.ts';
import { isReordered, type Action, type Actor } from './actors.ts';
import { DURATIONS, Values } from './values.ts';

const LEADING = 4;
const OTHERS = 6;
const RANDOM_SHAPES = 60;
const RANDOM_PLANS = 20;
const REJECTED_STUBS = 2;

/** What clients do: actions by client, in order. */
interface Shape {
  readonly before: readonly Action[];
  readonly clients: readonly (readonly Action[])[];
  readonly after: readonly Action[];
  /** Every key is the same one: calls meet. */
  readonly aliased: boolean;
  readonly sleeps: boolean;
  /** Which of the stubs that complete later fails, and at which call of it; none when there are not so many. */
  readonly reject: { readonly stub: number; readonly call: number } | null;
}

/**
 * Scenarios of an actor that come by an action of `touched` (by any, where none of its actions is), the plainest first, always
 * the same for one key: each action against itself, against each other, with a failure, after a first use; then shapes drawn at
 * random.
 */
export function plansOf(
  actor: Actor,
  touched: ReadonlySet<string>,
  timed: boolean,
  key: readonly (string | number)[],
): Plan[] {
  const isTouched = ({ name }: Action): boolean => touched.has(name === '' ? actor.name : name);
  const all = actor.actions.some(isTouched);
  const counts = (action: Action): boolean => !all || isTouched(action);
  const plans = new Map<string, Plan>();
  for (const shape of shapesOf(actor, counts, timed, [...key, actor.kind, actor.name])) {
    const plan = planOf(actor, shape, randomStream(...key, actor.kind, actor.name, described(shape)));
    if (plan) plans.set(JSON.stringify(plan), plan);
  }
  return [...plans.values()];
}

function described({ before, clients, after, aliased, sleeps, reject }: Shape): string {
  const names = (actions: readonly Action[]): string[] => actions.map(({ name }) => name);
  return JSON.stringify([names(before), clients.map(names), names(after), aliased, sleeps, reject]);
}

function shapesOf(
  { actions }: Actor,
  counts: (action: Action) => boolean,
  timed: boolean,
  key: readonly (string | number)[],
): Shape[] {
  const first = <T extends Action>(some: readonly T[]): T[] => [
    ...some.filter(counts),
    ...some.filter((action) => !counts(action)),
  ];
  const leading = first(actions.filter((action) => timed || isReordered(action))).slice(0, LEADING);
  const usable = [
    ...leading,
    ...first(actions.filter((action) => !leading.includes(action))).slice(0, OTHERS),
  ];
  const plain = { before: [], aliased: true, sleeps: false, reject: null };
  const reject = { stub: 0, call: 1 };
  const alone = leading.map((action) => ({ ...plain, clients: [[action], [action]], after: [action] }));
  const pairs = leading.flatMap((action) =>
    usable.filter((other) => other !== action).map((other) => [action, other] as const),
  );
  const paired = pairs.map(([action, other]) => ({
    ...plain,
    clients: [[action], [other]],
    after: [action],
  }));
  const twice = pairs.map(([action, other]) => ({
    ...plain,
    clients: [[action], [other, action]],
    after: [action],
  }));
  const shapes: Shape[] = [
    ...alone,
    ...paired,
    ...twice,
    ...paired.map((shape) => ({ ...shape, reject })),
    ...alone.flatMap((shape) =>
      Array.from({ length: REJECTED_STUBS }, (_, stub) => ({ ...shape, reject: { stub, call: 1 } })),
    ),
    ...twice.map((shape) => ({ ...shape, reject })),
    ...alone.map((shape) => ({ ...shape, aliased: false })),
    ...leading.map((action) => ({
      ...plain,
      before: [action],
      clients: [[action], [action]],
      after: [action],
    })),
    ...leading.map((action) => ({
      ...plain,
      clients: [[action, action], [action]],
      sleeps: timed,
      after: [action],
    })),
    ...pairs.map(([action, other]) => ({ ...plain, clients: [[action, other], [action]], after: [action] })),
    ...leading.map((action) => ({ ...plain, clients: [[action], [action], [action]], after: [] })),
  ];
  const random = randomStream(...key, 'shapes');
  // Where nothing waits for the outside, no client could lead.
  const drawn =
    leading.length > 0
      ? Array.from({ length: RANDOM_SHAPES }, () => randomShape(actions, timed, random))
      : [];
  const coming = ({ before, clients }: Shape): boolean =>
    [before, ...clients].some((some) => some.some(counts));
  return [...shapes.filter(coming), ...drawn.filter(coming).slice(0, RANDOM_PLANS)];
}

function randomShape(actions: readonly Action[], timed: boolean, random: RandomStream): Shape {
  const leading = actions.filter((action) => timed || isReordered(action));
  const some = (low: number, high: number, from = actions): Action[] =>
    Array.from({ length: random.integer(low, high) }, () => random.pick(from));
  const count = random.integer(2, 3);
  return {
    before: some(0, 2),
    clients: Array.from({ length: count }, () => [
      ...some(1, 1, leading),
      ...(count === 2 ? some(0, 2) : []),
    ]),
    after: some(0, 1),
    aliased: random.integer(0, 1) === 0,
    sleeps: timed && random.integer(0, 1) === 0,
    reject: random.integer(0, 2) === 0 ? { stub: random.integer(0, 2), call: random.integer(1, 2) } : null,
  };
}

/** The shape with values; `null` when it rejects what is not there. */
function planOf(actor: Actor, shape: Shape, random: RandomStream): Plan | null {
  const { before, clients, after, aliased, sleeps, reject } = shape;
  const payloads = { made: 0 };
  const later: string[] = [];
  const draw = (
    signatures: Action['signatures'],
    definitions: Actor['definitions'],
    place: string,
  ): PlanArgs => {
    const values = new Values(random, definitions, aliased, payloads);
    const args = values.args(signatures, place);
    later.push(...values.later);
    return args;
  };
  const args = actor.kind === 'module' ? [] : draw(actor.signatures, actor.definitions, '');
  const callsOf = (actions: readonly Action[], client: number): PlanCall[] => {
    const calls: PlanCall[] = [];
    for (const { name, signatures, definitions, gives } of actions) {
      if (sleeps && calls.length > 0)
        calls.push({ sleep: Math.round(random.pick(DURATIONS) * random.pick([0.6, 1, 1.5])) });
      const of = calls.length;
      calls.push({ call: name, args: draw(signatures, definitions, `@${client}.${of}`) });
      // What is taken is given back.
      if (gives.length > 0 && random.integer(0, 9) > 0) {
        const member = random.pick(gives);
        const place = `@${client}.${calls.length}`;
        calls.push({ of, member: member.name, args: draw(member.signatures, definitions, place) });
      }
    }
    return calls;
  };
  const made = {
    subject:
      actor.kind === 'module'
        ? ({ kind: 'module' } as const)
        : ({ kind: actor.kind, name: actor.name, args } as const),
    before: callsOf(before, 0),
    clients: clients.map((actions, index) => callsOf(actions, index + 1)),
    after: callsOf(after, clients.length + 1),
    probes: [...actor.probes],
  };
  if (reject === null) return { ...made, rejects: [] };
  const external = [...new Set(later)][reject.stub];
  return external === undefined ? null : { ...made, rejects: [{ external, call: reject.call }] };
}

type PlanArgs = ReturnType<Values['args']>;

/** The plan with one thing less to do, or `null` when there is nothing left to leave out. */
export function reduced(plan: Plan): Plan | null {
  const { clients, before } = plan;
  if (clients.length > 2) return { ...plan, clients: clients.slice(0, 2) };
  const most = Math.max(...clients.map(({ length }) => length));
  if (most > 1) {
    const longest = clients.findIndex(({ length }) => length === most);
    return {
      ...plan,
      clients: clients.map((calls, index) => (index === longest ? calls.slice(0, -1) : calls)),
    };
  }
  return before.length > 0 ? { ...plan, before: before.slice(0, -1) } : null;
}
