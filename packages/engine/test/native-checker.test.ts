import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutant } from '@bebug/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject, type Project } from '../src/2-open-project.ts';
import { scan } from '../src/3-scan.ts';
import { Screen } from '../src/4-screen.ts';
import { compilerExecutable } from '../src/screen/native/compiler-process.ts';
import { NativeChecker, type NativeCheckerOptions } from '../src/screen/native/native-checker.ts';
import { referenceStanding } from './reference-standing.ts';
import { lessToLessOrEqual, returnText, returnZero } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

async function open(files: Readonly<Record<string, string>>): Promise<Project> {
  return openProject(await readCorpus({ path: await temporaryFolder(files) }), { allowTypeErrors: true });
}

function checkerFor(options?: NativeCheckerOptions): NativeChecker {
  const checker = new NativeChecker(options);
  onTestFinished(() => checker.close());
  return checker;
}

/** `file` with the only occurrence of `clean` changed to `mutated`. */
function change(project: Project, file: string, clean: string, mutated: string): Mutant {
  const start = project.text(file).indexOf(clean);
  expect(project.text(file).indexOf(clean, start + 1), `${clean} occurs once in ${file}`).toBe(-1);
  const edits = [{ start, end: start + clean.length, text: mutated }];
  return { operator: 'sample', family: 'condition', tier: 'hard', file, edits };
}

