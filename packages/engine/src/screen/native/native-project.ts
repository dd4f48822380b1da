import type { Project } from '../../2-open-project.ts';
import { isTypeScript } from '../../source-file-names.ts';
import { NativeSession, type NativeDiagnostic } from './native-session.ts';
import { CompilerFailure } from './compiler-process.ts';

/** JavaScript, whose types version 7 infers in another way, JSX, and what rests on them are left to the reference. */
export function isForNative(project: Project, path: string): boolean {
  return [...project.closure(path), ...project.dependants(path)].every(
    (one) => isTypeScript(one) && !one.endsWith('.tsx'),
  );
}

/** A project in the native compiler, and where its word counts. */
export class NativeProject {
  readonly #session: NativeSession;
  readonly #project: Project;
  readonly #clean = new Map<string, readonly NativeDiagnostic[]>();
  readonly #trusted = new Map<string, Promise<boolean>>();

  private constructor(session: NativeSession, project: Project) {
    this.#session = session;
    this.#project = project;
  }

  /** `null`: the compiler cannot take this project. */
  static async open(executable: string, project: Project, patience: number): Promise<NativeProject | null> {
    try {
      const session = await NativeSession.open(executable, project, patience);
      return session && new NativeProject(session, project);
    } catch (error) {
      if (error instanceof CompilerFailure) return null;
      throw error;
    }
  }

  /** Whether both compilers see the clean file and what may depend on it alike. */
  isTrusted(path: string): Promise<boolean> {
    const known = this.#trusted.get(path) ?? this.#compare(path);
    this.#trusted.set(path, known);
    return known;
  }

  async #compare(path: string): Promise<boolean> {
    const project = this.#project;
    const unseen = project.dependants(path).filter((one) => !this.#clean.has(one));
    if (unseen.length > 0)
      for (const [file, said] of await this.#session.diagnose(new Map(), unseen)) this.#clean.set(file, said);
    return project.dependants(path).every((file) => {
      const reference = project.baseline(file).map(({ rule }) => rule);
      const native = this.clean(file).map(({ code }) => `TS${code}`);
      return reference.sort().join() === native.sort().join();
    });
  }

  /** What is said of the clean file; known of every dependant of a file about whose trust was asked. */
  clean(path: string): readonly NativeDiagnostic[] {
    return this.#clean.get(path)!;
  }

  diagnose(
    texts: ReadonlyMap<string, string>,
    files: readonly string[],
  ): Promise<Map<string, readonly NativeDiagnostic[]>> {
    return this.#session.diagnose(texts, files);
  }

  close(): void {
    this.#session.close();
  }
}
