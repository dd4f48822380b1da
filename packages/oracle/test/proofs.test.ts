import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttackWitness, InputWitness, ScheduleWitness, Witness } from '@bebug/core/truth';
import { openProject, readCorpus, type Project, type Proof, type ScreenedMutant } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOracle, type Oracle } from '../src/index.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

const FILES = {
  'ranges.ts': `
    const clampLow = (value: number, low: number): number => (value < low ? low : value);
    export function clamp(value: number, low: number, high: number): number {
      if (low > high) throw new RangeError('low is above high');
      const raised = clampLow(value, low);
      return raised > high ? high : raised;
    }
    export function firstOver(limit: number, values: readonly number[]): number {
      for (let index = 0; index < values.length; index++) if (values[index]! > limit) return index;
      return -1;
    }
    export function sorted(values: number[]): number[] { return [...values].sort((a, b) => a - b); }
    export function countDown(from: number): number {
      let steps = 0;
      for (let n = Math.min(from, 50); n > 0; n -= 1) steps++;
      return steps;
    }
    export function memo(compute: (n: number) => number): (n: number) => number {
      const known = new Map<number, number>();
      return (n) => { const old = known.get(n); if (old !== undefined) return old; const made = compute(n); known.set(n, made); return made; };
    }
    export function isPort(text: string): boolean { return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65535; }
    export async function both(first: Promise<number>, second: Promise<number>): Promise<number> { return (await first) + (await second); }
    export function describeError(n: number): string { if (n > 3) throw new Error('n is above ' + n); return 'fine'; }
  `,
  'stack.ts': `
    export class Stack<T> {
      #items: T[] = [];
      constructor(readonly capacity: number) {}
      get size(): number { return this.#items.length; }
      push(item: T): boolean { if (this.#items.length >= this.capacity) return false; this.#items.push(item); return true; }
      pop(): T | undefined { return this.#items.pop(); }
      all(): T[] { return [...this.#items]; }
    }
  `,
  'plain.js': `
    const LIMIT = 3;
    /** @param {string} text @param {number} [size] */
    function cut(text, size = LIMIT) { return text.length > size ? text.slice(0, size) + '…' : text; }
    module.exports = { cut };
  `,
  'counter.ts': `
    export class Counter {
      total = 0;
      constructor(private readonly load: () => Promise<number>) {}
      async add(): Promise<void> { const amount = await this.load(); this.total += amount; }
    }
  `,
  'counter.driver.ts': `
    import { Counter } from './counter.ts';
    export default {
      create: (world) => { let n = 0; return new Counter(() => world.external('load', [], () => 10 ** n++)); },
      calls: { add: { args: [], run: (counter) => counter.add() } },
      observe: (counter) => counter.total,
      scenarios: [{ name: 'two at once', clients: [[['add']], [['add']]] }],
    };
  `,
  'files.ts': `
    export function read(files: Map<string, string>, name: string): string {
      if (name.includes('..') || name.startsWith('/')) throw new Error('outside');
      const path: string[] = [];
      for (const part of ('/srv/public/' + name).split('/')) { if (part === '..') path.pop(); else if (part !== '' && part !== '.') path.push(part); }
      return files.get('/' + path.join('/')) ?? 'none';
    }
  `,
  'files.driver.ts': `
    import { read } from './files.ts';
    export default {
      create: (world) => new Map([['/srv/public/a.txt', 'a'], ['/srv/secret.txt', world.marker]]),
      attacks: { read: { kit: 'path-traversal', cwe: 22, send: (files, request) => read(files, request), benign: ['a.txt', 'b.txt'] } },
    };
  `,
  'users.ts': `
    export function find(db: any, name: string): unknown { return db.prepare('SELECT id FROM users WHERE hidden = 0 AND name = ?').all(name); }
  `,
  'users.driver.ts': `
    import { DatabaseSync } from 'node:sqlite';
    import { find } from './users.ts';
    export default {
      create: (world) => { const db = new DatabaseSync(':memory:'); db.exec("CREATE TABLE users (id TEXT, name TEXT, hidden INT); INSERT INTO users VALUES ('1', 'ada', 0), ('" + world.marker + "', 'root', 1)"); return db; },
      attacks: { find: { kit: 'sql-injection', cwe: 89, send: (db, request) => find(db, request), benign: ['ada', 'bob'] } },
    };
  `,
  'keys.ts': `
    import { timingSafeEqual } from 'node:crypto';
    export function check(secret: string, guess: string): boolean {
      if (guess.length !== secret.length) return false;
      return timingSafeEqual(Buffer.from(guess), Buffer.from(secret));
    }
  `,
  'keys.driver.ts': `
    import { check } from './keys.ts';
    const secret = '3f9a0c7be1d24485';
    export default {
      create: () => secret,
      attacks: { guess: { kit: 'timing', cwe: 208, send: (key, request) => check(key, request), benign: [secret, 'no', '0000000000000000'], secret } },
    };
  `,
  'load.ts': `import { readFileSync } from 'node:fs'; export const read = (path: string): string => readFileSync(path, 'utf8');`,
  'flaky.ts': `let calls = Number(process.hrtime.bigint() % 2n); export const next = (n: number): number => { calls++; return n + calls; };`,
} as const;

