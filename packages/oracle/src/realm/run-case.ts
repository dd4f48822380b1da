import type { TaggedValue } from '@bebug/core';
import {
  accessorOf,
  isMethod,
  PAUSE,
  type Case,
  type ExportCase,
  type FollowUp,
  type Step,
} from '../sandbox/case.ts';
import type { Ran } from '../sandbox/protocol.ts';
import { Decoder, NO_RESULT } from './decode.ts';
import { encode } from './encode.ts';
import { classNamed, named, read } from './exported.ts';
import { isExhausted, refuel } from './fuel.ts';
import { Outcome } from './outcome.ts';
import { session } from './session.ts';
import { instantiate, type Instance } from './subject.ts';
import { virtualTimersPromises } from './timers.ts';
import { comeToRest, settle, type Settled } from './turn.ts';
import { makeWorld } from './world.ts';

const ITEMS_LIMIT = 100;

type AnyFunction = (...args: unknown[]) => unknown;
type AnyClass = new (...args: unknown[]) => object;

/** Run one case on a fresh instance of the module, within `steps`. */
export async function runCase(
  given: Case,
  steps: number,
  conditions: Parameters<typeof instantiate>[0] = {},
): Promise<Ran> {
  const instance = instantiate(conditions);
  refuel(steps);
  const outcome = new Outcome();
  try {
    if (given.kind === 'driver') await driveCalls(instance, given.calls, outcome);
    else if (given.kind === 'sequence') await callInTurn(instance, given.calls, outcome);
    else await useExport(instance, given, outcome);
  } catch (error) {
    // Steps may run out while an outcome is written down: getters and iterators are the subject's code.
    if (!isExhausted()) throw error;
  }
  return outcome.close();
}

async function useExport(instance: Instance, given: ExportCase, outcome: Outcome): Promise<void> {
  const decoder = new Decoder((name, args) => Reflect.construct(classNamed(instance, name), args));
  let args: readonly unknown[];
  try {
    args = decoder.all(given.args);
  } catch {
    // An argument that cannot be made (a constructor that refuses): no behaviour of the target has been seen.
    outcome.line('arguments cannot be made');
    return;
  }
  const target = named(instance, given);
  const first = await timed(outcome, () =>
    given.kind === 'class' ? new (target as AnyClass)(...args) : (target as AnyFunction)(...args),
  );
  const value = first.how === 'value' ? first.value : undefined;
  // What a function gives back is its caller's; what calls are made on is the subject.
  if (given.kind === 'class' || given.calls.length > 0) session.held.push(value);
  const isReceiver = given.kind === 'class' && first.how === 'value';
  if (isReceiver) outcome.line('constructed');
  else outcome.settled(await consumed(first), labelled(args));
  if (first.how === 'value') await followUp(value, given.calls, decoder, outcome);
  await comeToRest();
  if (isReceiver && given.kind === 'class') {
    for (const probe of given.probes) outcome.line(`${probe} = ${read(value as object, probe)}`);
  }
  noteArguments(args, outcome);
}

/** What an outcome may refer to by the place that it was passed in. */
function labelled(args: readonly unknown[]): (readonly [string, unknown])[] {
  return args.map((arg, index) => [`arguments[${index}]`, arg] as const);
}

/** What the call has made of its arguments. */
function noteArguments(args: readonly unknown[], outcome: Outcome): void {
  if (args.some((arg) => typeof arg === 'object' && arg !== null)) outcome.line(`arguments ${encode(args)}`);
}

async function followUp(
  value: unknown,
  calls: readonly FollowUp[],
  decoder: Decoder,
  outcome: Outcome,
): Promise<void> {
  for (const [member, tagged] of calls) {
    const args = decoder.all(tagged);
    if (member === PAUSE) {
      await passed(args);
      continue;
    }
    outcome.resume();
    const settled = await timed(outcome, () => invoke(value, member, args));
    outcome.settled(await consumed(settled), [['this', value], ...labelled(args)]);
    noteArguments(args, outcome);
  }
}

