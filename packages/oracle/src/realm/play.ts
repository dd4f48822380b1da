import type { PlannedCall, Scenario, World } from '../driver.ts';
import type { Plan, Script } from '../sandbox/plan.ts';
import { Decoder } from './decode.ts';
import { encode, encodeThrown } from './encode.ts';
import { Outside } from './outside.ts';
import { classNamed, named, read } from './exported.ts';
import { plannedCall } from './planned-call.ts';
import type { Instance } from './subject.ts';
import type { Traffic } from './world.ts';

type AnyFunction = (...args: unknown[]) => unknown;
type AnyClass = new (...args: unknown[]) => object;

/** One call of a client. `gave` is what the client's calls before it gave. */
export interface PlayCall {
  readonly text: string;
  run(subject: unknown, gave: readonly unknown[]): unknown;
}

/** A scenario made ready to be run once, on one instance of its module. */
export interface Play {
  readonly rejects: Scenario['rejects'];
  readonly before: readonly PlayCall[];
  readonly clients: readonly (readonly PlayCall[])[];
  readonly after: readonly PlayCall[];
  /** False: a subject that cannot be made only says that the scenario is of no use. */
  readonly mustBeMade: boolean;
  create(world: World, traffic: Traffic): unknown;
  readonly observe: ((subject: unknown) => unknown) | undefined;
  /** What the world holds in the end. */
  stored(): string;
}

export function playOf(instance: Instance, script: Script): Play {
  return typeof script === 'string' ? drivenPlay(instance, script) : plannedPlay(instance, script);
}

function drivenPlay({ driver }: Instance, name: string): Play {
  const scenario = driver?.scenarios?.find((one) => one.name === name);
  if (!driver || !scenario) throw new Error(`the driver has no scenario ${name}`);
  const callOf = ([call, ...args]: PlannedCall): PlayCall => ({
    text: `${call}(${args.map(encode).join(', ')})`,
    run(subject) {
      const known = driver.calls?.[call];
      if (!known) throw new Error(`the driver has no call ${call}`);
      return (known.run as (subject: unknown, ...args: unknown[]) => unknown)(
        subject,
        ...structuredClone(args),
      );
    },
  });
  return {
    rejects: scenario.rejects,
    before: (scenario.before ?? []).map(callOf),
    clients: scenario.clients.map((calls) => calls.map(callOf)),
    after: [],
    mustBeMade: true,
    create: (world) => driver.create(world),
    observe: driver.observe && ((subject) => driver.observe!(subject)),
    stored: () => '',
  };
}

function plannedPlay(instance: Instance, plan: Plan): Play {
  let outside: Outside | null = null;
  const decoder = new Decoder(
    (name, args) => Reflect.construct(classNamed(instance, name), args),
    (body, inner) => outside!.stub(body, inner),
  );
  const methodOf = (subject: unknown, name: string): AnyFunction =>
    plan.subject.kind === 'module'
      ? (named(instance, { name }) as AnyFunction)
      : name === ''
        ? (subject as AnyFunction)
        : (subject as Record<string, AnyFunction>)[name]!.bind(subject);
  const callsOf = (calls: Plan['before']): PlayCall[] =>
    calls.map((call) => plannedCall(call, decoder, methodOf));
  return {
    rejects: plan.rejects,
    before: callsOf(plan.before),
    clients: plan.clients.map(callsOf),
    after: callsOf(plan.after),
    mustBeMade: false,
    create(world, traffic) {
      outside = new Outside(world, traffic);
      const { subject } = plan;
      if (subject.kind === 'module') return null;
      const made = named(instance, { name: subject.name });
      const args = decoder.all(subject.args);
      if (subject.kind === 'function') return (made as AnyFunction)(...args);
      outside.subject = new (made as AnyClass)(...args);
      return outside.subject;
    },
    observe:
      plan.probes.length === 0
        ? undefined
        : (subject) => plan.probes.map((probe) => `${probe} = ${probed(subject as object, probe)}`),
    stored: () => outside?.stored() ?? '',
  };
}

function probed(subject: object, probe: string): string {
  if (!probe.endsWith('()')) return read(subject, probe);
  try {
    return encode((subject as Record<string, AnyFunction>)[probe.slice(0, -2)]!());
  } catch (error) {
    return `throws ${encodeThrown(error).bare}`;
  }
}
