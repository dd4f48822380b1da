/**
 * A test runner for StrykerJS that keeps the scorer and its tests in one process. The scorer holds no state between calls, so a mutant needs no new
 * process and no new import: it is switched on, and the tests that reach it run, the quickest first, until one fails.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import type { CollectedTest } from './collected-tests.ts';

const COLLECTOR = pathToFileURL(join(import.meta.dirname, 'collected-tests.ts')).href;
/** Reached this much more often than in the clean run, a mutant loops without an end. */
const LOOP_FACTOR = 20;
const LOOP_LEAST = 10_000;

type Hits = Readonly<Record<string, number>>;

/** What the clean run learned; a process that takes the place of one that was stopped reads it. */
interface Notes {
  /** Mutants reached while a test file is imported. */
  readonly imports: Record<string, Hits>;
  readonly tests: Record<string, { readonly milliseconds: number; readonly hits: Hits }>;
}
const NOTES = 'clean-run.json';

/** Tests of whole runs, drawn thousands of times: minutes for every clean run, and others look at the same code. */
const LEFT_OUT = ['test/detectors.test.ts', 'test/calibrate-bugs.test.ts', 'test/adjudicated.test.ts'];
/** A mutant is shown the quickest tests that reach it, up to so many milliseconds of the clean run. What survives these counts as survived. */
const BUDGET = Number(process.env['MUTATION_BUDGET'] ?? 1500);

