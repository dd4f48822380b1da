import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly exitCode: number;
  /** What was printed; empty unless captured. */
  readonly output: string;
}

/** Run a program to its end; its output is shown as it comes, or captured. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { capture?: boolean; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      stdio: options.capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ exitCode: code ?? 70, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