let project: Project;
let oracle: Oracle;
beforeAll(async () => {
  project = await smallProject(FILES);
  oracle = await createOracle({ workers: 2, seed: 7 });
});
afterAll(() => oracle.close());

const prove = (file: string, from: string, to: string): Promise<Proof> =>
  oracle.prove(mutantOf(project, file, from, to));
function proved(proof: Proof): Extract<Proof, { status: 'proved' }> {
  if (proof.status !== 'proved') throw new Error(`${proof.reason}: ${proof.detail}`);
  return proof;
}

/** The witness of a mutant that an input proves; it holds when it is run again. */
async function replayingWitness(mutant: ScreenedMutant): Promise<InputWitness> {
  const { witness } = proved(await oracle.prove(mutant));
  expect(await oracle.replay(await replayOf(mutant, witness))).toEqual({ holds: true, why: '' });
  return witness as InputWitness;
}

describe('an input proves', () => {
  test.for([
    ['a boundary', 'ranges.ts', 'values[index]! > limit', 'values[index]! >= limit', 'firstOver'],
    [
      'a lost copy, by what happens to the argument',
      'ranges.ts',
      '[...values].sort',
      'values.sort',
      'sorted',
    ],
    [
      'an unexported function, through the export that uses it',
      'ranges.ts',
      'value < low ? low',
      'value < low ? value',
      'clamp',
    ],
    ['a constant of the source that types do not tell', 'ranges.ts', '<= 65535', '< 65535', 'isPort'],
    [
      'a cache that forgets, by the calls on an injected function',
      'ranges.ts',
      'known.set(n, made); ',
      '',
      'memo',
    ],
    ['a loop that does not end, by its steps', 'ranges.ts', 'n -= 1', 'n -= 0', 'countDown'],
    ['a lost guard', 'ranges.ts', "if (low > high) throw new RangeError('low is above high');", '', 'clamp'],
    [
      'a rejected promise that is not waited for',
      'ranges.ts',
      '(await first) + (await second)',
      '(await first)',
      'both',
    ],
    ['a class, by a sequence of calls', 'stack.ts', '>= this.capacity', '> this.capacity', 'Stack'],
    [
      'a leaked internal array, by its identity or later state',
      'stack.ts',
      'return [...this.#items]',
      'return this.#items.reverse()',
      'Stack',
    ],
    ['CommonJS without types', 'plain.js', 'text.length > size', 'text.length >= size', 'cut'],
    [
      'a driver, by its calls',
      'counter.ts',
      'this.total += amount',
      'this.total -= amount',
      'counter.driver.ts',
    ],
  ] as const)('%s', async ([, file, from, to, target]) => {
    const { witness, evidence, density } = proved(await prove(file, from, to));
    expect(witness.kind).toBe('input');
    const input = witness as InputWitness;
    expect(Object.values(input.target)).toContain(target);
    expect(input.clean).not.toEqual(input.mutated);
    expect(evidence.input).toMatchObject({ exposed: true });
    expect(density).toBe(evidence.input!.density!.estimate);
  });

  test('the witness is small and reads as a call', async () => {
    const { witness } = proved(await prove('ranges.ts', 'values[index]! > limit', 'values[index]! >= limit'));
    expect((witness as InputWitness).call).toMatch(/^firstOver\((-?\d+), \[\1\]\)$/u);
  });

  test('a hang is told from the clean code by steps, and said to be one', async () => {
    const { witness } = proved(await prove('ranges.ts', 'n -= 1', 'n -= 0'));
    expect(witness).toMatchObject({
      clean: { ending: 'returned' },
      mutated: { ending: 'diverged', detail: 'out of steps' },
    });
  });
});