function invoke(value: unknown, member: string | null, args: readonly unknown[]): unknown {
  if (member === null) return (value as AnyFunction)(...args);
  const accessor = accessorOf(member);
  if (accessor !== null) return ((value as Record<string, unknown>)[accessor] = args[0]);
  return (value as Record<string, AnyFunction>)[member]!(...args);
}

/** Exports one after the other; a result is settled before the next call, and may be its argument. */
async function callInTurn(instance: Instance, calls: readonly Step[], outcome: Outcome): Promise<void> {
  const decoder = new Decoder((name, args) => Reflect.construct(classNamed(instance, name), args));
  for (const [how, tagged] of calls) {
    outcome.resume();
    let args: readonly unknown[];
    try {
      args = decoder.all(tagged);
    } catch {
      outcome.line('arguments cannot be made');
      decoder.results.push(NO_RESULT);
      continue;
    }
    if (how === PAUSE) {
      await passed(args);
      decoder.results.push(undefined);
      continue;
    }
    const settled = await timed(outcome, () => stepOf(instance, how, args));
    const own = isMethod(how) ? args.slice(1) : args;
    const before = decoder.results.map((result, index) => [`r${index}`, result] as const);
    outcome.settled(await consumed(settled), [...before, ...labelled(own)]);
    decoder.results.push(settled.how === 'value' ? settled.value : NO_RESULT);
    session.held.push(decoder.results.at(-1));
    noteArguments(own, outcome);
  }
  await comeToRest();
}

/** Do one call, wait for its promise, and note how long that takes in virtual time. */
async function timed(outcome: Outcome, action: () => unknown): Promise<Settled> {
  const start = session.agenda.now;
  const settled = await settle(action);
  outcome.took(session.agenda.now - start, settled);
  return settled;
}

/** Let virtual time pass, and with it what is due by then. */
async function passed([milliseconds]: readonly unknown[]): Promise<void> {
  await settle(() => virtualTimersPromises.setTimeout(milliseconds));
}

function stepOf(instance: Instance, how: string, args: readonly unknown[]): unknown {
  if (isMethod(how)) return invoke(args[0], how === '()' ? null : how.slice(1), args.slice(1));
  const isNew = how.startsWith('new ');
  const target = named(instance, { name: isNew ? how.slice(4) : how });
  return isNew ? new (target as AnyClass)(...args) : (target as AnyFunction)(...args);
}

/** A driver's calls, one after the other; a promise is waited for before the next call. */
async function driveCalls(
  instance: Instance,
  calls: readonly (readonly [string, readonly TaggedValue[]])[],
  outcome: Outcome,
): Promise<void> {
  const { driver } = instance;
  if (!driver) throw new Error('the subject has no driver');
  const decoder = new Decoder(() => {
    throw new Error('a driver makes its own instances');
  });
  const created = await settle(() => driver.create(makeWorld()));
  if (created.how !== 'value') return void outcome.settled(created, []);
  session.held.push(created.value);
  for (const [name, tagged] of calls) {
    outcome.resume();
    const args = decoder.all(tagged);
    const settled = await timed(outcome, () =>
      (driver.calls![name]!.run as AnyFunction)(created.value, ...args),
    );
    outcome.settled(await consumed(settled), [['this', created.value]]);
  }
  await comeToRest();
  if (driver.observe) outcome.settled(await settle(() => driver.observe!(created.value)), []);
}

/** An asynchronous iterator is what it yields. */
export async function consumed(settled: Settled): Promise<Settled> {
  if (settled.how !== 'value' || typeof settled.value !== 'object' || settled.value === null) return settled;
  const iterable = settled.value as Partial<AsyncIterable<unknown>>;
  if (typeof iterable[Symbol.asyncIterator] !== 'function') return settled;
  return settle(async () => {
    const items: unknown[] = [];
    for await (const item of iterable as AsyncIterable<unknown>) {
      items.push(item);
      if (items.length === ITEMS_LIMIT) break;
    }
    return { yielded: items };
  });
}
