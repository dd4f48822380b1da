import { compileFunction } from 'node:vm';
import type { Driver } from '../driver.ts';
import type { Program } from '../sandbox/protocol.ts';
import { comparison } from './comparison.ts';
import { leaveOut } from './encode.ts';
import { Exhausted, fuel, isExhausted, refuel } from './fuel.ts';
import { rememberNamed, restoreIntrinsics } from './intrinsics.ts';
import { requireAllowed } from './modules.ts';
import { natives } from './natives.ts';
import { allowInfinity } from './outcome.ts';
import { settleIn } from './place.ts';
import { openSession, session } from './session.ts';
import { forgetTimers } from './timers.ts';

/** A program evaluated once: the module under test and its driver. */
export interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly driver: Driver<unknown> | null;
  /** What the program's `internals` name. */
  readonly internals: Readonly<Record<string, unknown>>;
}

type Factory = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  $fuel: typeof fuel,
  $comparison: typeof comparison,
  $internals: Record<string, unknown>,
  $native: typeof natives,
  $seen: Uint8Array,
) => void;

const PARAMETERS = ['require', 'module', 'exports', '$fuel', '$comparison', '$internals', '$native', '$seen'];
const LOAD_FUEL = 5_000_000;
let program: Program | null = null;
/** Regions entered since the last `instantiate`, by module. */
let seen = new Map<string, Uint8Array>();
const NOTHING_SEEN = new Uint8Array(0);
/** Compiled once for all cases, when a module is first asked for. */
const factories = new Map<string, Factory>();
/** The program's lasting modules, and those of them that a case has evaluated. */
let isLasting: ReadonlySet<string> = new Set();
const lasting = new Map<string, { exports: object }>();

/** Take a program and evaluate it once; says why it cannot be used, or `null`. */
export function load(code: Program): string | null {
  program = code;
  factories.clear();
  leaveOut(code.inner);
  allowInfinity(code.meansInfinity);
  settleIn(code.place);
  isLasting = new Set(code.lasting);
  lasting.clear();
  try {
    rememberNamed(Object.values(code.modules).join('\n'));
    instantiate();
    return null;
  } catch (error) {
    program = null;
    return error instanceof Error ? `${error.name}: ${error.message}` : 'the module threw something';
  }
}

/**
 * A new session with every module evaluated anew: no state is left from the case before, nor of the globals (`intrinsics.ts`).
 * With `keepsLasting`, all but the program's lasting modules.
 */
export function instantiate({ keepsLasting = false, chance = 0 } = {}): Instance {
  if (!program) throw new Error('no subject is loaded');
  const { subject, driver } = program;
  openSession(chance);
  forgetTimers();
  restoreIntrinsics();
  refuel(LOAD_FUEL);
  if (!keepsLasting) lasting.clear();
  seen = new Map(Object.entries(program.covered).map(([path, count]) => [path, new Uint8Array(count)]));
  const internals = Object.create(null) as Record<string, unknown>;
  const evaluate = evaluator(program, internals);
  const exports = evaluate(subject) as Record<string, unknown>;
  const driving = driver === null ? null : (evaluate(driver) as { default?: Driver<unknown> });
  if (isExhausted()) throw new Exhausted('the module does not end loading');
  return { exports, driver: driving?.default ?? null, internals };
}

/** A bit for every region of the program: whether the running case has entered it. `undefined` where nothing is noted. */
export function entered(): string | undefined {
  if (seen.size === 0) return undefined;
  const flags = [...seen.values()].flatMap((one) => [...one]);
  const bits = Buffer.alloc(Math.ceil(flags.length / 8));
  for (const [index, flag] of flags.entries()) if (flag === 1) bits[index >> 3]! |= 1 << (index & 7);
  return bits.toString('base64');
}

/** Evaluates modules of one case, each once, as `require` does: a cycle sees what is exported so far. */
function evaluator(
  { modules, imports, subject, internals }: Program,
  handedOut: Record<string, unknown>,
): (path: string) => unknown {
  const door = internals
    .map(
      (name) => `;$internals[${JSON.stringify(name)}] = typeof ${name} === 'undefined' ? undefined : ${name}`,
    )
    .join('');
  const evaluated = new Map<string, { exports: object }>();
  const evaluate = (path: string): unknown => {
    const known = evaluated.get(path) ?? lasting.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    evaluated.set(path, module);
    const targets = imports[path]!;
    const require = (specifier: string): unknown =>
      Object.hasOwn(targets, specifier) ? evaluate(targets[specifier]!) : requireAllowed(specifier);
    const code = path === subject ? `${modules[path]!}\n${door}` : modules[path]!;
    factoryOf(path, code).call(
      module.exports,
      require,
      module,
      module.exports,
      fuel,
      comparison,
      handedOut,
      natives,
      seen.get(path) ?? NOTHING_SEEN,
    );
    if (isLasting.has(path)) lasting.set(path, module);
    session.held.push(module.exports);
    return module.exports;
  };
  return evaluate;
}

function factoryOf(path: string, code: string): Factory {
  let factory = factories.get(path);
  if (!factory) {
    factory = compileFunction(code, PARAMETERS, { filename: 'subject.cjs' }) as Factory;
    factories.set(path, factory);
  }
  return factory;
}
