import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTRANCE } from './entrance.ts';

/** Which walls the host grants around a run of the project's tests. */
export interface Enclosure {
  /** The project is mounted as an overlay: everything else is read-only, and what is written is gone with the run. */
  readonly mounts: boolean;
  readonly network: boolean;
  /** The own network namespace has 127.0.0.1. */
  readonly loopback: boolean;
  readonly limits: boolean;
  /** Plain words for the manifest. */
  readonly layers: readonly string[];
}

/** Resident memory and processes of one run altogether, and characters of its output. */
export const RUN_MEGABYTES = 4096;
export const RUN_PROCESSES = 512;
export const RUN_OUTPUT = 32 * 2 ** 20;

const LIMITS = ['--core=0', '--fsize=1073741824', '--cpu=3600'];

/** Ask the host, by trying, which walls it grants. */
export function probeEnclosure(): Enclosure {
  const mounts = overlayWorks();
  const network = mounts || works('unshare', ['-rn', 'true']);
  const loopback = network && works('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']);
  return enclosureOf({ mounts, network, loopback, limits: works('prlimit', [...LIMITS, 'true']) });
}

/** The same, for walls that are known. */
export function enclosureOf(walls: Omit<Enclosure, 'layers'>): Enclosure {
  const { mounts, network, loopback, limits } = walls;
  return {
    ...walls,
    layers: [
      `project tests: empty environment, own home and temporary folder, watchdog for wall time, resident memory (${RUN_MEGABYTES} MB), processes (${RUN_PROCESSES}) and output`,
      mounts
        ? 'project tests: overlay over a copy of the project, everything else read-only, own process namespace (unshare -rmnp)'
        : 'project tests: NO mount namespace on this host: they run on a copy, and only file permissions keep them from writing elsewhere',
      network
        ? `project tests: own network namespace, ${loopback ? 'loopback only' : 'NO loopback either (ip link set lo up)'}`
        : 'project tests: NO network namespace on this host: they can reach the network',
      limits
        ? 'project tests: file size 1 GB, no core dump (prlimit)'
        : 'project tests: NO resource limits of the kernel (prlimit)',
    ],
  };
}

/** Words in front of `sh -c COMMAND`. */
export function enclosureWords({ mounts, network, loopback, limits }: Enclosure): string[] {
  const inner = limits ? ['prlimit', ...LIMITS] : [];
  if (mounts)
    return [
      // Whoever kills bebug ends the run as well.
      'setpriv',
      '--pdeathsig',
      'KILL',
      'unshare',
      '-rmnp',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'sh',
      '-c',
      ENTRANCE,
      'sh',
      ...inner,
    ];
  if (!network) return inner;
  return [
    ...['unshare', '-rn'],
    ...(loopback ? ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] : []),
    ...inner,
  ];
}

/** What the entrance needs to know. */
export function entranceEnvironment(box: string, root: string, copy: string): Record<string, string> {
  const user = String(process.getuid?.() ?? 0);
  const group = String(process.getgid?.() ?? 0);
  // In an option of mount, these three mean something.
  const escape = (path: string): string => path.replaceAll(/[\\:,]/gu, String.raw`\$&`);
  return {
    BEBUG_BOX: box,
    BEBUG_ROOT: root,
    BEBUG_LOWER: `${escape(copy)}:${escape(root)}`,
    BEBUG_UPPER: escape(join(box, 'scratch')),
    BEBUG_USER: user,
    BEBUG_GROUP: group,
    BEBUG_OWN_TMP: `${root}/`.startsWith('/tmp/') ? '' : 'yes',
  };
}

/** True when a write inside lands in the overlay, one outside is refused, and the report comes out. */
function overlayWorks(): boolean {
  if (process.platform !== 'linux') return false;
  const folder = mkdtempSync(join(tmpdir(), 'bebug-probe-'));
  try {
    const [box, root, copy] = ['box', 'root', 'copy'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [root, copy, join(box, 'out'), join(box, 'scratch')])
      mkdirSync(path, { recursive: true });
    for (const path of [root, copy]) writeFileSync(join(path, 'file'), path);
    const outside = join(folder, 'outside');
    const check = `[ "$(cat file)" = '${copy}' ] && echo new > file && ! touch '${outside}' 2>/dev/null && touch "$TMPDIR/x" && cp file '${join(box, 'out')}/report'`;
    const [command, ...words] = enclosureWords({
      mounts: true,
      network: true,
      loopback: false,
      limits: false,
      layers: [],
    });
    execFileSync(command!, [...words, 'sh', '-c', check], {
      stdio: 'ignore',
      timeout: 10_000,
      env: { PATH: SYSTEM_PATH, ...entranceEnvironment(box, root, copy) },
    });
    return (
      readFileSync(join(box, 'out', 'report'), 'utf8') === 'new\n' &&
      readFileSync(join(copy, 'file'), 'utf8') === copy
    );
  } catch {
    // The answer is "no", whatever the reason: missing, not permitted, not supported.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the tools of the system are. */
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 5_000, env: { PATH: SYSTEM_PATH } });
    return true;
  } catch {
    // As above.
    return false;
  }
}