describe('nothing is proved of', () => {
  // A whole search each; `benchmarks/false-proofs` has all kinds of harmless edits.
  test.for([
    ['a message that says it otherwise', 'ranges.ts', "'n is above '", "'n is more than '"],
    [
      'a private field of another shape',
      'stack.ts',
      '#items: T[] = [];',
      '#items: T[] = new Array<T>(); #spare = 1;',
    ],
    [
      'an extra turn of the event loop',
      'counter.ts',
      'const amount = await this.load();',
      'const amount = await this.load(); await null;',
    ],
  ] as const)('%s', async ([, file, from, to]) => {
    const proof = await prove(file, from, to);
    expect(proof).toMatchObject({ status: 'unproved', reason: 'no witness' });
    expect(proof.evidence.input!.executions).toBeGreaterThan(500);
  });

  test('a module that works on the outside world only, and says what it asked for', async () => {
    expect(await prove('load.ts', "'utf8'", "'latin1'")).toMatchObject({
      status: 'unproved',
      reason: 'needs the outside world',
      detail: expect.stringContaining('fs.readFileSync') as string,
    });
  });

  test('an operator whose site no export reaches', async () => {
    const unreached = await smallProject({
      'alone.ts':
        'function alone(n: number): number { return n + 1; }\nexport const other = (n: number): number => n;\n',
    });
    expect(await oracle.prove(mutantOf(unreached, 'alone.ts', 'n + 1', 'n - 1'))).toMatchObject({
      status: 'unproved',
      reason: 'not reachable from an export',
    });
  });
});

describe('a schedule proves', () => {
  const race = [
    'counter.ts',
    'const amount = await this.load(); this.total += amount;',
    'this.total += await this.load();',
  ] as const;

  test('a lost update, which calls in turn do not show', async () => {
    const { witness, evidence } = proved(await prove(...race));
    expect(witness).toMatchObject({ kind: 'schedule', scenario: 'two at once', level: 'L1', complete: true });
    expect(evidence).toMatchObject({ input: { exposed: false }, schedule: { exposed: true, pure: true } });
    const { rarity, events } = witness as ScheduleWitness;
    expect(rarity.failing).toBeLessThanOrEqual(rarity.explored);
    expect(events.length).toBeGreaterThan(2);
  });
});

describe('an attack proves', () => {
  test.for([
    ['path traversal', 'files.ts', "name.includes('..') || ", '', 22],
    ['an injected statement', 'users.ts', "name = ?').all(name)", "name = \\'' + name + '\\'').all()", 89],
    [
      'a comparison that stops early',
      'keys.ts',
      'timingSafeEqual(Buffer.from(guess), Buffer.from(secret))',
      'guess === secret',
      208,
    ],
    [
      'a comparison of bytes that stops early',
      'keys.ts',
      'timingSafeEqual(Buffer.from(guess), Buffer.from(secret))',
      'Buffer.from(guess).equals(Buffer.from(secret))',
      208,
    ],
    [
      'a loop that stops early',
      'keys.ts',
      'return timingSafeEqual(Buffer.from(guess), Buffer.from(secret))',
      'for (let i = 0; i < guess.length; i++) if (guess[i] !== secret[i]) return false; return true',
      208,
    ],
  ] as const)('%s', async ([, file, from, to, cwe]) => {
    const { witness, evidence } = proved(await prove(file, from, to));
    expect(witness).toMatchObject({ kind: 'attack', cwe });
    expect((witness as AttackWitness).benignServed).toBeGreaterThan(1);
    expect(evidence.attack).toMatchObject({ exposed: true });
  });

  test.for([
    ['a guard written otherwise', 'files.ts', "name.includes('..')", "name.indexOf('..') >= 0"],
    ['a statement in other letters', 'users.ts', 'SELECT id FROM', 'select id from'],
    [
      'a comparison in constant time by hand',
      'keys.ts',
      'return timingSafeEqual(Buffer.from(guess), Buffer.from(secret))',
      'let bad = 0; for (let i = 0; i < guess.length; i++) bad |= guess.charCodeAt(i) ^ secret.charCodeAt(i); return bad === 0',
    ],
    ['a mutant that serves nobody any more', 'users.ts', 'hidden = 0', 'hidden = 2'],
  ] as const)('but not %s', async ([, file, from, to]) => {
    expect(await prove(file, from, to)).toMatchObject({
      status: 'unproved',
      evidence: { attack: { exposed: false } },
    });
  });
});

