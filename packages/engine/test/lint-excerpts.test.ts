import { describe, expect, test } from 'vitest';
import { LintedFile } from '../src/screen/lint/linted-file.ts';
import { SourceLinter } from '../src/screen/lint/source-linter.ts';
import { lintWhole } from './whole-file-linter.ts';

/** Files in which what the linter says of one function depends on what another one does. */
const TRAPS: Readonly<Record<string, string>> = {
  'uses.ts': `import { a, b, type T, Shape } from './other.ts';
import * as all from './other.ts';
/** A helper. */
function helper(first: number, second: number): number {
  // Only here.
  return first + a(1);
}
function alone(n: number): number {
  return n > 0 ? alone(n - 1) : 0;
}
export function main(list: readonly T[]): number {
  const shape: Shape | null = null;
  return helper(b(list), 2) + all.size + Number(shape);
}
export const twice = (n: number): number => {
  let result = n;
  result = result * 2;
  return result;
};
export const quick = (n: number): typeof step => n + step;
let step = 1;
export function setStep(): void {
  step = 3;
}
export function loop(): void {
  for (let i = 0; i < 10; i += step) console.log(i, n);
  const n = 1;
}
`,
  'loops.ts': `let direction = 1;
const table: number[] = [1];
export function forever(n: number): boolean {
  for (let i = 0; i < n; i += direction) if (table.length === i) return true;
  console.log('a body that is longer than what can be said of it');
  return /[👍]/u.test('a') && new RegExp(pattern).test('a');
}
const pattern = '[a-z]';
export function turn(n: number): void {
  console.log(n);
}
export function add(): void {
  void table;
}
`,
  'classes.ts': `export class Counter<K> {
  #count = 0;
  readonly #seen = new Set<K>();
  #unused = 1;
  get count(): number {
    return this.#count;
  }
  see(key: K): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#count++;
  }
  #check(): boolean {
    return this.#seen.size === this.#count;
  }
  isWhole(): boolean {
    return this.#check() && this.see.length === 1;
  }
  set limit(value: number) {}
  *all(): Generator<K> {
    console.log('nothing is yielded here, which is said of the head');
  }
}
`,
  'closures.ts': `export function makeStore(limit: number) {
  let size = 0;
  let late: number;
  const entries = new Map<string, number>();
  function evict(): void {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  const store = {
    set(key: string, value: number): void {
      if (entries.size >= limit) evict();
      entries.set(key, value);
      size = entries.size;
    },
    get: (key: string): number | undefined => {
      const found = entries.get(key);
      if (found === undefined) return late;
      return found;
    },
    get size() { return size; },
  };
  return store;
}
`,
  'silenced.ts': `export function quiet(value: unknown): unknown {
  // eslint-disable-next-line no-debugger
  debugger;
  return value;
}
// eslint-disable-next-line @typescript-eslint/no-unused-vars
function nobody(value: unknown): unknown {
  return quiet(value);
}
/* a block that only a comment fills */ export function last(): void {
  if (Math.random() > 2) { /* empty on purpose */ }
}
`,
  'script.cjs': `'use strict';
const fs = require('node:fs');
function read(path) {
  if (!path) return undefined;
  return fs.readFileSync(path, encoding);
}
const encoding = 'utf8';
class Reader extends Base {
  constructor(path) {
    super();
    this.path = path;
  }
  get text() {
    return read(this.path);
  }
}
module.exports = { read, Reader, missing: () => nothing };
`,
  'wide.ts': `/* eslint-disable no-debugger */
export function wide(n: number): number {
  debugger;
  return n + 1;
}
export function other(n: number): number {
  console.log('something long enough to be left out of an excerpt');
  return n;
}
`,
};

