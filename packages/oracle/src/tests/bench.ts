import { applyEdits } from '@bebug/core';
import type { TestsWitness } from '@bebug/core/truth';
import type { Project, ScreenedMutant } from '@bebug/engine';
import type { Climb } from '../rung.ts';
import { probeEnclosure, type Enclosure } from './enclosure.ts';
import { climbTests, replayTests } from './rung.ts';
import { Suite } from './suite.ts';

/** How the projects' own tests are run. */
export interface TestOptions {
  /** The command, as the user would type it in the project's folder. */
  readonly command: string;
  /** Name of a corpus → its folder, for replays: a bug set holds no tests. */
  readonly folders?: ReadonlyMap<string, string>;
}

/** What opening a project's tests told. */
export interface OpenedTests {
  /** Plain words for the manifest. */
  readonly notes: readonly string[];
  /** Hash over command and project: a proof that the tests had a say in holds for these only. */
  readonly key: string;
}

/** The suites of all projects, each opened once. */
export class TestBench {
  readonly #options: TestOptions;
  readonly #enclosure: Enclosure;
  readonly #suites = new Map<string, Promise<Suite>>();

  constructor(options: TestOptions, enclosure: Enclosure = probeEnclosure()) {
    this.#options = options;
    this.#enclosure = enclosure;
  }

  get layers(): readonly string[] {
    return this.#enclosure.layers;
  }

  /** @throws BebugError `tests-unusable` */
  async open(project: Project): Promise<OpenedTests> {
    const { notes, key } = await this.#suiteOf(project.corpus.root);
    return { notes, key };
  }

  async climb({ candidate, project, mutatedText }: ScreenedMutant): Promise<Climb<'tests'>> {
    const { root } = project.corpus;
    const suite = await this.#suiteOf(root);
    const path = suite.pathOf(root, candidate.file);
    const clean = await suite.text(path);
    // The snapshot was taken after the project was read: what was edited in between would be mixed with the edit.
    if (clean === null || applyEdits(clean, candidate.edits) !== mutatedText) {
      const evidence = { command: this.#options.command, failing: 0, exposed: false };
      const detail = `${path} changed on disk, or is not in the folder that is tested`;
      return { evidence, witness: null, density: null, reason: 'no witness', detail };
    }
    return climbTests(suite, { path, text: mutatedText });
  }

  /** `null` when the stored witness holds; else a sentence. */
  async replay(
    {
      corpus,
      files,
      file,
      mutatedText,
    }: { corpus: string; files: ReadonlyMap<string, string>; file: string; mutatedText: string },
    witness: TestsWitness,
  ): Promise<string | null> {
    if (witness.command !== this.#options.command)
      return `its proof is another test command, ${JSON.stringify(witness.command)}: not run again`;
    const folder = this.#options.folders?.get(corpus);
    if (folder === undefined)
      return `its proof is the tests of ${corpus}, whose folder was not given: not run again`;
    const suite = await this.#suiteOf(folder);
    for (const [path, text] of files) {
      if ((await suite.text(suite.pathOf(folder, path))) !== text)
        return `${path} in ${folder} is not the file that the proof was made with`;
    }
    return replayTests(suite, { path: suite.pathOf(folder, file), text: mutatedText }, witness);
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#suites.values());
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
  }

  #suiteOf(folder: string): Promise<Suite> {
    const known = this.#suites.get(folder) ?? Suite.open(folder, this.#options.command, this.#enclosure);
    this.#suites.set(folder, known);
    return known;
  }
}
