/**
 * A test runner for StrykerJS that keeps the scorer and its tests in one process. The scorer holds no state between calls, so a mutant needs no new
 * process and no new import: it is switched on, and the tests that reach it run, its own and the quickest first, until one fails.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type Mutant } from '@stryker-mutator/api/core';
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
import type * as Collector from './collected-tests.ts';

const COLLECTOR = pathToFileURL(join(import.meta.dirname, 'collected-tests.ts')).href;
/** Reached this much more often than in the clean run, a mutant loops without an end. */
const LOOP_FACTOR = 5;
const LOOP_LEAST = 5_000;

type Hits = Readonly<Record<string, number>>;

interface Observed {
  readonly milliseconds: number;
  /** How often each mutant was reached. */
  readonly hits: Hits;
}

/** What the clean run learned; a process that takes the place of one that was stopped reads it. */
interface Notes {
  /** Of importing a test file. */
  readonly imports: Record<string, Observed>;
  readonly tests: Record<string, Observed>;
}
const NOTES = 'clean-run.json';

/** Tests of whole runs, drawn thousands of times: minutes for every clean run, and others look at the same code. */
const LEFT_OUT = ['adjudicated', 'calibrate-bugs', 'detectors', 'gaming', 'properties'].map(
  (name) => `test/${name}.test.ts`,
);
/** Slower than all others together: it runs where its own file is measured. */
const AUDIT = 'leak-audit/audit-leaks';
const isAudited = process.env['MUTATION_FILES']?.includes(`${AUDIT}.ts`) === true;
/** A mutant is shown the quickest tests that reach it, up to so many milliseconds of the clean run. What survives these counts as survived. */
const BUDGET = Number(process.env['MUTATION_BUDGET'] ?? 1500);
/** Share of the mutants that are tested; the others have an error that says so, and are in no figure. */
const SAMPLE = Number(process.env['MUTATION_SAMPLE'] ?? 1);
export const NOT_SAMPLED = 'It is not in the sample.';

const instrumented = ((globalThis as Record<string, unknown>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??=
  {}) as InstrumenterContext;

const fileOf = (id: string): string => id.slice(0, id.indexOf('#'));
/** Of a file's name: `compare` of `compare-runs.ts`. */
const firstWordOf = (path: string): string => /^[a-z]*/u.exec(basename(path))![0];

export class InProcessRunner implements TestRunner {
  #notes: Notes = { imports: {}, tests: {} };
  /** Tests by file, imported without a mutant. */
  readonly #clean = new Map<string, ReadonlyMap<string, Collector.CollectedTest>>();
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
    for (const file of globSync('{src,test}/**/*.test.ts', {
      exclude: isAudited ? LEFT_OUT : [...LEFT_OUT, `src/${AUDIT}.test.ts`],
    }).sort()) {
      const found = await this.#observed(file, () => this.#testsOf(file));
      this.#notes.imports[file] = { milliseconds: found.milliseconds, hits: found.hits };
      for (const [id, test] of found.value) {
        const run = await this.#observed(id, () => failureOf(test.run));
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

  async mutantRun({ activeMutant, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    if (!isSampled(activeMutant)) return { status: MutantRunStatus.Error, errorMessage: NOT_SAMPLED };
    const { id } = activeMutant;
    instrumented.activeMutant = id;
    const mutated = new Map<string, ReadonlyMap<string, Collector.CollectedTest>>();
    let [nrOfTests, spent] = [0, 0];
    for (const name of this.#quickestFirst(testFilter ?? Object.keys(this.#notes.tests), activeMutant)) {
      if (spent > BUDGET) break;
      nrOfTests++;
      spent += this.#notes.tests[name]!.milliseconds;
      const file = fileOf(name);
      this.#limitHits(id, name);
      const importCost = this.#importCost(file, id);
      if (importCost !== null && !mutated.has(file)) spent += importCost;
      const failure = await failureOf(async () => {
        if (importCost !== null && !mutated.has(file)) mutated.set(file, await this.#importTests(file));
        const tests = mutated.get(file) ?? (await this.#testsOf(file));
        await tests.get(name)!.run();
      });
      const { hitCount = 0, hitLimit = Infinity } = instrumented;
      if (hitCount > hitLimit)
        return { status: MutantRunStatus.Timeout, reason: `Reached ${hitCount} times.` };
      if (failure !== null)
        return { status: MutantRunStatus.Killed, killedBy: [name], failureMessage: failure, nrOfTests };
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
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
      perTest[id] = { ...this.#notes.imports[fileOf(id)]?.hits, ...hits };
    const reached = new Set(Object.values(perTest).flatMap((hits) => Object.keys(hits)));
    const always = Object.entries(instrumented.mutantCoverage?.static ?? {});
    return { static: Object.fromEntries(always.filter(([id]) => !reached.has(id))), perTest };
  }

  /** What it costs to import a file with a mutant that the import reaches. */
  #importCost(file: string, mutant: string): number | null {
    const { milliseconds, hits } = this.#notes.imports[file]!;
    return hits[mutant] === undefined ? null : milliseconds;
  }

  /** Those that are named like the mutant's file come before others. */
  #quickestFirst(ids: readonly string[], { id: mutant, fileName }: Mutant): string[] {
    const subject = firstWordOf(fileName);
    const rank = (id: string): number =>
      this.#notes.tests[id]!.milliseconds +
      (this.#importCost(fileOf(id), mutant) ?? 0) +
      (firstWordOf(fileOf(id)) === subject ? 0 : 1e6);
    return ids.toSorted((a, b) => rank(a) - rank(b));
  }

  #limitHits(mutant: string, test: string): void {
    const [run, imported] = [this.#notes.tests[test]!, this.#notes.imports[fileOf(test)]!];
    instrumented.hitCount = 0;
    instrumented.hitLimit =
      LOOP_FACTOR * ((run.hits[mutant] ?? 0) + (imported.hits[mutant] ?? 0)) + LOOP_LEAST;
  }

  async #testsOf(file: string): Promise<ReadonlyMap<string, Collector.CollectedTest>> {
    const known = this.#clean.get(file);
    if (known !== undefined) return known;
    const { activeMutant } = instrumented;
    instrumented.activeMutant = '';
    const tests = await this.#importTests(file);
    if (activeMutant !== undefined) instrumented.activeMutant = activeMutant;
    this.#clean.set(file, tests);
    return tests;
  }

  async #importTests(file: string): Promise<ReadonlyMap<string, Collector.CollectedTest>> {
    const { takeCollected } = (await import(COLLECTOR)) as typeof Collector;
    takeCollected();
    await import(`${pathToFileURL(file).href}?${this.#imports++}`);
    return new Map(takeCollected().map((test) => [`${file}#${test.name}`, test]));
  }
}

async function failureOf(run: () => unknown): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error).slice(0, 500);
  }
}

/** The same mutants every time: by what is changed, and into what. */
function isSampled({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): boolean {
  const path = fileName.slice(fileName.lastIndexOf('/src/'));
  const key = [path, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');
  return createHash('sha256').update(key).digest().readUInt32BE(0) < SAMPLE * 2 ** 32;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
