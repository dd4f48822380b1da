import { execFileSync } from 'node:child_process';

/** Megabytes of JavaScript heap, and of resident memory altogether, that a child may use. */
export const HEAP_MEGABYTES = 256;
export const RESIDENT_MEGABYTES = 640;
/** Megabytes of writable memory that the kernel grants: Node reserves about 600 for itself. Holds while the watchdog is kept from looking. */
const DATA_MEGABYTES = 1_536;

/** How children are started on this host: a command that the rest of the command line is appended to, and what it adds. */
export interface Isolation {
  readonly command: string;
  readonly prefix: readonly string[];
  /** Plain words for the manifest; the same on every run on one host. */
  readonly layers: readonly string[];
  /** True when the command stays behind as the parent of the process that runs foreign code. */
  readonly forks: boolean;
}

/** Ask the host, by trying, which kernel layers it grants. */
export function probeIsolation(): Isolation {
  const words: string[] = [];
  const layers = [
    'separate process for each side of each mutant, empty environment, own temporary folder',
    'Node permission model: reads of its own folder only; no writes, child processes, workers or addons',
    `heap of ${HEAP_MEGABYTES} MB, watchdog outside the process for wall time, resident memory (${RESIDENT_MEGABYTES} MB) and output`,
    'allow-list of built-in modules; virtual clock and timers, seeded randomness',
  ];
  const ending = ['--pdeathsig', 'KILL'];
  if (works('setpriv', [...ending, 'true'])) {
    words.push('setpriv', ...ending);
    layers.push('killed by the kernel when the parent ends, however it ends (setpriv --pdeathsig)');
  } else {
    layers.push(
      'NO end with the parent on this host (setpriv): a busy child is stopped by its processor time at the latest',
    );
  }
  const confined = ['-rnpf', '--kill-child', '--mount-proc'];
  const isConfined = works('unshare', [...confined, 'true']);
  if (isConfined || works('unshare', ['-rn', 'true'])) {
    words.push('unshare', ...(isConfined ? confined : ['-rn']));
    layers.push(
      `network namespace of its own with no interface up (unshare ${isConfined ? confined.join(' ') : '-rn'})`,
    );
  } else {
    layers.push(
      'NO network namespace on this host: network modules are removed at the level of the language only',
    );
  }
  layers.push(
    isConfined
      ? 'process namespace of its own with its own /proc: no other process can be seen or signalled'
      : 'NO process namespace on this host: signals are removed at the level of the language only',
  );
  const limits = ['--cpu=120', '--core=0', '--nofile=64', '--fsize=0', `--data=${DATA_MEGABYTES * 2 ** 20}`];
  if (works('prlimit', [...limits, process.execPath, '--version'])) {
    words.push('prlimit', ...limits);
    layers.push(
      `resource limits: processor time, ${DATA_MEGABYTES} MB of writable memory, file size 0, 64 descriptors, no core dump (prlimit)`,
    );
  } else {
    layers.push('NO resource limits of the kernel on this host (prlimit)');
  }
  words.push(process.execPath);
  return { command: words[0]!, prefix: words.slice(1), layers, forks: isConfined };
}

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 5_000 });
    return true;
  } catch {
    // The answer is "no", whatever the reason: missing, not permitted, not supported.
    return false;
  }
}
