import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestsWitness } from '@bebug/core/truth';
import { openProject, readCorpus, type Project } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TestBench } from '../src/tests/bench.ts';
import { enclosureOf, probeEnclosure, type Enclosure } from '../src/tests/enclosure.ts';
import { climbTests } from '../src/tests/rung.ts';
import { Suite } from '../src/tests/suite.ts';
import { mutantOf } from './small-project.ts';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
const SOURCE = 'export const add = (a, b) => a + b;\nexport const twice = (a) => a * 2;\n';
const HERE = probeEnclosure();
const BARE = enclosureOf({ mounts: false, network: HERE.network, loopback: HERE.loopback, limits: false });

/** The same two facts, told to each runner. */
const RUNNERS = [
  {
    runner: 'node:test',
    command: 'node --test',
    file: 'add.test.js',
    text: `import test, { describe } from 'node:test'; import assert from 'node:assert'; import { add, twice } from './add.js';
      describe('sums', () => { test('adds', () => assert.equal(add(2, 3), 5, 'not the sum')); });
      test('doubles', () => assert.equal(twice(4), 8));`,
  },
  {
    runner: 'vitest',
    command: 'vitest run',
    file: 'add.test.js',
    text: `import { describe, expect, test } from 'vitest'; import { add, twice } from './add.js';
      describe('sums', () => { test('adds', () => { expect(add(2, 3), 'not the sum').toBe(5); }); });
      test('doubles', () => { expect(twice(4)).toBe(8); });`,
  },
  {
    runner: 'mocha',
    command: 'mocha add.spec.js',
    file: 'add.spec.js',
    text: `import assert from 'node:assert'; import { add, twice } from './add.js';
      describe('sums', () => { it('adds', () => assert.equal(add(2, 3), 5, 'not the sum')); });
      it('doubles', () => assert.equal(twice(4), 8));`,
  },
  {
    runner: 'exit code',
    command: 'node check.js',
    file: 'check.js',
    text: "import assert from 'node:assert'; import { add } from './add.js'; assert.equal(add(2, 3), 5);",
  },
] as const;

