import { existsSync } from 'node:fs';
import { TIERS } from '@bebug/core';
import { bugSchema } from '@bebug/core/truth';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject, type Project } from '../src/2-open-project.ts';
import { disguise } from '../src/disguise/disguise.ts';
import { inject } from '../src/inject.ts';
import { PROFILES } from '../src/profile/named-profiles.ts';
import { CannedProver, provedAt, unproved } from './canned-prover.ts';
import { evaluate } from './evaluate.ts';
import { lessToLessOrEqual } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

async function projectOf(files: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await temporaryFolder({
    'package.json': '{"name":"famous","author":"Somebody","type":"module"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true,"target":"ES2022","module":"NodeNext"}}',
    ...files,
  });
  return openProject(await readCorpus({ path: folder }), { allowTypeErrors: false });
}

/** The one source of a project that was given as `a.ts`, disguised. */
async function disguised(text: string, seed = 1): Promise<string> {
  const { project } = disguise(await projectOf({ 'src/index.ts': text }), seed);
  return project.corpus.sources.get('src/index.ts')!;
}

/** Code in which names mean several things, and calls that show whether it still does the same. */
const CASES: readonly {
  name: string;
  code: string;
  call: string;
  gone: readonly string[];
  kept: readonly string[];
}[] = [
  {
    name: 'a shorthand property keeps its name',
    code: 'export function make(first: number): { total: number } {\n  const total = first + 1;\n  return { total };\n}\n',
    call: 'make(1)',
    gone: ['const total', 'first'],
    kept: ['{ total:', 'make'],
  },
  {
    name: 'a destructured parameter with a default',
    code: "export function greet({ name = 'you', count }: { name?: string; count: number }): string {\n  return name.repeat(count);\n}\n",
    call: "[greet({ count: 2 }), greet({ name: 'a', count: 1 })]",
    gone: ['name.repeat', '(count)'],
    kept: ['{ name: ', 'name?: string', 'count: number'],
  },
  {
    name: 'an assignment pattern and a rest element',
    code: 'export function swap(list: { low: number; high: number; more: number }): unknown[] {\n  let low = 0;\n  let rest: object = {};\n  ({ low, ...rest } = list);\n  return [low, rest];\n}\n',
    call: 'swap({ low: 1, high: 2, more: 3 })',
    gone: ['let low', 'let rest'],
    kept: ['low: number'],
  },
  {
    name: 'what is shadowed stays shadowed, and a label is no variable',
    code: 'export function find(items: number[][], wanted: number): number {\n  let found = -1;\n  found: for (const items2 of items) {\n    for (const item of items2) {\n      const found = item * 2;\n      if (found === wanted) break found;\n    }\n  }\n  return found;\n}\n',
    call: '[find([[1], [2]], 4), find([], 1)]',
    gone: ['let found', 'wanted: number)'],
    kept: ['break found'],
  },
  {
    name: 'hidden members',
    code: 'export class Counter {\n  #count = 0;\n  private start = 1;\n  add(): number {\n    this.bump();\n    return this.#count + this.start;\n  }\n  private bump(): void {\n    if (this.#mayGrow()) this.#count++;\n  }\n  #mayGrow(): boolean {\n    return #count in this;\n  }\n}\n',
    call: '[new Counter().add(), Object.keys(new Counter())]',
    gone: ['#count', 'bump', '#mayGrow'],
    kept: ['start', 'add', 'Counter'],
  },
  {
    name: 'functions and types of the module, a guard and a type query',
    code: "interface Entry { value: number }\nfunction isEntry(value: unknown): value is Entry {\n  return typeof value === 'object' && value !== null && 'value' in value;\n}\nexport function read(given: unknown): number {\n  const entry: typeof given = given;\n  return isEntry(entry) ? entry.value : 0;\n}\n",
    call: '[read({ value: 3 }), read(null)]',
    gone: ['isEntry'],
    kept: ["'value' in", '.value', 'read'],
  },
  {
    name: 'a name that a string says stays',
    code: "export function pick(mode: string): string {\n  const state: Record<string, string> = { state: mode };\n  return state['state']!;\n}\n",
    call: "pick('x')",
    gone: ['mode'],
    kept: ['const state'],
  },
  {
    name: 'export aliases, and documentation',
    code: '/**\n * Adds.\n * @param left the one; `left` may be 0\n */\nfunction sum(left: number, right: number): number {\n  return left + right;\n}\nexport { sum as add };\n',
    call: 'add(1, 2)',
    gone: ['left'],
    kept: ['as add', 'sum'],
  },
];

