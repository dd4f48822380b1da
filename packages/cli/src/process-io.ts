import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { homedir, availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Io } from './io.ts';

/** Run the command line of this process; the only place that reads the environment and sets the exit code. */
export async function runProcess(): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort();
    // A second Ctrl-C ends at once.
    process.once('SIGINT', () => process.exit(130));
  });
  // `bebug mutants … | head` closes the pipe: that is an end, not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const io = processIo(interrupt.signal);
  // A thousand modules and a compiler are ready in half the time when V8 has seen them before; in the user's own folder, where nobody else writes.
  enableCompileCache(join(io.cacheFolder, 'compiled'));
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2), io);
}

function processIo(signal: AbortSignal): Io {
  const { env, stdout, stderr } = process;
  const isTerminal = stdout.isTTY;
  const wantsColour = env['NO_COLOR'] === undefined || env['NO_COLOR'] === '';
  return {
    async out(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    err: (text) => void stderr.write(text),
    ask: isTerminal && process.stdin.isTTY ? (question) => askLine(question, signal) : null,
    stdio: { input: process.stdin, output: stdout },
    cwd: process.cwd(),
    environment: (name) => env[name],
    cacheFolder: env['BEBUG_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'bebug'),
    isTerminal,
    showsProgress: stderr.isTTY,
    colour: isTerminal && wantsColour,
    width: stdout.columns || 110,
    processors: availableParallelism(),
    now: () => new Date(),
    signal,
  };
}

/** One line of the terminal, `null` when it ends or Ctrl-C is pressed. */
function askLine(question: string, signal: AbortSignal): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
  return new Promise((resolve) => {
    const stop = (): void => {
      lines.close();
    };
    lines.once('close', () => {
      signal.removeEventListener('abort', stop);
      resolve(null);
    });
    // A terminal in line mode keeps Ctrl-C to itself.
    lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    signal.addEventListener('abort', stop);
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