describe('a stored witness is run again', () => {
  const cases = [
    ['input', 'ranges.ts', 'values[index]! > limit', 'values[index]! >= limit'],
    [
      'schedule',
      'counter.ts',
      'const amount = await this.load(); this.total += amount;',
      'this.total += await this.load();',
    ],
    ['attack', 'files.ts', "name.includes('..') || ", ''],
    ['attack', 'keys.ts', 'timingSafeEqual(Buffer.from(guess), Buffer.from(secret))', 'guess === secret'],
  ] as const;
  const tamperings: Readonly<Record<string, readonly ((witness: never) => Witness)[]>> = {
    input: [
      (witness: InputWitness) => ({ ...witness, input: [1, []] }),
      (witness: InputWitness) => ({ ...witness, input: [0, [0, 1]], call: 'firstOver(0, [0, 1])' }),
      (witness: InputWitness) => ({ ...witness, input: { nonsense: true } }),
      (witness: InputWitness) => ({ ...witness, call: 'firstOver(5, [])' }),
      (witness: InputWitness) => ({ ...witness, target: { kind: 'function', name: 'sorted' } }),
      (witness: InputWitness) => ({ ...witness, clean: { ...witness.clean, detail: 'returned 99' } }),
      (witness: InputWitness) => ({
        ...witness,
        mutated: { ending: 'threw', detail: witness.mutated.detail },
      }),
    ],
    schedule: [
      (witness: ScheduleWitness) => ({ ...witness, events: witness.events.slice(1) }),
      (witness: ScheduleWitness) => ({
        ...witness,
        events: witness.events.map((label) => label.replace('load', 'store')),
      }),
      (witness: ScheduleWitness) => ({ ...witness, events: [...witness.events].reverse() }),
      (witness: ScheduleWitness) => ({ ...witness, outcome: `${witness.outcome}.` }),
      (witness: ScheduleWitness) => ({ ...witness, level: 'L3' }),
      (witness: ScheduleWitness) => ({ ...witness, cleanOutcomes: witness.cleanOutcomes + 1 }),
      (witness: ScheduleWitness) => ({ ...witness, scenario: 'another' }),
      (witness: ScheduleWitness) => ({ ...witness, deviations: witness.deviations + 1 }),
    ],
    attack: [
      (witness: AttackWitness) => ({ ...witness, payload: 'a.txt' }),
      (witness: AttackWitness) => ({ ...witness, attack: 'another' }),
      (witness: AttackWitness) => ({ ...witness, effect: 'none' }),
      (witness: AttackWitness) => ({ ...witness, cwe: 1 }),
      (witness: AttackWitness) => ({ ...witness, benignServed: 99 }),
      (witness: AttackWitness) => ({ ...witness, mutated: { ...witness.mutated, detail: 'returned "x"' } }),
    ],
  };

  test.for(cases)(
    '%s of %s: it holds; tampered with, or for the clean code, it does not',
    async ([kind, file, from, to]) => {
      const mutant = mutantOf(project, file, from, to);
      const { witness } = proved(await oracle.prove(mutant));
      expect(witness.kind).toBe(kind);
      expect(await oracle.replay(await replayOf(mutant, witness))).toEqual({ holds: true, why: '' });
      for (const tamper of tamperings[kind]!) {
        const { holds, why } = await oracle.replay(await replayOf(mutant, tamper(witness as never)));
        expect({ holds, why: why !== '' }, tamper.toString()).toEqual({ holds: false, why: true });
      }
      expect(
        await oracle.replay({ ...(await replayOf(mutant, witness)), mutatedText: project.text(file) }),
      ).toMatchObject({ holds: false });
    },
  );
});

test('a private function is not called by itself: nobody else could', async () => {
  const deep = await smallProject({
    'deep.ts':
      'function third(n: number): number { return n / 3; }\nexport const of = (text: string): number => (text.length > 9000 ? third(text.length) : 0);\n',
  });
  const proof = await oracle.prove(mutantOf(deep, 'deep.ts', 'n / 3', 'n * 3'));
  expect(proof).toMatchObject({ status: 'unproved', reason: 'no witness' });
});

test('a script is called by what no other of its declarations uses; the witness says so, and replays', async () => {
  const script = await smallProject({
    'script.js':
      'function third(n) { return n / 3; }\n/** @param {string} text */ function thirdOf(text) { return third(text.length); }\n',
  });
  const mutant = mutantOf(script, 'script.js', 'n / 3', 'n * 3');
  const witness = await replayingWitness(mutant);
  expect(witness).toMatchObject({ target: { kind: 'function', name: 'thirdOf', internal: true } });
  expect(witness.call).toContain('thirdOf is not exported');
  const forged = { ...witness, target: { kind: 'function', name: 'thirdOf(1)', internal: true } };
  expect((await oracle.replay(await replayOf(mutant, forged as InputWitness))).holds).toBe(false);
});

