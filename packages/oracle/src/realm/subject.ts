import { compileFunction } from 'node:vm';
import type { Driver } from '../driver.ts';
import { comparison } from './comparison.ts';
import { Exhausted, fuel, isExhausted, refuel } from './fuel.ts';
import { restoreIntrinsics } from './intrinsics.ts';
import { requireAllowed } from './modules.ts';
import { natives } from './natives.ts';
import { openSession, session } from './session.ts';
import { forgetTimers } from './timers.ts';

/** A bundle evaluated once: the module under test and its driver. */
export interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly driver: Driver<unknown> | null;
}

type Factory = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  $fuel: typeof fuel,
  $comparison: typeof comparison,
  $native: typeof natives,
) => void;

const LOAD_FUEL = 5_000_000;
let factory: Factory | null = null;

/** Compile a bundle and evaluate it once; says why it cannot be used, or `null`. */
export function load(code: string): string | null {
  try {
    factory = compileFunction(code, ['require', 'module', 'exports', '$fuel', '$comparison', '$native'], {
      filename: 'subject.cjs',
    }) as Factory;
    instantiate();
    return null;
  } catch (error) {
    factory = null;
    return error instanceof Error ? `${error.name}: ${error.message}` : 'the module threw something';
  }
}

/** A new session with the module evaluated anew: no state of the module is left from the case before, nor of the globals (`intrinsics.ts`). */
export function instantiate(): Instance {
  if (!factory) throw new Error('no subject is loaded');
  openSession();
  forgetTimers();
  restoreIntrinsics();
  const module = { exports: {} as Record<string, unknown> };
  refuel(LOAD_FUEL);
  factory(requireAllowed, module, module.exports, fuel, comparison, natives);
  session.held.push(module.exports);
  if (isExhausted()) throw new Exhausted('the module does not end loading');
  const { subject, driver } = module.exports as {
    subject: Record<string, unknown>;
    driver?: { default?: Driver<unknown> };
  };
  return { exports: subject, driver: driver?.default ?? null };
}
