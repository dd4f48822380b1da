import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { sha256 } from '@bebug/core';
import { inject, onTestFinished } from 'vitest';
import type { Io } from '../src/io.ts';
import { main } from '../src/main.ts';
import { writeWhole } from '../src/write-whole.ts';

export interface Printed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with these files that is gone after the test. */
export async function workFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { folder, remove } = await keptFolder(files);
  onTestFinished(remove);
  return folder;
}

/** A folder with these files that several tests share; whoever made it removes it. */
export async function keptFolder(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-cli-'));
  await writeFiles(folder, files);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** `keptFolder` with the sample and a `set` of four bugs in it, which is planted once for all processes of a test run. */
export async function plantedFolder(): ReturnType<typeof keptFolder> {
  const planted = join(inject('sharedFolder'), 'planted');
  const said = `${planted}.json`;
  if (await isFirst(`${planted}.begun`)) {
    await writeFiles(planted, SAMPLE);
    const { exitCode, err } = await bebug(
      planted,
      ...['inject', 'src', '--out', 'set', '--count', '4', '--seed', '1'],
    );
    await writeWhole(said, JSON.stringify(exitCode === 0 ? '' : err));
  }
  while (!existsSync(said)) await wait(100);
  const trouble = JSON.parse(await readFile(said, 'utf8')) as string;
  if (trouble !== '') throw new Error(`The sample cannot be planted: ${trouble}`);
  const kept = await keptFolder({});
  await cp(planted, kept.folder, { recursive: true });
  return kept;
}

/** Whether nobody made this folder before. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Path → hash of every file below a folder. */
export async function contents(folder: string): Promise<Record<string, string>> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes: [string, string][] = [];
  for (const file of files) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    hashes.push([path.slice(folder.length), sha256(await readFile(path))]);
  }
  return Object.fromEntries(hashes.sort());
}

/** Run one command line in `cwd`, as a user without a terminal would. */
export async function bebug(cwd: string, ...argv: string[]): Promise<Printed> {
  return bebugUntil(new AbortController().signal, () => undefined, cwd, ...argv);
}

/** Like `bebug`, for one who sits at a terminal and gives these answers; after the last one the input ends. */
export async function bebugAnswering(
  answers: readonly string[],
  cwd: string,
  ...argv: string[]
): Promise<Printed & { readonly questions: readonly string[] }> {
  const questions: string[] = [];
  const left = answers.values();
  const ask = (question: string): Promise<string | null> => {
    questions.push(question);
    return Promise.resolve(left.next().value ?? null);
  };
  const printed = await run({ ask }, cwd, argv);
  return { ...printed, questions };
}

/** Like `bebug`, for one who presses Ctrl-C: `heard` is told what was printed so far. */
export async function bebugUntil(
  signal: AbortSignal,
  heard: (out: string) => void,
  cwd: string,
  ...argv: string[]
): Promise<Printed> {
  return run({ signal, heard }, cwd, argv);
}

/** Like `bebug`, for one whose environment has these variables. */
export async function bebugWith(
  variables: Readonly<Record<string, string>>,
  cwd: string,
  ...argv: string[]
): Promise<Printed> {
  return run({ environment: (name) => variables[name] }, cwd, argv);
}

async function run(
  given: Partial<Pick<Io, 'signal' | 'ask' | 'environment'>> & { readonly heard?: (out: string) => void },
  cwd: string,
  argv: readonly string[],
): Promise<Printed> {
  let out = '';
  let err = '';
  const exitCode = await main(argv, {
    out: (text) => {
      out += text;
      given.heard?.(out);
      return Promise.resolve();
    },
    ask: given.ask ?? null,
    err: (text) => {
      err += text;
    },
    stdio: { input: Readable.from([]), output: new PassThrough() },
    cwd,
    environment: given.environment ?? (() => undefined),
    cacheFolder: join(cwd, '.cache'),
    isTerminal: false,
    showsProgress: false,
    colour: false,
    width: 110,
    processors: 2,
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: given.signal ?? new AbortController().signal,
  });
  return { exitCode, out, err };
}

/** A small project in which several operators find a home. */
export const SAMPLE = {
  'package.json': '{"name":"sample","version":"1.0.0","license":"MIT"}\n',
  'tsconfig.json':
    '{"compilerOptions":{"strict":true,"target":"ES2022","module":"NodeNext"},"include":["src"]}\n',
  'src/window.ts': `/** The items of one page; pages count from 1. */
export function pageOf(items: readonly number[], page: number, size: number): number[] {
  if (page < 1 || size < 1) throw new RangeError('page and size start at 1');
  const start = (page - 1) * size;
  return items.slice(start, start + size);
}

/** How many items lie within both bounds. */
export function countWithin(items: readonly number[], low: number, high: number): number {
  let count = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item !== undefined && item >= low && item <= high) count++;
  }
  return count;
}
`,
  'src/total.ts': `export interface Line {
  readonly price: number;
  readonly quantity: number;
}

/** What the lines cost together, in cents. */
export function total(lines: readonly Line[], discount: number): number {
  let sum = 0;
  for (const line of lines) {
    if (line.quantity > 0 && line.price > 0) sum += line.price * line.quantity;
  }
  return discount > sum ? 0 : sum - discount;
}
`,
  'src/initials.ts': `/** The first letters of the words of a name. */
export function initials(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  if (words.length === 0) return '?';
  const first = words[0] ?? '';
  const last = words[words.length - 1] ?? '';
  return words.length === 1 ? first.slice(0, 1) : first.slice(0, 1) + last.slice(0, 1);
}
`,
};
