import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Scores } from '@bebug/scorer';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Bug } from '@bebug/core/truth';
import { readRun } from '@bebug/detectors';
import { bebug, bebugWith, plantedFolder, workFolder } from './console.ts';

const KEY = 'sk-secret-0123456789';
const ONE_SENTENCE = /^bebug: [^\n]+\n$/u;
let home = '';

/** A small set, made once. */
beforeAll(async () => {
  const { folder, remove } = await plantedFolder();
  home = folder;
  return remove;
});

/** A server that speaks OpenAI's chat completions and flags line 2 of the file under review. */
async function server(): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      asked += 1;
      const file = /## Under review: (?<file>[^\\]+)/u.exec(body)?.groups?.['file'];
      const content = JSON.stringify({ findings: [{ file, startLine: 2, explanation: `Not ${KEY}.` }] });
      const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
      const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'c', created: 1, model: 'm', choices, usage }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`, asked: () => asked };
}

test('a model is foreseen, asked within limits, resumed, repeated, combined and scored; its key is nowhere', async () => {
  const { url, asked } = await server();
  const tasks = (await readdir(join(home, 'set/tasks'))).length;
  const out = ['--out', 'model'];
  const argv = ['detect', 'set', '--with', 'model:compatible/m', '--base-url', url, '--price', '2,10'];
  const run = (...more: string[]) => bebugWith({ BEBUG_API_KEY: KEY }, home, ...argv, ...more);
  const foreseen = await run(...out, '--dry-run');
  expect(foreseen.out).toMatch(
    new RegExp(
      `^model:compatible/m: ${tasks} calls to make, 0 replies at hand; about \\d+ tokens in; at most \\$`,
      'u',
    ),
  );
  expect(asked()).toBe(0);
  expect((await run(...out, '--max-calls', '2')).out).toContain(`${tasks - 2} skipped`);
  const rest = await run(...out);
  expect(rest.out).toContain(`${tasks} findings on ${tasks} tasks in model`);
  expect(rest.out).toContain(`${tasks * 1000} tokens in, ${tasks * 100} out, $${(tasks * 0.003).toFixed(4)}`);
  expect(asked()).toBe(tasks);

  await run('--out', 'repeated', '--repeat', '2');
  expect(asked()).toBe(2 * tasks);
  // The limit is for the sitting, not for each repeat.
  await run('--out', 'limited', '--repeat', '2', '--temperature', '1', '--max-calls', String(tasks + 1));
  expect(asked()).toBe(3 * tasks + 1);
  const combined = await bebug(home, 'combine', 'repeated/1', 'repeated/2', '--by', 'union', '--out', 'both');
  expect([combined.exitCode, combined.err]).toEqual([0, '']);
  const scored = await bebug(home, 'score', 'set', 'model', 'both', '--json');
  expect((JSON.parse(scored.out) as Scores).scorecards.map(({ detector }) => detector)).toEqual([
    'model:compatible/m',
    'union of model:compatible/m',
  ]);
  for (const file of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain(KEY);
  }
  expect(foreseen.out + foreseen.err + rest.out + rest.err).not.toContain(KEY);
});

test('a command sees one task after the other', async () => {
  const command = `command:echo '{"findings":[{"startLine":3}]}'`;
  const { exitCode, out } = await bebug(home, 'detect', 'set', '--with', command, '--out', 'command');
  expect([exitCode, out]).toEqual([0, expect.stringMatching(/findings on \d+ tasks in command/u)]);
  const limited = await bebug(
    home,
    'detect',
    'set',
    ...['--with', command, '--out', 'limited-command', '--max-calls', '0'],
  );
  expect([limited.exitCode, limited.err]).toEqual([
    2,
    expect.stringContaining('--max-calls is about models'),
  ]);
  const silent = await bebug(
    home,
    'detect',
    'set',
    '--with',
    'command:true',
    '--out',
    'silent',
    '--limit',
    '1',
  );
  expect([silent.exitCode, silent.out]).toEqual([1, expect.stringContaining('1 empty')]);
});

async function openTask(client: Client): Promise<string> {
  const { content } = await client.callTool({ name: 'list_tasks', arguments: {} });
  return (JSON.parse((content as { text: string }[])[0]!.text) as { open: { id: string } }).open.id;
}

/** Milliseconds for the program to start on a machine that does ten things at once. */
const PATIENCE = { timeout: 600_000 };

test('an agent reviews a set over MCP', async () => {
  const bin = join(import.meta.dirname, '../bin/bebug');
  const client = new Client({ name: 'agent', version: '1' });
  const args = [bin, 'mcp', 'set', '--out', 'agent', '--name', 'tester'];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: home, stderr: 'ignore' }),
    PATIENCE,
  );
  const tasks = (await readdir(join(home, 'set/tasks'))).length;
  for (let nth = 0; nth < tasks; nth++)
    await client.callTool({
      name: 'submit_findings',
      arguments: { task: await openTask(client), findings: [] },
    });
  await client.close();
  const scored = await bebug(home, 'score', 'set', 'agent', '--json');
  expect(JSON.parse(scored.out)).toMatchObject({
    scorecards: [{ detector: 'mcp:tester', tasks: { answered: tasks } }],
  });
});

test('exports know nothing of the truth unless they are the truth', async () => {
  const { out } = await bebug(home, 'show', 'set', '--json');
  const bugs = JSON.parse(out) as Bug[];
  const secrets = bugs.flatMap(({ canary, id, operator, explanation }) => [
    canary,
    id,
    operator,
    explanation.mechanism,
  ]);
  for (const format of ['tasks', 'inspect', 'promptfoo', 'hf']) {
    expect((await bebug(home, 'export', 'set', '--format', format, '--to', format)).exitCode).toBe(0);
    for (const file of await readdir(join(home, format), { recursive: true, withFileTypes: true })) {
      const text = file.isFile() ? await readFile(join(file.parentPath, file.name), 'utf8') : '';
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  }
  await bebug(home, 'export', 'set', '--format', 'hf', '--with-truth', '--to', 'gated');
  expect(await readFile(join(home, 'gated/truth/bugs.jsonl'), 'utf8')).toContain(bugs[0]!.canary);
  // Two data sets in two folders: whoever uploads one does not upload the other.
  expect((await readdir(join(home, 'gated'))).sort()).toEqual(['tasks', 'truth']);

  await bebug(home, 'export', 'set', '--format', 'sarif', '--to', 'sarif');
  await bebug(home, 'import', 'sarif/bugs.sarif', '--from', 'sarif', '--set', 'set', '--out', 'perfect');
  const { scorecards } = JSON.parse((await bebug(home, 'score', 'set', 'perfect', '--json')).out) as Scores;
  expect(scorecards[0]!.bugs.map(({ found }) => found)).toEqual(bugs.map(() => true));
  const again = await bebug(home, 'export', 'set', '--to', 'tasks');
  expect([again.exitCode, again.err]).toEqual([2, expect.stringMatching(/tasks is not empty/u)]);
});

test('answers that promptfoo collected come back as a run, and what cannot be read is not clean', async () => {
  const tasks = (await readdir(join(home, 'set/tasks'))).sort();
  const outputs = [{ findings: [] }, 'no idea', 'It is {"findings":[{"startLine":3,"confidence":80}]}'];
  const results = tasks.map((task, index) => ({
    provider: { id: 'openai:x' },
    vars: { task },
    response: { output: outputs[index % 3] },
  }));
  await bebug(home, 'export', 'set', '--format', 'promptfoo', '--to', 'collected');
  await writeFile(join(home, 'results.json'), JSON.stringify({ results: { results } }));
  const collect = [join(home, 'collected/collect.mjs'), join(home, 'results.json')];
  const { stdout } = await promisify(execFile)(process.execPath, collect);
  await writeFile(join(home, 'answers.jsonl'), stdout);
  const argv = ['import', 'answers.jsonl', '--from', 'answers', '--set', 'set', '--out', 'promptfoo-run'];
  expect((await bebug(home, ...argv)).exitCode).toBe(0);
  const { responses, findings } = await readRun(join(home, 'promptfoo-run'));
  expect(responses.map(({ task }) => task).sort()).toEqual(tasks);
  const statusOf = new Map(responses.map(({ task, status }) => [task, status]));
  const wanted = ['answered', 'unparsable', 'answered'];
  expect(tasks.map((task) => statusOf.get(task))).toEqual(tasks.map((_, index) => wanted[index % 3]));
  expect(findings[0]).toMatchObject({ startLine: 3, confidence: 0.8 });
  const misplaced = await bebug(home, ...argv.slice(0, -1), 'other', '--task', tasks[0]!);
  expect([misplaced.exitCode, misplaced.err]).toEqual([2, expect.stringMatching(ONE_SENTENCE)]);
});

test('an audit prints an area for every kind of feature', async () => {
  const { exitCode, out } = await bebug(home, 'audit', 'set', '--draws', '20', '--json');
  const audit = JSON.parse(out) as { pairs: number; rates: { features: string }[] };
  expect([exitCode, audit.pairs]).toEqual([0, 4]);
  expect(new Set(audit.rates.map(({ features }) => features))).toContain('all');
  await bebug(home, 'export', 'set', '--format', 'twins', '--to', 'clean-twins');
  await bebug(home, 'detect', 'set', '--with', 'oxlint', '--out', 'linted');
  await bebug(home, 'detect', 'clean-twins', '--with', 'oxlint', '--out', 'linted-twins');
  const argv = ['audit', 'set', '--draws', '20', '--json', '--runs', 'linted'];
  const told = JSON.parse((await bebug(home, ...argv, '--twins', 'linted-twins')).out) as typeof audit;
  expect(told.rates.map(({ features }) => features)).toContain('hits');
  const alone = await bebug(home, ...argv);
  expect([alone.exitCode, alone.err]).toEqual([2, expect.stringMatching(/--runs and --twins go together/u)]);
});

describe('bad input gets one clear sentence and exit code 2, and nothing is written', () => {
  test.for<[string, string[], RegExp]>([
    ['a model without a provider', ['--with', 'model:gpt'], /model:gpt names no model/u],
    ['an unknown provider', ['--with', 'model:opnai/gpt'], /names no model.*providers are openai/u],
    ['no key', ['--with', 'model:openai/gpt'], /OPENAI_API_KEY holds no key/u],
    ['no address', ['--with', 'model:compatible/m'], /--base-url/u],
    [
      'a password in the address',
      ['--with', 'model:compatible/m', '--base-url', 'http://a:b@127.0.0.1/'],
      /no plain http/u,
    ],
    [
      'a limit of cost without a price',
      ['--with', 'model:compatible/m', '--max-cost', '1'],
      /needs the price/u,
    ],
    ['half a price', ['--with', 'model:compatible/m', '--price', '1'], /--price takes two numbers/u],
    ['no tasks', ['--with', 'tsc', '--limit', '0'], /--limit takes a whole number from 1/u],
    ['an estimate of a tool', ['--with', 'tsc', '--dry-run'], /--dry-run is about models/u],
    ['an empty command', ['--with', 'command:'], /names no command/u],
    ['an unknown tool', ['--with', 'biom'], /did you mean biome\?/u],
  ])('%s', async ([, argv, sentence]) => {
    const before = await readdir(home);
    const { exitCode, out, err } = await bebug(home, 'detect', 'set', '--out', 'never', ...argv);
    expect(err).toMatch(sentence);
    expect(err).toMatch(ONE_SENTENCE);
    expect([exitCode, out]).toEqual([2, '']);
    expect(await readdir(home)).toEqual(before);
  });

  test('combining one run', async () => {
    const folder = await workFolder();
    const { exitCode, err } = await bebug(folder, 'combine', 'nowhere', '--out', 'x');
    expect([exitCode, err]).toEqual([2, expect.stringMatching(ONE_SENTENCE)]);
  });
});
