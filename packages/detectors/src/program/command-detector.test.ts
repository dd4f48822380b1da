import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@bebug/core';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/set-folder.ts';
import { taskOf } from '../../test/task-of.ts';
import { answer, type Answer } from '../answer.ts';
import { CommandDetector, type CommandOptions } from './command-detector.ts';

const TASK = taskOf({ 'src/a.ts': 'one;\ntwo;\n' }, { 'tsconfig.json': '{}' });
const FOUND = JSON.stringify({ findings: [{ file: 'src/a.ts', startLine: 2, explanation: 'Two.' }] });

async function open(command: string, change: Partial<CommandOptions> = {}): Promise<CommandDetector> {
  return CommandDetector.open({
    command,
    environment: [],
    network: true,
    findingsFile: null,
    hint: null,
    repeat: 1,
    hidden: [],
    path: process.env['PATH'],
    timeoutMs: 20_000,
    ...change,
  });
}

async function run(command: string, change?: Partial<CommandOptions>): Promise<Answer> {
  return answer(await open(command, change), TASK, { clock: () => new Date(0), timeoutMs: null });
}

const sarif = (uri: string): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'S' } },
        results: [
          {
            message: { text: 'Two.' },
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 2 } } }],
          },
        ],
      },
    ],
  });

test.for<[string, string, Partial<CommandOptions>]>([
  ['findings on its output', `echo '${FOUND}'`, {}],
  ['findings behind words', `echo 'I looked.'; echo '${FOUND}'`, {}],
  ['a line for each finding', `echo '{"file":"src/a.ts","startLine":2,"explanation":"Two."}'`, {}],
  ['SARIF', `echo '${sarif('src/a.ts')}'`, {}],
  ['SARIF with the path of its folder', `echo '${sarif('src/a.ts')}' | sed "s#src/a#file://$PWD/src/a#"`, {}],
  ['findings in a file', `echo talk; echo '${FOUND}' > out.json`, { findingsFile: 'out.json' }],
  ['findings, and an exit code as linters have', `echo '${FOUND}'; exit 1`, {}],
])('a command may answer with %s', async ([, command, change]) => {
  const { findings, response } = await run(command, change);
  expect(response.status).toBe('answered');
  expect(findings).toMatchObject([{ file: 'src/a.ts', startLine: 2, endLine: 2, explanation: 'Two.' }]);
});

test.for<[string, string, string, Partial<CommandOptions>]>([
  ['nothing', 'true', 'empty', {}],
  ['words', 'echo fine', 'unparsable', {}],
  ['a crash', 'echo oh no >&2; exit 3', 'failed', {}],
  ['a crash behind an empty list', `echo '[]'; exit 3`, 'failed', {}],
  ['a death by a signal behind findings', `echo '${FOUND}'; sh -c "kill -SEGV \\$\\$"`, 'failed', {}],
  ['no end', 'sleep 60', 'timed-out', { timeoutMs: 300 }],
  ['no end of a child', '(sleep 60 &) ; sleep 60', 'timed-out', { timeoutMs: 300 }],
  ['endless output', 'yes', 'unparsable', {}],
  ['a file that is not there', 'true', 'empty', { findingsFile: 'out.json' }],
  ['a file that leads away', 'ln -s /etc/passwd out.json', 'empty', { findingsFile: 'out.json' }],
])('%s is not counted as clean', async ([, command, status, change]) => {
  const { findings, response } = await run(command, change);
  expect([response.status, findings]).toEqual([status, []]);
});

test('a command sees its task as a fresh clone, and nothing of ours', async () => {
  const secret = 'secret-1234567';
  const script = [
    'git log --format="%an %ad %s" --date=iso',
    'git status --porcelain',
    'git ls-files',
    'find . ! -newermt 2024-01-01T00:00:01Z | sort',
    'env',
    'pwd',
  ].join('; ');
  const { response } = await run(`(${script}) >&2; exit 9`, {
    environment: [['TOKEN', secret]],
    // The user's own may lead through a folder that is called like us.
    path: undefined,
  });
  const told = response.message!;
  expect(told).not.toMatch(/bebug/iu);
  expect(told).not.toContain(secret);
  expect(told).toContain('TOKEN=[key]');
  expect(told).not.toMatch(/NODE_|VITEST|USER=/u);
  const listing = await run(
    `git log --format="%an %aI %s" >&2; git ls-files >&2; git status --porcelain >&2; exit 9`,
  );
  expect(listing.response.message).toBe(
    'Exit code 9. developer 2024-01-01T00:00:00+00:00 Initial commit src/a.ts tsconfig.json',
  );
  const newer = await run('find . -newermt 2024-01-01T00:00:01Z >&2; exit 9');
  expect(newer.response.message).toBe('Exit code 9. ');
});

test('no part of a secret is left where the output is cut', async () => {
  const secret = 'secret-1234567890-abcdefghijklmnop';
  for (const behind of [470, 480, 490, 500]) {
    const { response } = await run(
      `printf '%s' "$TOKEN" >&2; head -c ${behind} /dev/zero | tr '\\0' x >&2; exit 9`,
      {
        environment: [['TOKEN', secret]],
      },
    );
    expect(response.message).not.toMatch(/[a-w]{3,}x/u);
    expect(response.message).not.toContain('klmnop');
  }
});

test('the task is told on its input', async () => {
  const { response } = await run('cat >&2; exit 9', { hint: 2 });
  expect(response.message).toContain('additionalProperties');
  const { response: counted } = await run('grep -c "at most 2 bugs" >&2; exit 9', { hint: 2 });
  expect(counted.message).toBe('Exit code 9. 1');
});

test('the truth is out of sight, and no way leads back to it', async () => {
  const set = await temporaryFolder();
  await mkdir(join(set, 'truth'));
  await writeFile(join(set, 'truth/bugs.jsonl'), 'canary');
  const detector = await open('true', { hidden: [set] });
  // Where the system grants nothing, the command line says so; there is nothing to test then but that.
  if (detector.missingWalls.length > 0) {
    expect(detector.missingWalls[0]).toContain('only trust');
    return;
  }
  for (const look of [
    `cat ${set}/truth/bugs.jsonl`,
    `umount ${set}; cat ${set}/truth/bugs.jsonl`,
    `unshare -rm sh -c 'umount ${set}; cat ${set}/truth/bugs.jsonl'`,
    `cat /proc/*/root${set}/truth/bugs.jsonl`,
  ]) {
    const { response } = await run(`(${look}) >&2; exit 9`, { hidden: [set] });
    expect(response.message).not.toContain('canary');
    expect(response.message).toContain('Exit code 9');
  }
});

test('without a network there is none', async () => {
  const { response } = await run('cat /proc/net/dev | grep -c : >&2; exit 9', { network: false });
  expect(response.message).toBe('Exit code 9. 1');
});

test('no folder is left behind', async () => {
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('review-'));
  await run('exit 1');
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith('review-'));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

test.for<[string, string, Partial<CommandOptions>, RegExp]>([
  ['no command', ' ', {}, /names no command/u],
  ['a variable that is not set', 'true', { environment: [['TOKEN', undefined]] }, /TOKEN is not set/u],
  ['a file elsewhere', 'true', { findingsFile: '../x' }, /leaves the folder/u],
])('%s is refused', async ([, command, change, sentence]) => {
  await expect(open(command, change)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(sentence) as string,
  });
});

test('a long command has a short name of its own', async () => {
  const long = `echo ${'x'.repeat(100)}`;
  expect((await open(long)).name).toBe(`command:${long.slice(0, 60)}… ${sha256(long).slice(0, 8)}`);
});