/** File, what is there, what is put in its place, and whether the linter has to see the whole file for it. */
const CHANGES: readonly [file: string, clean: string, mutated: string, isWhole?: true][] = [
  ['uses.ts', 'a(1)', '1'],
  ['uses.ts', 'first + a(1)', 'second + a(1)'],
  ['uses.ts', 'helper(b(list), 2)', 'b(list)'],
  ['uses.ts', 'helper(b(list), 2)', 'alone(b(list))'],
  ['uses.ts', 'all.size + ', ''],
  ['uses.ts', 'Shape | null', 'null'],
  ['uses.ts', 'readonly T[]', 'readonly number[]'],
  ['uses.ts', 'alone(n - 1)', 'helper(n, 1)'],
  ['uses.ts', 'result = result * 2;', ''],
  ['uses.ts', 'return result;', 'return n;'],
  ['uses.ts', 'step = 3;', 'void 3;', true],
  ['uses.ts', 'n + step', 'n'],
  ['uses.ts', 'typeof step', 'number'],
  ['uses.ts', 'i += step', 'i -= step'],
  ['uses.ts', 'console.log(i, n)', 'debugger'],
  ['uses.ts', 'let step', 'const step', true],
  ['uses.ts', 'function alone', 'function lonely', true],
  ['loops.ts', 'console.log(n)', 'direction = n', true],
  ['loops.ts', 'void table', 'table.push(1)', true],
  ['loops.ts', 'i < n', 'i > n'],
  ['loops.ts', 'let direction = 1', 'let direction = -1', true],
  ['classes.ts', 'return this.#count;', 'return 1;'],
  ['classes.ts', 'this.#count++', 'void this.#unused'],
  ['classes.ts', 'this.#check() && ', ''],
  ['classes.ts', 'this.#seen.add(key);', ''],
  ['classes.ts', "console.log('nothing is yielded here, which is said of the head')", 'yield* this.#seen'],
  ['classes.ts', '=== 1', '=== -0'],
  ['closures.ts', 'evict();', 'return;'],
  ['closures.ts', 'size = entries.size', 'late = size', true],
  ['closures.ts', 'return late', 'return undefined'],
  ['closures.ts', 'entries.delete(oldest)', 'entries.clear()'],
  [
    'closures.ts',
    'const found = entries.get(key);\n      if (found === undefined) return late;\n      return found;',
    'return 1;',
  ],
  ['closures.ts', '>= limit', '>= 1'],
  ['closures.ts', 'return store', 'return { store, size, late }', true],
  ['silenced.ts', 'debugger;', ''],
  ['silenced.ts', 'return quiet(value)', 'debugger; return value'],
  ['silenced.ts', ' /* empty on purpose */ ', ''],
  ['silenced.ts', '> 2', '> 2 || true'],
  ['script.cjs', 'encoding)', ')'],
  ['script.cjs', 'return undefined', 'return nowhere'],
  ['script.cjs', 'super();', ''],
  ['script.cjs', 'return read(this.path);', 'read(this.path);'],
  ['script.cjs', 'nothing }', 'read }'],
  ['script.cjs', 'fs.readFileSync(path, encoding)', 'document.title'],
  ['wide.ts', 'n + 1', 'n + 2', true],
];

describe('the linter', () => {
  const linter = new SourceLinter();
  const files = new Map<string, LintedFile>();
  const fileOf = (file: string): LintedFile => {
    const known = files.get(file) ?? new LintedFile(linter, file, TRAPS[file]!);
    files.set(file, known);
    return known;
  };

  test.for(Object.keys(TRAPS))('says of the clean %s what it says with all global names', (file) => {
    expect(fileOf(file).diagnostics).toEqual(lintWhole(file, TRAPS[file]!));
  });

  test.for(CHANGES)(
    'says of %s with %j as %j what it says of the whole file',
    ([file, clean, mutated, isWhole]) => {
      const text = TRAPS[file]!.replace(clean, () => mutated);
      expect(text).not.toBe(TRAPS[file]);
      const expected = lintWhole(file, text);
      expect(sorted(fileOf(file).lint(text))).toEqual(sorted(expected));
      expect(fileOf(file).excerpt(text) === null).toBe(isWhole === true);
    },
  );
});

function sorted(
  list: readonly { readonly line: number; readonly rule: string; readonly message: string }[],
): string[] {
  return list.map(({ line, rule, message }) => `${line} ${rule} ${message}`).sort();
}