/** Changes that a checker which looks at the changed place only, or at several changes together, gets wrong. */
const TRAPS: Readonly<Record<string, string>> = {
  'size.ts':
    'export function size() {\n  return 1;\n}\nexport function text(): string {\n  return "a";\n}\nexport function other(): number {\n  return size() + 2;\n}\n',
  'uses.ts':
    "import { size, text } from './size.ts';\nexport const doubled: number = size() * 2;\nexport function same(): boolean {\n  return text() === 'a';\n}\nexport function inferred() {\n  return size();\n}\n",
  'last.ts':
    "import { inferred } from './uses.ts';\nexport const sum: number = inferred() + 1;\nexport function loop(n: number): number {\n  return n > 0 ? 5 : 6;\n}\nexport function knot(n: number) {\n  return n > 0 ? 7 : 8;\n}\n",
  'captured.ts':
    'let current: string | undefined = "a";\nexport function reset(): void {\n  const note = 1;\n  void note;\n}\nexport function start(): () => string {\n  let own: string | undefined = "b";\n  own = "c";\n  const change = (): void => {\n    void 2;\n  };\n  change();\n  return () => own;\n}\nexport const now = (): string | undefined => current;\nexport function set(): void {\n  current = undefined;\n}\nlet late: string;\nexport function init(): void {\n  late = "z";\n}\nexport function use(): string {\n  return late;\n}\n',
  'box.ts':
    'export class Box<T> {\n  readonly #items: T[] = [];\n  protected first: T | undefined;\n  add(item: T): this {\n    this.#items.push(item);\n    return this;\n  }\n  get size(): number {\n    return this.#items.length;\n  }\n  static of<U>(item: U): Box<U> {\n    return new Box<U>().add(item);\n  }\n  each = (visit: (item: T) => void): void => {\n    this.#items.forEach(visit);\n  };\n  async later(this: Box<T>, ms: number): Promise<number> {\n    await Promise.resolve(ms);\n    return ms;\n  }\n  *all(): Generator<T> {\n    yield* this.#items;\n  }\n}\nexport class Wide extends Box<number> {\n  override add(item: number): this {\n    return super.add(item + 10);\n  }\n}\nexport interface Sized {\n  readonly size: number;\n}\nexport const sized: Sized = new Wide();\n',
  'inferred.ts':
    "export const twice = (n: number) => n + 20;\nexport const thrice = (n: number): number => n + 21;\nexport function noted(n: number) {\n  const half = n - 22;\n  return [half];\n}\nexport function quiet(n: number) {\n  void (n + 23);\n}\nexport function pair(n: number) {\n  return { n, far: far(n) };\n}\nexport function far(n: number) {\n  return n * 24;\n}\nexport const first: number = noted(25)[0] ?? 0;\nexport const table = { a: [26], b: [] as number[] };\nexport const limit = 27;\nexport let count = twice(28);\nexport const under: 29 | 30 = 29;\nconst exact: 31 = 31;\nexport const early: number = twice(35),\n  soon: number = 36;\ntype Word = 'yes' | 'no';\nexport function word(said: Word) {\n  return said;\n}\nexport let spoken = word('yes');\nspoken = 'no';\nexport const widened = 32;\nexport let wide = widened;\nwide = 33;\nvoid exact;\nexport function choice(n: number) {\n  return n > 34 ? \"yes\" : \"no\";\n}\n",
  'made.ts':
    "import { choice, count, first, pair, table, twice, under, noted } from './inferred.ts';\nexport class Made {\n  readonly size: number;\n  #level = 40;\n  untyped;\n  typed: number = 41;\n  constructor(size: number, scale: number = 42) {\n    this.size = size * scale;\n    this.untyped = size + 43;\n  }\n  get level() {\n    return this.#level + 44;\n  }\n  set level(value: number) {\n    this.#level = value + 45;\n  }\n  grown() {\n    return new Made(this.size + 46);\n  }\n  again = (n: number) => [n + 47];\n}\nexport class Strict {\n  readonly size: number;\n  constructor(size: number) {\n    this.size = size;\n  }\n}\nexport const sums: readonly number[] = [twice(1) + count, first, pair(1).far, table.a[0] ?? 0, noted(1)[0] ?? 0];\nexport const word: 'yes' | 'no' = choice(under);\nexport const levels: number[] = new Made(1).again(new Made(1).grown().level);\n",
  'steps.ts':
    'export function* steps(n: number): Generator<number> {\n  const most = n + 50;\n  for (let i = 0; i < most; i++) yield i;\n}\nexport async function* later(n: number): AsyncGenerator<string> {\n  yield String(await Promise.resolve(n + 51));\n}\nexport class Tree<T> {\n  size = 1;\n  *walk(items: readonly T[]): Iterable<T> {\n    yield* items;\n  }\n  *own(): Iterable<number> {\n    yield this.size + 52;\n  }\n}\nexport function* guessed(n: number) {\n  yield n + 53;\n}\nexport const all: number[] = [...guessed(1), ...new Tree<number>().walk([2])];\n',
  'unions.ts':
    'export const isSmall: boolean = ((n: number) => n < 60)(1);\nexport const label: string | undefined = String(61);\nexport const shown: string = label;\nlet mode: string | number = String(62);\nexport const trimmed: string = mode.trim();\nmode = 63;\nexport const nowMode = (): string | number => mode;\nconst yes = (): true => true;\nexport const isSure: boolean = yes();\nexport const copied = [isSure];\nexport const flags = { isSmall };\n',
  'unions-use.ts':
    "import { copied, flags, isSmall } from './unions.ts';\nflags.isSmall = !isSmall;\nexport const sure: true[] = copied;\n",
  'own-errors.ts':
    'export function a(): number {\n  return missing;\n}\nexport function b(): number {\n  return 11;\n}\nexport function c(): number {\n  return 12;\n}\n',
  'var.ts': 'export function v(): number {\n  var x = 13;\n  return x;\n}\n',
  'narrow.ts':
    'export function isText(value: unknown): value is string {\n  return typeof value === "string";\n}\nexport function length(value: unknown): number {\n  if (isText(value)) return value.length;\n  throw new Error("no é😀 text");\n}\n/* é😀 */ export function after(n: number): number {\n  return n + 14;\n}\n',
};
const CHANGES: readonly [file: string, clean: string, mutated: string][] = [
  ['size.ts', 'return 1;', 'return "one";'],
  ['size.ts', 'return 1;', 'return 3;'],
  ['size.ts', 'return "a"', 'return 1'],
  ['size.ts', 'return "a"', 'return ""'],
  ['size.ts', 'size() + 2', 'size() - 2'],
  ['size.ts', 'size() + 2', 'text() + 2'],
  ['size.ts', 'return size()', 'return other('],
  ['size.ts', 'return 1', 'return other()'],
  ['uses.ts', 'size() * 2', 'text() * 2'],
  ['uses.ts', "=== 'a'", "=== 'b'"],
  ['uses.ts', "=== 'a'", '=== 1'],
  ['uses.ts', 'return size()', 'return text()'],
  ['uses.ts', "'./size.ts'", "'./last.ts'"],
  ['last.ts', '? 5', '? loop(n - 1)'],
  ['last.ts', '? 5', '? ""'],
  ['last.ts', '? 7', '? knot(n - 1)'],
  ['last.ts', '? 7', '? 9'],
  ['captured.ts', 'const note = 1;\n', ''],
  ['captured.ts', 'void note', 'current = note'],
  ['captured.ts', 'void 2', 'own = undefined'],
  ['captured.ts', 'void 2', 'own.length'],
  ['captured.ts', 'current = undefined', 'void current'],
  ['captured.ts', 'current = undefined', 'current = 1'],
  ['captured.ts', 'late = "z"', 'void "z"'],
  ['box.ts', 'return this;', 'return new Box<T>();'],
  ['box.ts', 'push(item)', 'push()'],
  ['box.ts', 'push(item)', 'push(this.first!)'],
  ['box.ts', 'return this.#items.length', 'return this.#items'],
  ['box.ts', 'return this.#items.length', 'return this.#items.length - 1'],
  ['box.ts', 'new Box<U>().add(item)', 'new Box<U>()'],
  ['box.ts', 'new Box<U>().add(item)', 'new Box<T>()'],
  ['box.ts', 'forEach(visit)', 'map(visit)'],
  ['box.ts', 'forEach(visit)', 'forEach(visit, visit.none)'],
  ['box.ts', 'await Promise.resolve(ms)', 'await this.later(ms)'],
  ['box.ts', 'await Promise.resolve(ms)', 'await this.none(ms)'],
  ['box.ts', 'yield* this.#items', 'yield this.#items'],
  ['box.ts', 'yield* this.#items', 'yield* []'],
  ['box.ts', 'item + 10', 'item - 10'],
  ['box.ts', 'item + 10', 'item - "10"'],
  ['inferred.ts', 'n + 20', 'n - 20'],
  ['inferred.ts', 'n + 20', '`${n}`'],
  ['inferred.ts', 'n + 20', '{ n }'],
  ['inferred.ts', 'n + 21', 'n - 21'],
  ['inferred.ts', 'n + 21', '"21"'],
  ['inferred.ts', 'n - 22', 'n.none'],
  ['inferred.ts', 'n - 22', 'n + 22'],
  ['inferred.ts', 'return [half];', ''],
  ['inferred.ts', 'return [half]', 'return [half, n]'],
  ['inferred.ts', 'return [half]', 'return [String(half)]'],
  ['inferred.ts', 'return [half]', 'return noted(half)'],
  ['inferred.ts', '{\n  void (n + 23);\n}', '{}'],
  ['inferred.ts', 'void (n + 23)', 'return n'],
  ['inferred.ts', 'n * 24', 'n / 24'],
  ['inferred.ts', 'n * 24', 'pair(n).far'],
  ['inferred.ts', 'n * 24', 'pair(n).n'],
  ['inferred.ts', 'noted(25)[0]', 'noted(25)[1]'],
  ['inferred.ts', 'noted(25)[0] ?? 0', 'noted(25)[0]'],
  ['inferred.ts', '[26]', '[]'],
  ['inferred.ts', '[26]', '[27, 26]'],
  ['inferred.ts', '= 27', '= 28'],
  ['inferred.ts', 'twice(28)', 'twice(29)'],
  ['inferred.ts', 'twice(28)', 'String(28)'],
  ['inferred.ts', '= 29;', '= 30;'],
  ['inferred.ts', '= 32', '= exact'],
  ['inferred.ts', 'twice(35)', 'early'],
  ['inferred.ts', 'twice(35)', 'soon'],
  ['inferred.ts', 'twice(35)', 'limit'],
  ['inferred.ts', '= 36', '= early'],
  ['inferred.ts', 'return said', 'return said === "no" ? "yes" : "no"'],
  ['inferred.ts', '"yes"', '"maybe"'],
  ['inferred.ts', '"yes" : "no"', '"no" : "yes"'],
  ['made.ts', '= 40', '= "40"'],
  ['made.ts', '= 41', '= 40'],
  ['made.ts', '= 42', '= 43'],
  ['made.ts', '= 42', '= "42"'],
  ['made.ts', 'size * scale', 'size / scale'],
  ['made.ts', 'size + 43', '""'],
  ['made.ts', '+ 44', '- 44'],
  ['made.ts', '+ 44', '+ "44"'],
  ['made.ts', 'value + 45', '"45"'],
  ['made.ts', 'value + 45', 'value - 45'],
  ['made.ts', 'new Made(this.size + 46)', 'this'],
  ['made.ts', 'new Made(this.size + 46)', 'new Made(this.level)'],
  ['made.ts', '[n + 47]', '[n - 47]'],
  ['made.ts', '[n + 47]', '["47"]'],
  ['made.ts', 'this.size = size;', ''],
  ['made.ts', '= size;', '= size + 1;'],
  ['steps.ts', 'n + 50', 'n - 50'],
  ['steps.ts', 'n + 50', '"50"'],
  ['steps.ts', 'yield i', 'yield "i"'],
  ['steps.ts', 'yield i', 'return i'],
  ['steps.ts', 'yield i', 'yield arguments[0]'],
  ['steps.ts', 'n + 51', 'n - 51'],
  ['steps.ts', 'String(await Promise.resolve(n + 51))', 'n'],
  ['steps.ts', 'yield* items', 'yield items'],
  ['steps.ts', 'yield* items', 'yield* items.slice()'],
  ['steps.ts', 'yield* items', 'yield* this.own()'],
  ['steps.ts', 'yield this.size + 52', 'yield "52"'],
  ['steps.ts', 'yield this.size + 52', 'yield this.size - 52'],
  ['steps.ts', 'n + 53', 'n - 53'],
  ['steps.ts', 'n + 53', 'String(n)'],
  ['unions.ts', 'n < 60', 'n > 60'],
  ['unions.ts', 'n < 60', 'n.none'],
  ['unions.ts', '((n: number) => n < 60)(1)', 'true'],
  ['unions.ts', '((n: number) => n < 60)(1)', 'flags.isSmall'],
  ['unions.ts', 'String(61)', 'String(60)'],
  ['unions.ts', 'String(61)', 'undefined'],
  ['unions.ts', 'String(62)', 'String(64)'],
  ['unions.ts', 'String(62)', '62'],
  ['unions.ts', 'yes();', 'true;'],
  ['unions.ts', 'yes();', '!yes();'],
  ['own-errors.ts', 'return missing', 'return 1'],
  ['own-errors.ts', 'return 11', 'return missing'],
  ['own-errors.ts', 'return 12', 'return 0'],
  ['var.ts', 'var x = 13;', ''],
  ['var.ts', 'x = 13', 'x = 12'],
  ['narrow.ts', '=== "string"', '!== "string"'],
  ['narrow.ts', 'if (isText(value)) return', 'if (!isText(value)) return'],
  ['narrow.ts', 'n + 14', 'n - 14'],
  ['narrow.ts', 'n + 14', '"" + 14'],
];

