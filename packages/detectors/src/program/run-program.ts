import { spawn } from 'node:child_process';

export interface ProgramOptions {
  readonly cwd: string;
  /** All that it sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string;
  /** `null`: `signal` keeps the time. */
  readonly timeoutMs: number | null;
  /** Bytes of output and of error output, each. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramEnd {
  readonly how: 'exited' | 'timed-out' | 'too-much-output';
  /** `null` for one that was killed. */
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

/**
 * Runs a program to its end, or to the end of what it is granted: it is killed then, with all that it started.
 * @throws the reason of `signal`; the system's error when the program cannot be started
 */
export async function runProgram(words: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  const { cwd, environment, input, timeoutMs, mostBytes, signal } = options;
  signal?.throwIfAborted();
  const child = spawn(words[0]!, words.slice(1), {
    cwd,
    env: environment,
    // A process group of its own, so that all of it can be ended.
    detached: true,
    stdio: 'pipe',
  });
  let how: ProgramEnd['how'] = 'exited';
  const end = (why: ProgramEnd['how']): void => {
    if (how === 'exited') how = why;
    killGroup(child.pid);
  };
  const timer = timeoutMs === null ? undefined : setTimeout(() => end('timed-out'), timeoutMs);
  const interrupted = (): void => {
    killGroup(child.pid);
  };
  signal?.addEventListener('abort', interrupted, { once: true });
  const gather = (stream: NodeJS.ReadableStream): (() => string) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) end('too-much-output');
      else chunks.push(chunk);
    });
    return () => Buffer.concat(chunks).toString('utf8');
  };
  const [output, errorOutput] = [gather(child.stdout), gather(child.stderr)];
  // A program that reads nothing may close its input before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal?.throwIfAborted();
    return { how, exitCode, output: output(), errorOutput: errorOutput() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupted);
    // What the program left behind.
    killGroup(child.pid);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
