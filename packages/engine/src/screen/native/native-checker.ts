import { groupBy, type Mutant } from '@bebug/core';
import type { Project } from '../../2-open-project.ts';
import type { BatchChecker, TypeStanding } from '../batch-checker.ts';
import { compilerExecutable, CompilerFailure } from './compiler-process.ts';
import { isForNative, NativeProject } from './native-project.ts';
import type { NativeDiagnostic } from './native-session.ts';
import { Placer } from './placement.ts';
import { Round, type InPlace } from './round.ts';
import { makeSchema, readSchema, type CellMutant } from './schemata.ts';

export interface NativeCheckerOptions {
  /** Milliseconds that the compiler may take for one answer, before it counts as hung. */
  readonly patience?: number;
  /** The native compiler's program; found among the installed packages when left out. */
  readonly executable?: string | null;
}

/** Characters that all copies of one check may have together: bounds the compiler's memory. */
const COPIED = 1_000_000;

interface Opened {
  readonly native: NativeProject;
  readonly placer: Placer;
}

/**
 * Asks the native compiler. What it says is exact: mutants share a check only where none can change what is said of another.
 * It does not say anything where it cannot know (`native-project.ts`, `placement.ts`), nor of a mutant with which it crashes or hangs.
 */
export class NativeChecker implements BatchChecker {
  readonly #executable: string | null;
  readonly #patience: number;
  readonly #opened = new Map<Project, Promise<Opened | null>>();

  constructor({ patience = 60_000, executable = compilerExecutable() }: NativeCheckerOptions = {}) {
    this.#patience = patience;
    this.#executable = executable;
  }

  async check(project: Project, mutants: readonly Mutant[]): Promise<ReadonlyMap<Mutant, TypeStanding>> {
    const verdicts = new Map<Mutant, TypeStanding>(mutants.map((mutant) => [mutant, 'unknown']));
    const files = new Set(
      [...new Set(mutants.map(({ file }) => file))].filter((path) => isForNative(project, path)),
    );
    const asked = mutants.filter(({ file }) => files.has(file));
    if (asked.length > 0) await this.#decide(project, asked, verdicts);
    return verdicts;
  }

  close(): void {
    for (const opened of this.#opened.values()) void opened.then((one) => one?.native.close());
    this.#opened.clear();
  }

  /** A crash costs a new process and the halves; the mutant behind it is found, and stays unknown. */
  async #decide(
    project: Project,
    mutants: readonly Mutant[],
    verdicts: Map<Mutant, TypeStanding>,
  ): Promise<void> {
    const opened = await this.#open(project);
    if (!opened) return;
    try {
      await decide(project, opened, mutants, verdicts);
    } catch (error) {
      if (!(error instanceof CompilerFailure)) throw error;
      opened.native.close();
      this.#opened.delete(project);
      const left = mutants.filter((mutant) => verdicts.get(mutant) === 'unknown');
      if (left.length <= 1) return;
      const half = left.length >> 1;
      await this.#decide(project, left.slice(0, half), verdicts);
      await this.#decide(project, left.slice(half), verdicts);
    }
  }

  /** `null`: not this project, not on this machine. */
  #open(project: Project): Promise<Opened | null> {
    const known = this.#opened.get(project) ?? this.#start(project);
    this.#opened.set(project, known);
    return known;
  }

  async #start(project: Project): Promise<Opened | null> {
    if (this.#executable === null) return null;
    const native = await NativeProject.open(this.#executable, project, this.#patience);
    return native && { native, placer: new Placer(project) };
  }
}

async function decide(
  project: Project,
  { native, placer }: Opened,
  mutants: readonly Mutant[],
  verdicts: Map<Mutant, TypeStanding>,
): Promise<void> {
  const take = (found: ReadonlyMap<Mutant, boolean>): void => {
    for (const [mutant, isFlagged] of found) verdicts.set(mutant, isFlagged ? 'flagged' : 'clean');
  };
  const copied: CellMutant[] = [];
  const inPlace: InPlace[] = [];
  for (const mutant of mutants) {
    const placement = placer.place(mutant);
    if (placement.reach === 'unknown' || !(await native.isTrusted(mutant.file))) continue;
    if (placement.reach === 'project') inPlace.push({ mutant, cell: null, isAlone: false });
    else if (placement.isCopyable) copied.push({ mutant, ...placement });
    else inPlace.push({ mutant, cell: placement.cell, isAlone: false });
  }
  for (const batch of batchesOf(copied)) {
    const schemas = new Map(
      [...groupBy(batch, ({ mutant }) => mutant.file)].map(([path, own]) => [
        path,
        makeSchema(project.sourceFile(path), own),
      ]),
    );
    const texts = new Map([...schemas].map(([path, { text }]) => [path, text]));
    const said = await native.diagnose(texts, [...texts.keys()]);
    const found = new Map<Mutant, boolean>();
    for (const [path, schema] of schemas) {
      const clean = native.clean(path);
      for (const [mutant, isFlagged] of readSchema(project.sourceFile(path), schema, clean, said.get(path)!))
        found.set(mutant, isFlagged);
    }
    take(found);
    for (const { mutant, cell } of batch)
      if (!found.has(mutant)) inPlace.push({ mutant, cell: cell.isOpen ? null : cell, isAlone: false });
  }
  for (let waiting = inPlace; waiting.length > 0;) {
    const round = new Round(project);
    const left = waiting.filter((one) => !round.admit(one));
    const clean = (path: string): readonly NativeDiagnostic[] => native.clean(path);
    const texts = round.texts();
    const ofOwn = await native.diagnose(texts, round.files());
    const ofOthers = await native.diagnose(texts, round.furtherFiles(clean, ofOwn));
    const found = round.read(clean, new Map([...ofOwn, ...ofOthers]));
    take(found);
    for (const one of round.mutants) if (!found.has(one.mutant)) left.push({ ...one, isAlone: true });
    waiting = left;
  }
}

/** Mutants of one file stay together as far as the limit allows. */
function batchesOf(mutants: readonly CellMutant[]): CellMutant[][] {
  const batches: CellMutant[][] = [];
  let size = Infinity;
  for (const one of [...groupBy(mutants, ({ mutant }) => mutant.file).values()].flat()) {
    if (size + one.body.length > COPIED) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)!.push(one);
    size += one.body.length;
  }
  return batches;
}
