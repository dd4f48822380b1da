import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

/** The native compiler died, hung or refused: what was asked is not known, and the process is gone. */
export class CompilerFailure extends Error {}

/** Files that the compiler sees in place of the disk's; `undefined`: as on disk. */
export interface FileView {
  readFile(fileName: string): string | undefined;
}

/** Bytes that the compiler's heap should not outgrow; it then collects more often instead of failing. */
const MEMORY = '1000MiB';

/**
 * One process of the native compiler (TypeScript 7, `tsc --api`), that answers one request after the other. Its protocol is not
 * stable yet: this file and `native-session.ts` are all that knows of it, and the version is pinned. It gets no environment.
 */
export class CompilerProcess {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #died: Promise<never>;

  constructor(executable: string, folder: string, view: FileView) {
    this.#process = spawn(
      executable,
      ['--api', '--async', '--cwd', folder, '--callbacks=readFile,fileExists'],
      {
        cwd: folder,
        env: { GOMEMLIMIT: MEMORY },
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    this.#died = new Promise((_, reject) => {
      this.#process.once('error', (error) => reject(new CompilerFailure(error.message)));
      this.#process.once('exit', () => reject(new CompilerFailure('the native compiler has ended')));
    });
    // Heard by whoever waits for an answer; nobody has to.
    this.#died.catch(() => undefined);
    // A write to a process that has just died: its exit is what is reported, not the write that failed.
    this.#process.stdin!.on('error', () => undefined);
    const requests = new PassThrough();
    requests.pipe(this.#process.stdin!);
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#process.stdout!),
      new StreamMessageWriter(requests),
    );
    this.#connection.onError(() => this.kill());
    this.#connection.onRequest('readFile', (fileName: string) => {
      const content = view.readFile(fileName);
      return content === undefined ? null : { content };
    });
    // `null`: look at the disk.
    this.#connection.onRequest('fileExists', (fileName: string) =>
      view.readFile(fileName) === undefined ? null : true,
    );
    this.#connection.listen();
  }

  /** @throws CompilerFailure when no answer comes in `patience` milliseconds, or never will */
  async ask<T>(method: string, parameters: unknown, patience: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.kill();
        reject(new CompilerFailure(`no answer to ${method} in ${patience} ms`));
      }, patience);
    });
    const answer = this.#connection
      .sendRequest<T>(method, parameters)
      .catch((error: unknown) => Promise.reject(new CompilerFailure(String(error))));
    // The losers of the race may be rejected later, when nobody listens any more.
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late, this.#died]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Harmless when repeated. */
  kill(): void {
    this.#process.kill('SIGKILL');
    this.#connection.dispose();
  }
}

/** Where the compiler of this platform is installed; `null`: it is not. */
export function compilerExecutable(): string | null {
  try {
    const own = createRequire(import.meta.url).resolve('typescript-native/package.json');
    const platform = createRequire(own).resolve(
      `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
    );
    return join(dirname(platform), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  } catch (error) {
    // An optional dependency: not every platform has one.
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
