import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestCommand } from './command.ts';
import { copyTree, linkModules, type Copy } from './copy.ts';
import {
  enclosureWords,
  entranceEnvironment,
  RUN_MEGABYTES,
  RUN_OUTPUT,
  RUN_PROCESSES,
  SYSTEM_PATH,
  type Enclosure,
} from './enclosure.ts';
import { readReports, type TestReport } from './report.ts';
import { REPORTERS } from './reporters.ts';
import { footprint } from './watch.ts';

const WATCH_INTERVAL = 200;
const TAIL = 4_000;

/** How one run of the test command ended. */
export interface TestRun {
  readonly ending:
    { readonly kind: 'exit'; readonly code: number } | { readonly kind: 'breach'; readonly why: string };
  readonly report: TestReport | null;
  readonly milliseconds: number;
  /** The end of what it wrote to stderr, or else to stdout. */
  readonly tail: string;
}

/** One changed file, by its path in the project. */
export interface Change {
  readonly path: string;
  readonly text: string;
}

/** Run the command once, on a fresh copy of the project with `change` made to it, and leave nothing behind. */
export async function runTests(
  copy: Copy,
  command: TestCommand,
  enclosure: Enclosure,
  change: Change | null,
  milliseconds: number,
): Promise<TestRun> {
  const box = await mkdtemp(join(copy.folder, 'run-'));
  try {
    const out = join(box, 'out');
    for (const name of ['out', 'scratch', 'scratch/home', 'scratch/tmp']) await mkdir(join(box, name));
    for (const [name, text] of Object.entries(REPORTERS)) await writeFile(join(out, name), text);
    const place = enclosure.mounts ? copy.root : join(box, 'project');
    if (enclosure.mounts) {
      if (change) await writeFile(join(box, 'mutant'), change.text);
    } else {
      await copyTree(copy.snapshot, place);
      await linkModules(copy, place);
      if (change) await writeFile(join(place, change.path), change.text);
    }
    const { shell, nodeOptions } = command.reporting(out);
    const environment = {
      PATH: [...binFolders(place), dirname(process.execPath), SYSTEM_PATH].join(':'),
      HOME: join(box, 'scratch/home'),
      TMPDIR: join(box, 'scratch/tmp'),
      TZ: 'UTC',
      LANG: 'en_US.UTF-8',
      CI: 'true',
      NO_COLOR: '1',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      ...(nodeOptions !== '' && { NODE_OPTIONS: nodeOptions }),
      ...(enclosure.mounts && {
        ...entranceEnvironment(box, copy.root, copy.snapshot),
        BEBUG_TARGET: change?.path ?? '',
      }),
    };
    const words = [...enclosureWords(enclosure), 'sh', '-c', shell];
    const ended = await watched(words, enclosure.mounts ? copy.folder : place, environment, milliseconds);
    const report = await readReports(out, [place, copy.root]);
    return { ...ended, report };
  } finally {
    await rm(box, { recursive: true, force: true });
  }
}

/** As npm does: programs of the project's dependencies come first. */
function binFolders(root: string): string[] {
  const folders: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    folders.push(join(folder, 'node_modules/.bin'));
    if (folder === dirname(folder)) return folders;
  }
}

/** One process group, killed whole when it ends, or goes on for too long, or grows too large. */
function watched(
  [program, ...args]: readonly string[],
  cwd: string,
  env: Record<string, string>,
  milliseconds: number,
): Promise<Omit<TestRun, 'report'>> {
  const started = performance.now();
  // A group of its own: killing it kills what the command started.
  const child = spawn(program!, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      // All of it has ended already.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return new Promise((resolve, reject) => {
    let breach: string | null = null;
    const stop = (why: string): void => {
      breach ??= why;
      killGroup();
    };
    const watch = setInterval(() => {
      if (performance.now() - started > milliseconds)
        stop(`not done within ${Math.round(milliseconds / 1000)} s`);
      const { bytes, processes } = footprint(child.pid ?? 0);
      if (bytes > RUN_MEGABYTES * 2 ** 20) stop(`more than ${RUN_MEGABYTES} MB resident`);
      if (processes > RUN_PROCESSES) stop(`more than ${RUN_PROCESSES} processes`);
    }, WATCH_INTERVAL);
    const said = { length: 0, out: '', err: '' };
    for (const [name, stream] of [
      ['out', child.stdout],
      ['err', child.stderr],
    ] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said.length += text.length;
        said[name] = (said[name] + text).slice(-TAIL);
        if (said.length > RUN_OUTPUT) stop('flood of output');
      });
    }
    child.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      killGroup();
      // What left the group may still hold the pipes.
      setImmediate(() => void (child.stdout.destroy(), child.stderr.destroy()));
      const why = breach ?? (signal === null ? null : `killed by ${signal}`);
      resolve({
        ending: why === null ? { kind: 'exit', code: code! } : { kind: 'breach', why },
        milliseconds: performance.now() - started,
        tail: (said.err.trim() === '' ? said.out : said.err).trim(),
      });
    });
  });
}
