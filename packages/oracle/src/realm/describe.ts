import type { TaggedValue } from '@bebug/core';
import type { ArgumentSpec, Driver, Scenario } from '../driver.ts';
import type { Described } from '../sandbox/protocol.ts';
import { SIZES } from '../resource/growth.ts';
import { runSchedule } from './schedule.ts';
import { depthFirst } from './strategy.ts';

/** Steps of the one run that shows which externals a scenario calls. */
const TRIAL_STEPS = 2_000_000;

/** What a driver offers, as data, and what is wrong with it. */
export async function describe(driver: Driver<unknown>): Promise<Described> {
  return {
    calls: Object.entries(driver.calls ?? {}).map(([name, call]) => ({ name, args: call.args.map(tagged) })),
    scenarios: (driver.scenarios ?? []).map((scenario) => scenario.name),
    attacks: Object.entries(driver.attacks ?? {}).map(([name, attack]) => ({
      name,
      kit: attack.kit,
      cwe: attack.cwe,
      benign: [...attack.benign],
      requests: [...(attack.requests ?? [])],
      allowed: [...(attack.allowed ?? [])],
      limit: attack.limit ?? null,
      secret: attack.secret ?? null,
      token: attack.token ?? null,
      fields: { ...attack.fields },
    })),
    loads: Object.entries(driver.loads ?? {}).map(([name, { sizes }]) => ({
      name,
      sizes: [...(sizes ?? SIZES)],
    })),
    problem: await problemOf(driver),
  };
}

/** A scenario that names what is not there would only ever look alike: silence, where an author expects a proof. */
async function problemOf(driver: Driver<unknown>): Promise<string | null> {
  for (const scenario of driver.scenarios ?? []) {
    const where = `the driver's scenario "${scenario.name}"`;
    for (const [name] of [...(scenario.before ?? []), ...scenario.clients.flat()])
      if (!Object.hasOwn(driver.calls ?? {}, name))
        return `${where} names the call "${name}", which is not there`;
    const missing = await unheardRejection(scenario);
    if (missing !== undefined) return `${where} rejects the external "${missing}", which never occurs`;
  }
  return null;
}

async function unheardRejection(scenario: Scenario): Promise<string | undefined> {
  if (!scenario.rejects?.length) return undefined;
  const { externals } = await runSchedule(scenario.name, depthFirst(), TRIAL_STEPS);
  return scenario.rejects.find(({ external }) => !externals.includes(external))?.external;
}

function tagged(spec: ArgumentSpec): Described['calls'][number]['args'][number] {
  if ('oneOf' in spec) return { oneOf: spec.oneOf.map((value) => encodeTagged(value) as never) };
  if ('integer' in spec) return { integer: [...spec.integer] };
  return { text: { ...spec.text } };
}

/** The tagged encoding of a value that a driver's author wrote down: data only. */
function encodeTagged(value: unknown): TaggedValue {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(encodeTagged);
  if (value instanceof Date) return { $date: Number.isNaN(+value) ? null : value.toISOString() };
  if (value instanceof Map)
    return { $map: [...value].map(([key, item]) => [encodeTagged(key), encodeTagged(item)]) };
  if (value instanceof Set) return { $set: [...value].map(encodeTagged) };
  if (value instanceof Uint8Array)
    return { $bytes: { class: 'Uint8Array', base64: Buffer.from(value).toString('base64') } };
  if (typeof value === 'object')
    return { $object: Object.entries(value).map(([key, item]) => [key, encodeTagged(item)]) };
  throw new TypeError(`an argument of a driver's call must be data, not a ${typeof value}`);
}
