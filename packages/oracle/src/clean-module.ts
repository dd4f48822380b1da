import type { Place } from '@bebug/core/truth';
import { subjectTexts, type Project } from '@bebug/engine';
import ts from 'typescript';
import {
  exportedSymbols,
  internalSymbols,
  passedOnSymbols,
  type NamedSymbol,
} from './input/callable-symbols.ts';
import { CleanOutcomes } from './input/clean-outcomes.ts';
import { isPublic } from './input/public.ts';
import { namesAround, outermost } from './input/reach.ts';
import { evolutionOfExport } from './input/evolution.ts';
import { harvest } from './input/harvest.ts';
import { SourceOfCases } from './input/source-of-cases.ts';
import {
  callTargets,
  isClass,
  passedOnTargets,
  type ExportTarget,
  type Unreachable,
} from './input/targets.ts';
import { sequencesOf } from './input/sequences.ts';
import { usesOfDriver, usesOfExport } from './input/uses.ts';
import { lastingModules } from './lasting.ts';
import { Breach } from './sandbox/breach.ts';
import type { Pool } from './sandbox/pool.ts';
import type { Described, Program } from './sandbox/protocol.ts';
import { Side } from './sandbox/side.ts';
import { derive, type Derived } from './schedule/derived.ts';
import { CleanSpaces } from './schedule/spaces.ts';
import { placesOf, prepare, subjectOf, type Subject } from './subject/subject.ts';

export interface ModuleSource {
  /** Top-level declarations that the target stands for. */
  readonly declared: readonly string[];
  readonly source: SourceOfCases;
  /** Others than the project itself can name it. */
  readonly isKnown: boolean;
}

/** Everything about a clean module that all its mutants share. */
export interface CleanModule {
  readonly subject: Subject;
  readonly code: Program;
  /** Runs of the code with its regions noted: `covering`. */
  readonly outcomes: CleanOutcomes;
  readonly covering: Program;
  readonly spaces: CleanSpaces;
  /** For scenarios derived from types, where no driver brings its own. */
  readonly derived: Derived;
  readonly described: Described;
  readonly driverSource: SourceOfCases | null;
  readonly exportSources: readonly ModuleSource[];
  /** Its exports in turn, those that it passes on from other modules too; `null` beside a driver, or where there are none. */
  readonly sequenceSource: SourceOfCases | null;
  /** Some export, or something passed on, can be named by others than the project itself. */
  readonly isKnown: boolean;
  /** Top-level declarations behind the exports, callable or not; empty: the module exports nothing of its own. */
  readonly exportedNames: readonly string[];
  readonly exportTargets: readonly ExportTarget[];
  readonly unreachable: readonly Unreachable[];
  /** Where else its code asks to run (`placesOf`). */
  readonly places: readonly Place[];
  /** With counted comparisons; made when an attack needs it. */
  countingCode(): Promise<Program | null>;
}

/** A module of which nothing can be run, and where else its code asks to run. */
export interface Unusable {
  readonly why: string;
  readonly places: readonly Place[];
}