describe('a disguise', () => {
  test.for(CASES)('$name', async ({ code, call, gone, kept }) => {
    const text = await disguised(code);
    for (const part of gone) expect(text).not.toContain(part);
    for (const part of kept) expect(text).toContain(part);
    expect(evaluate(text, call)).toBe(evaluate(code, call));
  });

  test('leaves a file alone in which names are reached by other ways', async () => {
    const code =
      'export function run(code: string): unknown {\n  const total = 1;\n  void total;\n  return eval(code);\n}\n';
    expect(await disguised(code)).toBe(code);
  });

  test('is the same for one seed, and another for another', async () => {
    const { code } = CASES[0]!;
    expect(await disguised(code, 1)).toBe(await disguised(code, 1));
    const others = await Promise.all([2, 3, 4, 5].map((seed) => disguised(code, seed)));
    expect(new Set(others).size).toBeGreaterThan(1);
  });

  test('gives files other names, their drivers too, and follows the imports', async () => {
    const project = await projectOf({
      'src/lru-cache.ts': 'export const size = (): number => 2;\n',
      'src/lru-cache.driver.ts': "import { size } from './lru-cache.js';\nexport const calls = [size];\n",
      'src/index.ts':
        "import { size } from './lru-cache.js';\nexport const twice = (): number => size() * 2;\n",
      'src/named.ts': "export const self = './named';\n",
    });
    const { project: other, counts } = disguise(project, 1);
    const paths = [...other.corpus.sources.keys()];
    const renamed = paths.find((path) => path !== 'src/index.ts' && path !== 'src/named.ts')!;
    expect(renamed).not.toContain('lru');
    expect(paths).toContain('src/named.ts');
    expect(counts.files).toBe(1);
    const stem = renamed.replace('src/', './').replace('.ts', '.js');
    expect(other.corpus.sources.get('src/index.ts')).toContain(`from '${stem}'`);
    const driver = other.corpus.drivers.get(renamed)!;
    expect(driver).toBe(renamed.replace('.ts', '.driver.ts'));
    expect(other.corpus.extras.get(driver)).toContain(`from '${stem}'`);
    expect(other.closure('src/index.ts')).toEqual([renamed]);
    expect(existsSync(renamed)).toBe(false);
    expect(other.corpus.extras.get('package.json')).toBe('{\n  "type": "module"\n}\n');
  });

  test('bugs, spans and explanations are those of the disguised text; what shows is not used', async () => {
    const files = {
      'src/a.ts': 'export function isLess(low: number, high: number): boolean {\n  return low < high;\n}\n',
      'src/b.ts': 'export function isMore(low: number, high: number): boolean {\n  return high < low;\n}\n',
    };
    const naming: typeof lessToLessOrEqual = {
      ...lessToLessOrEqual,
      *mutate(node, context) {
        for (const rewrite of lessToLessOrEqual.mutate(node, context))
          yield {
            ...rewrite,
            explanation: { mechanism: node.getText(), trigger: 't', consequence: 'c', fix: 'f' },
          };
      },
    };
    const prover = new CannedProver();
    prover.decoy = ({ candidate }) => (candidate.file === 'src/b.ts' ? provedAt(0.5)() : unproved());
    const set = await inject([await projectOf(files)], prover, {
      operators: [naming],
      families: ['boundary'],
      tiers: TIERS,
      seed: 1,
      count: 2,
      controls: 0,
      bugsPerTask: 1,
      as: 'file',
      decoys: 0,
      disguise: true,
      profile: { name: 'balanced', profile: PROFILES.balanced },
      replayer: prover,
      allowTypeErrors: false,
      sandbox: [],
    });
    const bugs = set.files.get('truth/bugs.jsonl')!.trim().split('\n');
    expect(bugs.length).toBe(1);
    expect(set.manifest.funnel.dropped['prove: the disguise shows']).toBe(1);
    expect(set.manifest.disguise.names).toBe(8);
    const bug = bugSchema.parse(JSON.parse(bugs[0]!));
    const clean = set.files.get(`truth/clean/${bug.task}/${bug.file}`)!;
    expect(clean).not.toMatch(/\blow\b|\bhigh\b/u);
    expect(clean).toContain(bug.explanation.mechanism);
  });
});