test('a script whose class and factory use each other is called by the class', async () => {
  const script = await smallProject({
    'ratio.js':
      'function half(n) { return n / 2; }\nfunction make(n) { const one = Object.create(Ratio.prototype); one.n = n; return one; }\n/** @param {number} n */ function Ratio(n) { if (n < 0) return make(-n); this.n = half(n); }\nRatio.prototype = { twice() { return make(this.n * 2); } };\n',
  });
  const { witness } = proved(await oracle.prove(mutantOf(script, 'ratio.js', 'this.n * 2', 'this.n * 3')));
  expect(witness).toMatchObject({ target: { name: 'Ratio', internal: true } });
});

test('what one export gives is passed to the next', async () => {
  const handles = await smallProject({
    'handles.ts':
      "const sizes = new WeakMap<object, number>();\nexport const node = (size: number): object => { const one = {}; sizes.set(one, size); return one; };\nexport function weigh(one: object): number {\n  const size = sizes.get(one);\n  if (size === undefined) throw new Error('not a node');\n  return size * 2;\n}\n",
  });
  const witness = await replayingWitness(mutantOf(handles, 'handles.ts', 'size * 2', 'size + 2'));
  expect(witness).toMatchObject({ target: { kind: 'sequence' } });
  expect(witness.call).toMatch(/^const r0 = await node\(.*\);\nconst r1 = await weigh\(r0\)$/u);
});

test('an argument may be the same object again: what is taken off is found by identity', async () => {
  const bus = await smallProject({
    'bus.ts':
      'type Listener = (n: number) => void;\nexport class Bus {\n  #listeners: Listener[] = [];\n  on(one: Listener): void { this.#listeners.push(one); }\n  off(one: Listener): void {\n    const at = this.#listeners.indexOf(one);\n    if (at >= 0) this.#listeners.splice(at, 1);\n  }\n  emit(n: number): void { for (const one of [...this.#listeners]) one(n); }\n}\n',
  });
  const { call } = await replayingWitness(mutantOf(bus, 'bus.ts', 'splice(at, 1)', 'splice(at, 2)'));
  expect(call).toMatch(/const same0 = .*;\n[^]*off\(same0\)/u);
});

test('between calls time passes, where the code looks at a clock', async () => {
  const visits = await smallProject({
    'visits.ts':
      'export class Visits {\n  #last = new Map<string, number>();\n  visit(name: string): void { this.#last.set(name, Date.now()); }\n  isHere(name: string): boolean { return Date.now() - (this.#last.get(name) ?? 0) < 5000; }\n}\n',
  });
  const { call } = await replayingWitness(mutantOf(visits, 'visits.ts', '5000', '500'));
  expect(call).toMatch(/visit\((?<name>.*)\);\n(?:await .*;\n)+result\.isHere\(\k<name>\)/u);
});

test('what its documentation calls private is reached through the rest of the module', async () => {
  const project = await smallProject({
    'parts.ts':
      '/**\n * @private\n */\nexport function parts(n: number): { whole: number; rest: number } { return { whole: Math.trunc(n), rest: n % 1 }; }\nexport function whole(n: number): number { return parts(n).whole; }\n',
  });
  expect(await oracle.prove(mutantOf(project, 'parts.ts', 'rest: n % 1', 'rest: n'))).toMatchObject({
    status: 'unproved',
    reason: 'no witness',
  });
  const { witness } = proved(await oracle.prove(mutantOf(project, 'parts.ts', 'Math.trunc(n)', 'n')));
  expect(witness).toMatchObject({ target: { kind: 'function', name: 'whole' } });
});

test('what only the project calls is shown through what others call, where it can be', async () => {
  const project = await smallProject({
    'package.json': JSON.stringify({ name: 'p', exports: './dist/index.js' }),
    'src/index.ts':
      "import { cut } from './cut.ts';\nexport function firstWord(text: string): string { const [word] = text.split(' '); return cut(word!, 40); }\n",
    'src/cut.ts':
      'export const cut = (text: string, size: number): string => (size < 0 ? text : text.slice(0, size).trimEnd());\n',
  });
  const cut = (from: string, to: string): Promise<Proof> =>
    oracle.prove(mutantOf(project, 'src/cut.ts', from, to));
  expect(proved(await cut('slice(0,', 'slice(1,')).witness).toMatchObject({
    target: { module: 'src/index.ts', name: 'firstWord' },
  });
  // Its caller never gives it a negative size.
  expect(proved(await cut('size < 0', 'size < -1')).witness).toMatchObject({ target: { name: 'cut' } });
});