describe('the native checker', () => {
  test('says of every trap what the reference says, or that it does not know', async () => {
    const project = await open(TRAPS);
    const mutants = CHANGES.map(([file, clean, mutated]) => change(project, file, clean, mutated));
    const verdicts = await checkerFor().check(project, mutants);
    const told = mutants.map((mutant, index) => [...CHANGES[index]!, verdicts.get(mutant)]);
    const exact = mutants.map((mutant, index) => [
      ...CHANGES[index]!,
      verdicts.get(mutant) === 'unknown' ? 'unknown' : referenceStanding(project, mutant),
    ]);
    expect(told).toEqual(exact);
    // What does not parse, and what imports another file, is not for it.
    expect(told.filter(([, , , verdict]) => verdict === 'unknown')).toHaveLength(2);
    expect(new Set(told.map(([, , , verdict]) => verdict))).toEqual(new Set(['clean', 'flagged', 'unknown']));
  });

  test('says the same of a mutant alone and in company', async () => {
    const project = await open(TRAPS);
    const mutants = CHANGES.map(([file, clean, mutated]) => change(project, file, clean, mutated));
    const checker = checkerFor();
    const together = await checker.check(project, mutants);
    // Of every kind of trap one: each costs a check of its own.
    for (const mutant of mutants.filter((_, index) => index % 4 === 0))
      expect((await checker.check(project, [mutant])).get(mutant)).toBe(together.get(mutant));
  });

  test('knows nothing of JavaScript, of JSX, and of what rests on them', async () => {
    const project = await open({
      'a.js': 'export function one(n) {\n  return n + 1;\n}\n',
      'b.ts': "import { one } from './a.js';\nexport function two(): number {\n  return one(2);\n}\n",
      'c.tsx': 'export function three(): number {\n  return 3;\n}\n',
    });
    const mutants = [
      change(project, 'a.js', 'n + 1', 'n - 1'),
      change(project, 'b.ts', 'one(2)', 'one(1)'),
      change(project, 'c.tsx', 'return 3', 'return 4'),
    ];
    expect(new Set((await checkerFor().check(project, mutants)).values())).toEqual(new Set(['unknown']));
  });

  test('knows nothing where a compiler is missing, does not start or does not take the options', async () => {
    const files = { 'a.ts': 'export function one(): number {\n  return 1;\n}\n' };
    const project = await open(files);
    const old = await open({
      ...files,
      'tsconfig.json': '{ "compilerOptions": { "target": "ES5", "ignoreDeprecations": "6.0" } }',
    });
    const ask = async (asked: Project, options?: NativeCheckerOptions): Promise<unknown> => {
      const mutant = change(asked, 'a.ts', 'return 1', 'return 2');
      return (await checkerFor(options).check(asked, [mutant])).get(mutant);
    };
    expect(await ask(project)).toBe('clean');
    expect(await ask(project, { executable: null })).toBe('unknown');
    expect(await ask(project, { executable: join(project.corpus.root, 'a.ts') })).toBe('unknown');
    expect(await ask(project, { executable: process.execPath })).toBe('unknown');
    expect(await ask(old)).toBe('unknown');
  });

  test.for(['process.exit(1)', 'return'])(
    'loses nothing but the mutant at which the compiler does: %s',
    { timeout: 60_000 },
    async (misfortune) => {
      const project = await open({
        'a.ts':
          'export function one(): number {\n  return 1;\n}\nexport const two = (): number => {\n  return 2;\n};\n',
        'b.ts': 'export function three(): string {\n  return "3";\n}\n',
      });
      const mutants = [
        change(project, 'a.ts', 'return 1', 'return 10'),
        change(project, 'a.ts', 'return 2', 'return Number("misfortune")'),
        change(project, 'b.ts', 'return "3"', 'return 3'),
      ];
      const checker = checkerFor({ executable: await unlucky(misfortune), patience: 3_000 });
      expect([...(await checker.check(project, mutants)).values()]).toEqual(['clean', 'unknown', 'flagged']);
    },
  );
});