async function projectOf(files: Readonly<Record<string, string>>): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'bebug-project-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const manifest =
    '{ "name": "small", "type": "module", "scripts": { "test": "npm run unit", "unit": "node --test" } }';
  for (const [path, text] of Object.entries({ 'package.json': manifest, 'add.js': SOURCE, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await symlink(join(WORKSPACE, 'node_modules'), join(root, 'node_modules'));
  return openProject(await readCorpus({ path: root, root }), { allowTypeErrors: true });
}

async function suiteOf(project: Project, command: string, enclosure: Enclosure = HERE): Promise<Suite> {
  const suite = await Suite.open(project.corpus.root, command, enclosure);
  onTestFinished(() => suite.close());
  return suite;
}

const BUG = { path: 'add.js', text: SOURCE.replace('a + b', 'a - b') };
const SAME = { path: 'add.js', text: SOURCE.replace('a + b', 'b + a') };

describe('every runner that is understood', () => {
  test.for(RUNNERS)(
    '$runner names the test that fails on the mutant, and its message',
    async ({ runner, command, file, text }) => {
      const project = await projectOf({ [file]: text });
      const before = await readdir(project.corpus.root);
      const suite = await suiteOf(project, command);
      const { witness, evidence } = await climbTests(suite, BUG);
      const { failing, ...rest } = witness as TestsWitness;
      expect(rest).toEqual({ kind: 'tests', command, runner });
      expect(evidence).toEqual({ command, failing: 1, exposed: true });
      const named = runner === 'exit code' ? 'the whole command' : `${file} > sums > adds`;
      expect(failing.map((one) => one.test)).toEqual([named]);
      expect(failing[0]!.message).toMatch(runner === 'exit code' ? /^exit code 1$/u : /not the sum/u);
      expect((await climbTests(suite, SAME)).witness).toBeNull();
      expect(await readdir(project.corpus.root)).toEqual(before);
      expect(await readFile(join(project.corpus.root, 'add.js'), 'utf8')).toBe(SOURCE);
    },
  );
});

describe('what is no proof', () => {
  test('a test that fails on the clean code is left out, and one that flips is named flaky', async () => {
    const project = await projectOf({
      'a.test.js': `import test from 'node:test'; import assert from 'node:assert'; import { add } from './add.js';
        test('always wrong', () => assert.equal(add(1, 1), 3));
        test('by the clock', () => assert.ok(process.hrtime.bigint() < 0n || add(1, 1) === 2));
        test('right', () => assert.equal(add(1, 1), 2));`,
    });
    const suite = await suiteOf(project, 'node --test');
    expect(suite.notes.join(' ')).toContain('1 of its tests fail on the clean code and are left out');
    const { witness } = await climbTests(suite, BUG);
    expect((witness as TestsWitness).failing.map((one) => one.test)).toEqual([
      'a.test.js > by the clock',
      'a.test.js > right',
    ]);
  });

  test('tests that fail by chance never prove a change that changes nothing', async () => {
    const project = await projectOf({
      'a.test.js': `import test from 'node:test'; import assert from 'node:assert'; import { add } from './add.js';
        test('sound', () => assert.equal(add(1, 1), 2));
        for (let n = 0; n < 20; n++) test('chance ' + n, () => assert.ok(Math.random() < 0.6));`,
    });
    const suite = await suiteOf(project, 'node --test');
    expect(suite.notes.join(' ')).toMatch(/differ between two runs/u);
    for (let time = 0; time < 3; time++) expect((await climbTests(suite, SAME)).witness).toBeNull();
  });

  test('a time-out proves nothing, neither of one test nor of the run', async () => {
    const project = await projectOf({
      'a.test.js': `import test from 'node:test'; import { add } from './add.js';
        test('waits', { timeout: 300 }, async () => { if (add(1, 1) !== 2) await new Promise((done) => setTimeout(done, 2000)); });
        test('knocked on', () => { if (add(1, 1) !== 2) throw new Error('after the time-out'); });`,
    });
    const suite = await suiteOf(project, 'node --test');
    const found = await climbTests(suite, BUG);
    expect(found.witness).toBeNull();
    expect(found.reason).toBe('no witness');
  });

  test('a run that is killed proves nothing', async () => {
    const project = await projectOf({
      'check.js':
        "import { add } from './add.js'; if (add(1, 1) !== 2) process.kill(process.pid, 'SIGKILL');",
    });
    const found = await climbTests(await suiteOf(project, 'node check.js'), BUG);
    expect(found.witness).toBeNull();
    expect(found.detail).toMatch(/exit code 137/u);
  });
});

describe('commands of no use', () => {
  const one = { 'a.test.js': "import test from 'node:test'; test('fine', () => {});" };
  test.for([
    ['no-such-program --now', one, /does not exist/u],
    ['npm run missing', one, /no script called "missing"/u],
    ['node -e "process.exit(3)"', one, /fails entirely on the clean code/u],
    [
      'node --test',
      { 'a.test.js': "import test from 'node:test'; test('bad', () => { throw new Error('bad'); });" },
      /fails entirely/u,
    ],
    ['vitest run', { 'a.test.js': '' }, /on the clean code/u],
    ['vitest run none-such --passWithNoTests', one, /runs no test/u],
    ['eslint . && node check.js', one, /also runs eslint/u],
  ] as const)('%s is refused with one sentence', async ([command, files, sentence]) => {
    const project = await projectOf(files);
    await expect(Suite.open(project.corpus.root, command, HERE)).rejects.toMatchObject({
      code: 'tests-unusable',
      exitCode: 2,
      message: expect.stringMatching(sentence) as string,
    });
  });
});

describe('walls', () => {
  const listener = import('node:http').then(({ createServer }) =>
    createServer((_, answer) => answer.end('reached')),
  );
  let port = 0;
  let requests = 0;
  beforeAll(async () => {
    const server = await listener;
    server.on('request', () => requests++);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as { port: number }).port;
  });
  afterAll(async () => void (await listener).close());

  const escapes = (root: string, outside: string): Record<string, string> => ({
    'a.test.js': `import test from 'node:test'; import assert from 'node:assert'; import { writeFileSync, rmSync, readdirSync } from 'node:fs';
      import { spawn, execFileSync } from 'node:child_process'; import { createServer } from 'node:http'; import { tmpdir, homedir } from 'node:os';
      test('environment', () => assert.deepEqual(Object.keys(process.env).filter((name) => /^BEBUG|SECRET|AWS|SSH/.test(name)), []));
      test('project', () => { writeFileSync('left-behind', ''); writeFileSync('add.js', 'export {}'); });
      test('outside', () => assert.throws(() => writeFileSync(${JSON.stringify(outside)}, '')));
      test('dependencies', () => assert.throws(() => { writeFileSync('node_modules/left-behind', ''); if (!${String(true)}) throw 0; }));
      test('own folders', () => { writeFileSync(tmpdir() + '/x', ''); writeFileSync(homedir() + '/x', ''); });
      test('remount', () => assert.throws(() => execFileSync('mount', ['-o', 'remount,bind,rw', '/'], { stdio: 'ignore' })));
      test('network', async () => assert.rejects(fetch('http://127.0.0.1:${port}/')));
      test('own listener', async () => { const server = createServer((_, r) => r.end('mine')); await new Promise((ok) => server.listen(0, '127.0.0.1', ok));
        assert.equal(await (await fetch('http://127.0.0.1:' + server.address().port)).text(), 'mine'); server.close(); server.closeAllConnections(); });
      test('a child that stays', () => spawn('sh', ['-c', 'sleep 2; touch ${root}/late'], { detached: true, stdio: 'ignore' }).unref());`,
  });

  test.skipIf(!HERE.mounts)('hold what tests do: files, processes, network, environment', async () => {
    const outside = join(tmpdir(), `bebug-outside-${process.pid}`);
    const project = await projectOf({});
    const { root } = project.corpus;
    for (const [path, text] of Object.entries(escapes(root, outside)))
      await writeFile(join(root, path), text);
    const before = await readdir(root);
    const suite = await suiteOf(project, 'node --test');
    const verdict = await suite.run(null);
    expect(verdict).toMatchObject({ kind: 'said', failed: new Map() });
    expect(suite.size).toBe(9);
    await new Promise((done) => setTimeout(done, 2_500));
    expect(await readdir(root)).toEqual(before);
    expect(await readFile(join(root, 'add.js'), 'utf8')).toBe(SOURCE);
    expect(existsSync(outside)).toBe(false);
    expect(existsSync(join(WORKSPACE, 'node_modules/left-behind'))).toBe(false);
    expect(requests).toBe(0);
  });

  test('without a mount namespace the tests run on a copy with copied dependencies', async () => {
    const project = await projectOf({
      'a.test.js': `import test from 'node:test'; import assert from 'node:assert'; import { writeFileSync } from 'node:fs'; import { add } from './add.js'; import dep from 'dep';
        test('adds', () => { writeFileSync('left-behind', ''); writeFileSync('node_modules/left-behind', ''); assert.equal(add(2, 3), dep); });`,
    });
    const { root } = project.corpus;
    await rm(join(root, 'node_modules'));
    await mkdir(join(root, 'node_modules/dep'), { recursive: true });
    await writeFile(join(root, 'node_modules/dep/index.js'), 'module.exports = 5;');
    const suite = await suiteOf(project, 'npm test', BARE);
    expect((await climbTests(suite, BUG)).witness).not.toBeNull();
    expect((await climbTests(suite, SAME)).witness).toBeNull();
    expect(existsSync(join(root, 'left-behind'))).toBe(false);
    expect(await readdir(join(root, 'node_modules'))).toEqual(['dep']);
    expect(BARE.layers.join(' ')).toContain('NO mount namespace');
  });
});

describe('replay', () => {
  test('a witness holds again, and a tampered one, another command or another project does not', async () => {
    const project = await projectOf({
      'a.test.js': `import test from 'node:test'; import assert from 'node:assert'; import { add } from './add.js'; test('adds', () => assert.equal(add(2, 3), 5));`,
    });
    const folders = new Map([['small', project.corpus.root]]);
    const bench = new TestBench({ command: 'npm test', folders });
    onTestFinished(() => bench.close());
    const mutant = mutantOf(project, 'add.js', 'a + b', 'a - b');
    const { witness } = await bench.climb(mutant);
    const stored = witness as TestsWitness;
    const request = {
      corpus: 'small',
      files: new Map([['add.js', SOURCE]]),
      file: 'add.js',
      mutatedText: mutant.mutatedText,
    };
    expect(await bench.replay(request, stored)).toBeNull();
    const other = { ...stored, failing: [{ test: 'a.test.js > subtracts', message: '' }] };
    expect(await bench.replay(request, other)).toMatch(/does not fail/u);
    const worded = { ...stored, failing: [{ ...stored.failing[0]!, message: 'other' }] };
    expect(await bench.replay(request, worded)).toMatch(/otherwise than stored/u);
    expect(await bench.replay({ ...request, mutatedText: SOURCE }, stored)).toMatch(/does not fail/u);
    expect(await bench.replay(request, { ...stored, command: 'rm -rf .' })).toMatch(/not run again/u);
    expect(await bench.replay({ ...request, corpus: 'other' }, stored)).toMatch(/not run again/u);
    expect(await bench.replay({ ...request, files: new Map([['add.js', 'x']]) }, stored)).toMatch(
      /not the file/u,
    );
  });
});
