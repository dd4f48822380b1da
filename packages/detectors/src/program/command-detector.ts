import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { BebugError, isInsidePath, oneLine, sha256 } from '@bebug/core';
import type { Detector, DetectorTask, TaskReport } from '../detector.ts';
import { folderPrompt, promptHash, PROMPT_VERSION } from '../model/prompt.ts';
import { redactor } from '../model/secrets.ts';
import { readOutput } from './read-output.ts';
import { runProgram, type ProgramEnd } from './run-program.ts';
import { makeRepository, makeTaskFolder, type TaskFolder } from './task-folder.ts';
import { probeWalls, wallWords, type Walls } from './walls.ts';

/** Output of a command, and its file of findings. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_TOLD = 500;
/** What a shell adds to the number of the signal that ended a program. */
const SIGNALS = 128;

export interface CommandOptions {
  /** For `sh -c`. */
  readonly command: string;
  /** Variables that it may see, by name; their values are secrets. */
  readonly environment: readonly (readonly [name: string, value: string | undefined])[];
  readonly network: boolean;
  /** In the folder of the task; `null`: findings are what it prints. */
  readonly findingsFile: string | null;
  readonly hint: number | null;
  /** Which of several askings of the same, from 1. */
  readonly repeat: number;
  /** Folders that it must not see. */
  readonly hidden: readonly string[];
  /** Where programs are looked for. */
  readonly path: string | undefined;
  readonly timeoutMs: number;
}

/** A program or an agent that is run once for each task, in a folder with the files of the task and nothing else. */
export class CommandDetector implements Detector {
  readonly name: string;
  readonly version = `prompt ${PROMPT_VERSION}`;
  readonly settings: Detector['settings'];
  readonly promptHash: string;
  readonly #options: CommandOptions;
  readonly #walls: Walls;
  readonly #redact: (text: string) => string;

  private constructor(options: CommandOptions, walls: Walls) {
    const { command, environment, network, findingsFile, hint, repeat } = options;
    this.#options = options;
    this.#walls = walls;
    this.#redact = redactor(environment.map(([, value]) => value));
    this.name = `command:${command.length > 80 ? `${command.slice(0, 60)}… ${sha256(command).slice(0, 8)}` : command}`;
    this.settings = {
      command,
      environment: environment.map(([name]) => name),
      network,
      findingsFile,
      hint,
      repeat,
      truthHidden: walls.hiding,
    };
    this.promptHash = promptHash({ hint });
  }

  /** @throws BebugError `usage` */
  static async open(options: CommandOptions): Promise<CommandDetector> {
    const { command, environment, network, findingsFile, hidden } = options;
    if (command.trim() === '') throw new BebugError('usage', 'command: names no command.');
    const unset = environment.find(([, value]) => value === undefined);
    if (unset) throw new BebugError('usage', `The environment variable ${unset[0]} is not set.`);
    if (findingsFile !== null && !isInsidePath(findingsFile))
      throw new BebugError(
        'usage',
        `--findings-file ${JSON.stringify(findingsFile)} leaves the folder of the task.`,
      );
    const walls = probeWalls();
    if (!network && !walls.network)
      throw new BebugError(
        'usage',
        'This system has no way to keep a command off the network (unshare -rn).',
        {
          hint: 'Leave --no-network out.',
        },
      );
    return new CommandDetector(
      { ...options, hidden: await Promise.all(hidden.map((path) => realpath(path))) },
      walls,
    );
  }

  /** What the system does not grant, in plain words. */
  get missingWalls(): readonly string[] {
    return this.#walls.hiding
      ? []
      : [
          'this system cannot hide the bug set from the command (unshare -rm): only trust keeps it from the truth',
        ];
  }

  async detect(task: DetectorTask, signal?: AbortSignal): Promise<TaskReport> {
    const folder = await makeTaskFolder(task);
    try {
      await makeRepository(folder, this.#path);
      const end = await this.#run(task, folder, signal);
      return await this.#report(end, task, folder);
    } finally {
      await folder.remove();
    }
  }

  get #path(): string {
    return this.#options.path ?? '/usr/local/bin:/usr/bin:/bin';
  }

  #run(
    task: DetectorTask,
    { files, home }: TaskFolder,
    signal: AbortSignal | undefined,
  ): Promise<ProgramEnd> {
    const { command, environment, network, hidden, hint, timeoutMs } = this.#options;
    const passed = environment.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return runProgram([...wallWords(this.#walls, { hidden, network }), 'sh', '-c', command], {
      cwd: files,
      environment: {
        PATH: this.#path,
        HOME: home,
        TMPDIR: home,
        LANG: 'C.UTF-8',
        ...Object.fromEntries(passed),
      },
      input: folderPrompt(task, { hint }),
      timeoutMs,
      mostBytes: MOST_BYTES,
      signal,
    });
  }

  async #report(end: ProgramEnd, task: DetectorTask, { files }: TaskFolder): Promise<TaskReport> {
    const { timeoutMs, findingsFile } = this.#options;
    const nothing = (status: TaskReport['status'], message: string): TaskReport => ({
      status,
      findings: [],
      message: this.#redact(message),
    });
    if (end.how === 'timed-out')
      return nothing('timed-out', `The command did not end within ${timeoutMs} ms.`);
    if (end.how === 'too-much-output')
      return nothing('unparsable', `The command printed more than ${MOST_BYTES} bytes.`);
    const text = findingsFile === null ? end.output : await readInside(files, findingsFile);
    const read = readOutput(this.#redact(text), task, files);
    // Cut after secrets are taken out: half a secret would not be known as one.
    const said = tail(this.#redact(end.errorOutput));
    // Killed by a signal: what it had written until then is no answer.
    if (end.exitCode === null || end.exitCode > SIGNALS)
      return nothing('failed', `The command was killed. ${said}`);
    if (read.status === 'answered' && (end.exitCode === 0 || read.findings.length > 0)) {
      const message = read.remarks.join(' ');
      return { status: 'answered', findings: read.findings, ...(message !== '' && { message }) };
    }
    // Linters exit with 1 when they find something; without findings it is a crash.
    if (read.status === 'answered' || end.exitCode !== 0)
      return nothing('failed', `Exit code ${String(end.exitCode)}. ${said}`);
    return nothing(read.status, `${read.message} ${said}`.trim());
  }
}

/** The text of a file that a program wrote; empty when it is not there, is no file, is too long or leads out of the folder. */
async function readInside(folder: string, path: string): Promise<string> {
  const full = join(folder, path);
  const stats = await lstat(full).catch(() => null);
  if (!stats?.isFile() || stats.size > MOST_BYTES) return '';
  if (!(await realpath(full)).startsWith((await realpath(folder)) + sep)) return '';
  return readFile(full, 'utf8');
}

function tail(text: string): string {
  return oneLine(text.slice(-MOST_TOLD)).trim();
}
