import { execFileSync } from 'node:child_process';

/** What the system can keep a program from; found out by trying. */
export interface Walls {
  /** Folders can be hidden, and other processes are out of sight. */
  readonly hiding: boolean;
  readonly network: boolean;
  /** A program ends with whoever started it, however that ends. */
  readonly endsWithUs: boolean;
}

const ENDING = ['setpriv', '--pdeathsig', 'KILL'] as const;
const OWN_NAMESPACES = ['-rmpf', '--kill-child', '--mount-proc'];

/** Ask the host, once, what it grants. */
export function probeWalls(): Walls {
  const network = works('unshare', ['-rn', 'true']);
  const hiding = works('unshare', [
    ...OWN_NAMESPACES,
    'sh',
    '-c',
    ENTRANCE,
    'sh',
    '0',
    '0',
    '1',
    '/mnt',
    'true',
  ]);
  return { hiding, network, endsWithUs: works(ENDING[0], [...ENDING.slice(1), 'true']) };
}

/**
 * Covers folders with empty ones, then goes into a namespace of its own, so that nobody inside can take the covers away: mounts that
 * come from outside are locked there. Arguments: user, group, number of folders, the folders, the command.
 */
const ENTRANCE = [
  'user="$1" group="$2" count="$3"; shift 3',
  'while [ "$count" -gt 0 ]; do mount -t tmpfs -o size=4k,mode=0500 none "$1" || exit 125; shift; count=$((count - 1)); done',
  'exec unshare -Um --map-user="$user" --map-group="$group" "$@"',
].join('; ');

/** Words in front of a command that put it behind the walls which the host grants. */
export function wallWords(
  walls: Walls,
  wanted: { readonly hidden: readonly string[]; readonly network: boolean },
): string[] {
  const ending = walls.endsWithUs ? ENDING : [];
  const noNetwork = wanted.network ? [] : ['-n'];
  if (walls.hiding) {
    const identity = [process.getuid?.() ?? 0, process.getgid?.() ?? 0, wanted.hidden.length].map(String);
    return [
      ...ending,
      'unshare',
      ...OWN_NAMESPACES,
      ...noNetwork,
      'sh',
      '-c',
      ENTRANCE,
      'sh',
      ...identity,
      ...wanted.hidden,
    ];
  }
  return [...ending, ...(wanted.network ? [] : ['unshare', '-rn'])];
}

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 5000 });
    return true;
  } catch {
    // The answer is "no", whatever the reason: missing, not permitted, not supported.
    return false;
  }
}
