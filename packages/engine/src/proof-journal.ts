import { appendFile, mkdir, readFile, rm, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BebugError, sha256, VERSION } from '@bebug/core';
import type { Project } from './2-open-project.ts';
import type { Proof, Prover, ScreenedMutant } from './mutants.ts';
import { subjectTexts } from './subject-texts.ts';
import { codeOf } from './system-error.ts';

/**
 * A prover that writes down every proof as it is made, so that an interrupted `inject` goes on where it was. Entries are keyed
 * by all that a proof depends on; a torn last line is passed over.
 */
export class ProofJournal implements Prover {
  readonly #prover: Prover;
  readonly #path: string;
  readonly #seed: number;
  readonly #tests: readonly string[];
  readonly #known: Map<string, Proof>;
  readonly #signal: AbortSignal | undefined;
  readonly #digests = new Map<Project, Map<string, Promise<string>>>();

  private constructor(
    prover: Prover,
    path: string,
    seed: number,
    tests: readonly string[],
    known: Map<string, Proof>,
    signal: AbortSignal | undefined,
  ) {
    this.#signal = signal;
    this.#prover = prover;
    this.#path = path;
    this.#seed = seed;
    this.#tests = tests;
    this.#known = known;
  }

  /**
   * `tests`: hashes over the projects' own tests, where they have a say. Nothing is written down after `signal` is aborted: what
   * interrupts this process may have hit its sandboxes too.
   */
  static async open(
    prover: Prover,
    path: string,
    seed: number,
    tests: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<ProofJournal> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    });
    const known = new Map<string, Proof>();
    for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
      const { key, proof } = parseEntry(line, `${path}:${index + 1}`);
      known.set(key, proof);
    }
    // A torn last line would run into the next entry.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== text) await truncate(path, Buffer.byteLength(whole));
    return new ProofJournal(prover, path, seed, tests, known, signal);
  }

  /** Proofs that an earlier attempt left. */
  get size(): number {
    return this.#known.size;
  }

  async prove(mutant: ScreenedMutant): Promise<Proof> {
    const key = await this.#key(mutant);
    const known = this.#known.get(key);
    if (known) return known;
    const proof = await this.#prover.prove(mutant);
    if (this.#signal?.aborted === true) return proof;
    await mkdir(dirname(this.#path), { recursive: true });
    await appendFile(this.#path, `${JSON.stringify({ key, proof })}\n`);
    return proof;
  }

  /** The set is written: nothing is left to resume. */
  async discard(): Promise<void> {
    await rm(this.#path, { force: true });
  }

  async #key({ candidate, project, mutatedText }: ScreenedMutant): Promise<string> {
    const { file, operator } = candidate;
    return sha256(
      JSON.stringify([
        VERSION,
        this.#seed,
        file,
        operator,
        sha256(project.text(file)),
        mutatedText,
        await this.#around(project, file),
        this.#tests,
      ]),
    );
  }

  /** A digest of all that a proof in `file` may run: what it imports, what imports it, what these import, and drivers. */
  #around(project: Project, file: string): Promise<string> {
    const ofProject = this.#digests.get(project) ?? new Map<string, Promise<string>>();
    this.#digests.set(project, ofProject);
    const known =
      ofProject.get(file) ??
      subjectTexts(project, [file, ...project.dependants(file)]).then((texts) =>
        sha256(JSON.stringify([...texts].map(([path, text]) => [path, sha256(text)]))),
      );
    ofProject.set(file, known);
    return known;
  }
}

function parseEntry(line: string, place: string): { key: string; proof: Proof } {
  try {
    return JSON.parse(line) as { key: string; proof: Proof };
  } catch (error) {
    throw new BebugError('file-format', `${place} is damaged.`, {
      hint: 'Remove the journal to prove everything anew.',
      cause: error,
    });
  }
}
