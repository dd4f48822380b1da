import { join } from 'node:path';
import type { UpdateSnapshotParams, UpdateSnapshotResponse } from 'typescript-native/unstable/proto';
import type { Project } from '../../2-open-project.ts';
import { CompilerFailure, CompilerProcess } from './compiler-process.ts';
import { nativeOptions } from './native-options.ts';

/** A diagnostic of the native compiler; offsets are UTF-16 code units, as ours are. */
export interface NativeDiagnostic {
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  readonly text: string;
  readonly messageChain?: readonly NativeDiagnostic[];
}

/** How much more patience the first answers get: everything is read and parsed for them. */
const OPENING = 10;

/** Up to so many changed files cost less one after the other than together. */
const SINGLY = 24;

/** No file of any project has this name. */
const CONFIGURATION = 'tsconfig.bebug-screen.json';

/** One project in a process of the native compiler: change files, ask for diagnostics. Nothing is written to disk. */
export class NativeSession {
  readonly #process: CompilerProcess;
  readonly #root: string;
  readonly #patience: number;
  readonly #clean: ReadonlyMap<string, string>;
  #changed: ReadonlyMap<string, string> = new Map();
  #snapshot: UpdateSnapshotResponse | null = null;

  private constructor(executable: string, project: Project, patience: number) {
    this.#patience = patience;
    const { corpus, program } = project;
    this.#root = corpus.root;
    const configuration = {
      // One checker: with more of them each resolves imported types again.
      compilerOptions: { ...nativeOptions(program.getCompilerOptions()), checkers: 1 },
      files: program.getRootFileNames(),
    };
    this.#clean = new Map([
      ...[...corpus.sources].map(([path, text]) => [join(corpus.root, path), text] as const),
      [join(corpus.root, CONFIGURATION), JSON.stringify(configuration)],
    ]);
    this.#process = new CompilerProcess(executable, corpus.root, {
      readFile: (fileName) => this.#changed.get(fileName) ?? this.#clean.get(fileName),
    });
  }

  /**
   * `null`: this compiler does not take the project's options.
   * @throws CompilerFailure
   */
  static async open(executable: string, project: Project, patience: number): Promise<NativeSession | null> {
    const session = new NativeSession(executable, project, patience);
    try {
      const long = patience * OPENING;
      await session.#process.ask('initialize', null, long);
      await session.#update({ openProjects: [join(session.#root, CONFIGURATION)] }, long);
      const refused = await session.#list<unknown>('getConfigFileParsingDiagnostics', {});
      const wrong = await session.#list<unknown>('getProgramDiagnostics', {});
      if (refused.length + wrong.length === 0) return session;
    } catch (error) {
      session.close();
      throw error;
    }
    session.close();
    return null;
  }

  /**
   * What parser and checker say of `files`, in that order, while `texts` stand in the place of clean files. Paths are the corpus's.
   * @throws CompilerFailure
   */
  async diagnose(
    texts: ReadonlyMap<string, string>,
    files: readonly string[],
  ): Promise<Map<string, readonly NativeDiagnostic[]>> {
    const before = this.#changed;
    this.#changed = new Map([...texts].map(([path, text]) => [join(this.#root, path), text]));
    const changed = [...new Set([...before.keys(), ...this.#changed.keys()])].filter(
      (file) => before.get(file) !== this.#changed.get(file),
    );
    // With one file changed the compiler keeps the program's shape; with more it resolves every import of every file again.
    if (changed.length > SINGLY) await this.#update({ fileChanges: { changed } });
    else for (const file of changed) await this.#update({ fileChanges: { changed: [file] } });
    const said = new Map<string, readonly NativeDiagnostic[]>();
    for (const path of files) {
      const file = join(this.#root, path);
      said.set(path, [
        ...(await this.#list<NativeDiagnostic>('getSyntacticDiagnostics', { file })),
        ...(await this.#list<NativeDiagnostic>('getSemanticDiagnostics', { file })),
      ]);
    }
    return said;
  }

  close(): void {
    this.#process.kill();
  }

  async #update(parameters: UpdateSnapshotParams, patience = this.#patience): Promise<void> {
    const before = this.#snapshot;
    this.#snapshot = await this.#process.ask<UpdateSnapshotResponse>('updateSnapshot', parameters, patience);
    if (before) await this.#process.ask('release', { snapshot: before.snapshot }, patience);
  }

  async #list<T>(method: string, parameters: { readonly file?: string }): Promise<readonly T[]> {
    const project = this.#snapshot?.projects[0];
    if (!project) throw new CompilerFailure('the native compiler did not open the project');
    const { snapshot } = this.#snapshot!;
    const asked = { snapshot, project: project.id, ...parameters };
    return (await this.#process.ask<readonly T[] | null>(method, asked, this.#patience)) ?? [];
  }
}