test('how often a function is asked that stands for a value is no outcome; what comes of its answer is', async () => {
  const text =
    "type Width = number | ((text: string) => number);\nconst widthOf = (width: Width, text: string): number => (typeof width === 'function' ? width(text) : width);\nexport function fit(text: string, width: Width): string { return text === '' ? '' : text.slice(0, widthOf(width, text)); }\n";
  const project = await smallProject({ 'fit.ts': text });
  expect(await oracle.prove(mutantOf(project, 'fit.ts', "text === '' ? '' : text.", 'text.'))).toMatchObject({
    status: 'unproved',
    reason: 'no witness',
  });
  proved(await oracle.prove(mutantOf(project, 'fit.ts', '? width(text)', "? width(text + '-')")));
});

test('the elements of a list without a type are what the code makes of them', async () => {
  const boxes = await smallProject({
    'boxes.js':
      "export function widest(boxes) {\n  let best = null;\n  for (const box of boxes) if (best === null || box.right - box.left > best.right - best.left) best = box;\n  if (best === null) throw new Error('no box');\n  return best.right - best.left;\n}\n",
  });
  const mutant = mutantOf(
    boxes,
    'boxes.js',
    'return best.right - best.left',
    'return best.right + best.left',
  );
  const { witness } = proved(await oracle.prove(mutant));
  expect((witness as InputWitness).call).toMatch(/widest\(\[\{ right: .*, left: .* \}/u);
});

test('a buffer is as long as the code asks, and a list too', async () => {
  const blocks = await smallProject({
    'blocks.ts':
      'export function last(block: Uint8Array): number {\n  if (block.length !== 97) throw new RangeError("length");\n  return block[96]! + 1;\n}\nexport function tail(items: number[]): number[] { return items.length > 33 ? items.slice(0, 33) : []; }\n',
  });
  proved(await oracle.prove(mutantOf(blocks, 'blocks.ts', '! + 1', '! + 2')));
  proved(await oracle.prove(mutantOf(blocks, 'blocks.ts', 'slice(0, 33)', 'slice(1, 33)')));
});

test('a module whose own exports cannot be called with made values is reached through one that imports it', async () => {
  const layered = await smallProject({
    'sizes.ts': 'export const sizes = new WeakMap<object, number>();\n',
    'inner.ts':
      "import { sizes } from './sizes.ts';\nexport function weigh(one: object): number {\n  const size = sizes.get(one);\n  if (size === undefined) throw new Error('not a node');\n  return size * 2;\n}\n",
    'barrel.ts': "export * from './inner.ts';\n",
    'outer.ts':
      "import { weigh } from './barrel.ts';\nimport { sizes } from './sizes.ts';\nexport function weight(size: number): number { const one = {}; sizes.set(one, size); return weigh(one); }\n",
  });
  const mutant = mutantOf(layered, 'inner.ts', 'size * 2', 'size + 2');
  const { witness } = proved(await oracle.prove(mutant));
  expect(witness).toMatchObject({ target: { kind: 'function', name: 'weight', module: 'outer.ts' } });
  const request = await replayOf(mutant, witness);
  expect(await oracle.replay(request)).toEqual({ holds: true, why: '' });
  const files = new Map([...request.files].filter(([path]) => path !== 'outer.ts'));
  expect((await oracle.replay({ ...request, files })).why).toContain('outer.ts');
});

test('a module whose import the program knows as a declaration only is proved all the same', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bebug-declared-'));
  try {
    await writeFile(join(root, 'low.d.ts'), 'export declare function low(n: number): number;\n');
    await writeFile(join(root, 'low.js'), 'export function low(n) { return n - 1; }\n');
    await writeFile(
      join(root, 'high.ts'),
      "import { low } from './low.js';\nexport const high = (n: number): number => low(n) * 2;\n",
    );
    const declared = openProject(await readCorpus({ path: join(root, 'high.ts'), root }), {
      allowTypeErrors: true,
    });
    expect(declared.closure('high.ts')).toEqual(['low.js']);
    proved(await oracle.prove(mutantOf(declared, 'high.ts', '* 2', '* 3')));
  } finally {
    await rm(root, { recursive: true });
  }
});