/** Open the clean module at `file`, as it runs in `place`, or say why nothing can be run of it there. */
export async function openModule(
  project: Project,
  file: string,
  pool: Pool,
  seed: number,
  place: Place | null = null,
): Promise<CleanModule | Unusable> {
  const source = project.sourceFile(file);
  const exported = exportedSymbols(project.checker, source);
  const internal = internalSymbols(project.checker, source, exported);
  // What a script declares is global; what others of its declarations use is there for them. (A configuration may call it a module.)
  const isScript =
    exported.length === 0 &&
    !source.statements.some((one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one));
  const global = isScript ? globalsOf(source, internal) : [];
  const names = global.map(({ name }) => name);
  const anew = subjectOf(await subjectTexts(project, [file]), file, { internals: names, place });
  const places = placesOf(anew);
  const prepared = await prepare(anew, null, { comparisons: false });
  if ('why' in prepared) return { ...prepared, places };
  const noting = await prepare(anew, null, { coverage: true });
  if ('why' in noting) return { ...noting, places };
  const described = await describe(pool, prepared.code);
  if ('why' in described) return { ...described, places };
  const classes = new Set([...exported, ...global].filter(isClass).map(({ name }) => name));
  const isNamed = (symbol: ts.Symbol): boolean => isPublic(project, symbol);
  const { targets, unreachable } = callTargets(project.checker, source, exported, {
    internal: false,
    classes,
    withResults: true,
    isKnown: isNamed,
  });
  const globals = callTargets(project.checker, source, global, { internal: true, classes }).targets;
  const constants = harvest(source, project.neighbours(file));
  const key = [seed, file] as const;
  const make = (target: ExportTarget): SourceOfCases =>
    new SourceOfCases(
      target.target,
      usesOfExport(target, constants),
      [...key, target.target.kind, target.target.name],
      evolutionOfExport(target, constants),
    );
  // A module with a driver needs more than its types say: its classes are used through the driver, and without calls only attacks are run.
  const usable =
    anew.driver === null
      ? [...targets, ...globals]
      : described.calls.length > 0
        ? targets.filter(({ target }) => target.kind === 'function')
        : [];
  const sequences =
    anew.driver === null
      ? sequencesOf(
          project.checker,
          [...targets, ...passedOnTargets(project.checker, source, classes)],
          constants,
        )
      : null;
  const driverSource =
    anew.driver !== null && described.calls.length > 0
      ? new SourceOfCases({ kind: 'driver', file: anew.driver }, usesOfDriver(described.calls), [
          ...key,
          'driver',
        ])
      : null;
  const exportSources = usable.map((target) => ({
    declared: target.declared,
    source: make(target),
    isKnown: target.isKnown,
  }));
  const sequenceSource =
    sequences &&
    new SourceOfCases({ kind: 'sequence' }, sequences.uses, [...key, 'sequence'], sequences.evolution);
  const lasting = await lastingModules(pool, prepared.code, [
    ...[driverSource, sequenceSource].filter((source) => source !== null),
    ...exportSources.map(({ source }) => source),
  ]);
  const subject: Subject = { ...anew, lasting };
  const covering: Program = { ...noting.code, lasting };
  let counting: Promise<Program | null> | null = null;
  return {
    subject,
    code: { ...prepared.code, lasting },
    covering,
    described,
    exportTargets: usable,
    unreachable,
    exportedNames: exported.flatMap(({ symbol }) => namesAround(source, symbol.valueDeclaration!)),
    outcomes: new CleanOutcomes(pool, covering),
    spaces: new CleanSpaces(),
    derived: derive(project, file, seed),
    driverSource,
    exportSources,
    sequenceSource,
    places,
    isKnown:
      exported.some(({ symbol }) => isNamed(symbol)) ||
      passedOnSymbols(project.checker, source).some(({ symbol }) => isNamed(symbol)),
    countingCode: () =>
      (counting ??= prepare(subject, null, { comparisons: true }).then((made) =>
        'why' in made ? null : made.code,
      )),
  };
}

/** Of a script's declarations those that others are there for; of a class and what makes its instances, the class. */
function globalsOf(source: ts.SourceFile, internal: readonly NamedSymbol[]): NamedSymbol[] {
  const byName = new Map(internal.map((one) => [one.name, one]));
  return outermost(source, [...byName.keys()]).flatMap((names) => {
    const group = names.map((name) => byName.get(name)!);
    const classes = group.filter(isClass);
    return classes.length > 0 ? classes : group;
  });
}

async function describe(pool: Pool, code: Program): Promise<Described | { readonly why: string }> {
  const side = new Side(pool, code);
  try {
    const failure = await side.load();
    if (failure !== null) return { why: failure };
    const described = await side.describe();
    return described.problem === null ? described : { why: described.problem };
  } catch (error) {
    if (error instanceof Breach) return { why: error.inWords };
    throw error;
  } finally {
    side.close();
  }
}