/** The native compiler behind a program to which something happens when a text with the word comes along. */
async function unlucky(misfortune: string): Promise<string> {
  const script = `#!${process.execPath}
    const { spawn } = require('node:child_process');
    const compiler = spawn(${JSON.stringify(compilerExecutable())}, process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] });
    let isOver = false;
    process.on('exit', () => compiler.kill('SIGKILL'));
    process.stdin.on('end', () => process.exit());
    process.stdin.on('data', (bytes) => {
      isOver ||= bytes.includes('misfortune');
      // It waits for an answer, and would outlive this program.
      if (isOver) compiler.kill('SIGKILL');
      if (isOver) ${misfortune};
      compiler.stdin.write(bytes);
    });`;
  const path = join(await temporaryFolder({ 'unlucky.cjs': script }), 'unlucky.cjs');
  await chmod(path, 0o755);
  return path;
}

describe('the screen with a checker', () => {
  test('gives the same verdicts as without, word for word', async () => {
    const project = await open(TRAPS);
    const candidates = [...scan(project, [lessToLessOrEqual, returnText, returnZero])];
    const slow = new Screen();
    const fast = new Screen(checkerFor());
    await fast.announce(project, candidates);
    expect(candidates.map((one) => fast.check(project, one))).toEqual(
      candidates.map((one) => slow.check(project, one)),
    );
  });
});