const instrumented = ((globalThis as Record<string, unknown>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??=
  {}) as InstrumenterContext;

const fileOf = (id: string): string => id.slice(0, id.indexOf('#'));

export class InProcessRunner implements TestRunner {
  #notes: Notes = { imports: {}, tests: {} };
  /** Tests by file, imported without a mutant. */
  readonly #clean = new Map<string, ReadonlyMap<string, CollectedTest>>();
  #imports = 0;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    // `expect` looks for the worker that it would run in.
    (globalThis as Record<string, unknown>)['__vitest_worker__'] = { config: { snapshotOptions: {} } };
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'vitest' && context.parentURL !== COLLECTOR
          ? { url: COLLECTOR, shortCircuit: true }
          : next(specifier, context),
    });
    // The same cases for every mutant; one that fails is enough.
    fc.configureGlobal({ seed: 1, endOnFailure: true });
    // What modules do as they are read belongs to no test.
    for (const file of globSync('src/**/*.ts'))
      if (!file.endsWith('.test.ts')) await import(pathToFileURL(file).href);
    if (existsSync(NOTES)) this.#notes = JSON.parse(readFileSync(NOTES, 'utf8')) as Notes;
  }

  async dryRun(): Promise<DryRunResult> {
    instrumented.activeMutant = '';
    const results: TestResult[] = [];
    for (const file of globSync('{src,test}/**/*.test.ts', { exclude: LEFT_OUT }).sort()) {
      const found = await this.#observed(file, () => this.#testsOf(file));
      this.#notes.imports[file] = found.hits;
      for (const [id, test] of found.value) {
        const run = await this.#observed(id, () => failureOf(test));
        this.#notes.tests[id] = { milliseconds: run.milliseconds, hits: run.hits };
        const about = { id, name: id, timeSpentMs: run.milliseconds };
        results.push(
          run.value === null
            ? { ...about, status: TestStatus.Success }
            : { ...about, status: TestStatus.Failed, failureMessage: run.value },
        );
      }
    }
    writeFileSync(NOTES, JSON.stringify(this.#notes));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: this.#coverage() };
  }

  async mutantRun({ activeMutant: { id }, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    instrumented.activeMutant = id;
    const mutated = new Map<string, ReadonlyMap<string, CollectedTest>>();
    let nrOfTests = 0;
    const killed = (by: string, failureMessage: string): MutantRunResult => ({
      ...{ status: MutantRunStatus.Killed, killedBy: [by], failureMessage, nrOfTests },
    });
    const start = performance.now();
    let spent = 0;
    for (const name of this.#quickestFirst(testFilter ?? Object.keys(this.#notes.tests), id)) {
      if (spent > BUDGET) break;
      spent += this.#notes.tests[name]!.milliseconds;
      const file = fileOf(name);
      nrOfTests++;
      this.#limitHits(id, name);
      if (this.#isImported(file, id) && !mutated.has(file)) {
        try {
          mutated.set(file, await this.#importTests(file));
        } catch (error) {
          return loops() ?? killed(name, String(error));
        }
      }
      const test = (mutated.get(file) ?? (await this.#testsOf(file))).get(name);
      const failure = test === undefined ? 'The test is gone.' : await failureOf(test);
      const end = loops() ?? (failure === null ? null : killed(name, failure));
      if (end !== null) return end;
    }
    return { status: MutantRunStatus.Survived, nrOfTests, duration: performance.now() - start };
  }

  async #observed<Value>(
    id: string,
    act: () => Promise<Value>,
  ): Promise<{ value: Value; milliseconds: number; hits: Hits }> {
    instrumented.currentTestId = id;
    const start = performance.now();
    const value = await act();
    const milliseconds = performance.now() - start;
    delete instrumented.currentTestId;
    return { value, milliseconds, hits: instrumented.mutantCoverage?.perTest[id] ?? {} };
  }

  /** What the import of a file reaches, each of its tests reaches; and what a test reaches is not for a new process alone. */
  #coverage(): { static: Record<string, number>; perTest: Record<string, Record<string, number>> } {
    const perTest: Record<string, Record<string, number>> = {};
    for (const [id, { hits }] of Object.entries(this.#notes.tests))
      perTest[id] = { ...this.#notes.imports[fileOf(id)], ...hits };
    const reached = new Set(Object.values(perTest).flatMap((hits) => Object.keys(hits)));
    const always = Object.entries(instrumented.mutantCoverage?.static ?? {});
    return { static: Object.fromEntries(always.filter(([id]) => !reached.has(id))), perTest };
  }

  #isImported(file: string, mutant: string): boolean {
    return this.#notes.imports[file]?.[mutant] !== undefined;
  }

  #quickestFirst(ids: readonly string[], mutant: string): string[] {
    // Tests whose file has to be imported with the mutant come after those at hand.
    const rank = (id: string): number =>
      this.#notes.tests[id]!.milliseconds + (this.#isImported(fileOf(id), mutant) ? 1e3 : 0);
    return ids.toSorted((a, b) => rank(a) - rank(b));
  }

  #limitHits(mutant: string, test: string): void {
    const before = this.#notes.tests[test]!.hits[mutant] ?? 0;
    const imported = this.#notes.imports[fileOf(test)]?.[mutant] ?? 0;
    instrumented.hitCount = 0;
    instrumented.hitLimit = LOOP_FACTOR * (before + imported) + LOOP_LEAST;
  }

  async #testsOf(file: string): Promise<ReadonlyMap<string, CollectedTest>> {
    const known = this.#clean.get(file);
    if (known !== undefined) return known;
    const { activeMutant } = instrumented;
    instrumented.activeMutant = '';
    const tests = await this.#importTests(file);
    if (activeMutant !== undefined) instrumented.activeMutant = activeMutant;
    this.#clean.set(file, tests);
    return tests;
  }

  async #importTests(file: string): Promise<ReadonlyMap<string, CollectedTest>> {
    const { takeCollected } = (await import(COLLECTOR)) as typeof import('./collected-tests.ts');
    takeCollected();
    await import(`${pathToFileURL(file).href}?${this.#imports++}`);
    return new Map(takeCollected().map((test) => [`${file}#${test.name}`, test]));
  }
}

async function failureOf({ run }: CollectedTest): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error).slice(0, 500);
  }
}

function loops(): MutantRunResult | null {
  const { hitCount = 0, hitLimit = Infinity } = instrumented;
  return hitCount > hitLimit
    ? { status: MutantRunStatus.Timeout, reason: `Reached ${hitCount} times.` }
    : null;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
