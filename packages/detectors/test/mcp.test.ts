import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { readRun } from '../src/index.ts';
import { temporaryFolder, writeSet } from './set-folder.ts';
import { taskOf } from './task-of.ts';

const CANARY = 'bebug-canary-77aa01';
const FIRST = 't-000000000001';
const SECOND = 't-000000000002';

async function reviewed(): Promise<{ client: Client; out: string; reconnect: () => Promise<Client> }> {
  const folder = await temporaryFolder();
  const set = join(folder, 'set');
  const out = join(folder, 'run');
  await writeSet(
    set,
    [
      taskOf(
        { 'src/a.ts': 'export const one = 1;\nexport const two = 3;\n' },
        { 'tsconfig.json': '{}' },
        FIRST,
      ),
      taskOf({ 'src/b.ts': 'export const only = "second";\n' }, {}, SECOND),
    ],
    { extra: { 'truth/bugs.jsonl': CANARY, 'truth/clean/t-000000000001/src/a.ts': `// ${CANARY}` } },
  );
  const reconnect = async (): Promise<Client> => {
    const client = new Client({ name: 'agent', version: '1' });
    const args = [join(import.meta.dirname, 'review-program.ts'), set, out];
    // The program may start slowly on a machine that does ten things at once.
    await client.connect(new StdioClientTransport({ command: process.execPath, args }), { timeout: 600_000 });
    onTestFinished(() => client.close());
    return client;
  };
  return { client: await reconnect(), out, reconnect };
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = (content as { text: string }[]).map((part) => part.text).join('\n');
  return isError === true ? `error: ${text}` : text;
}

test('an agent reads, searches and submits task by task, also after it was cut off', async () => {
  const { client, out, reconnect } = await reviewed();
  expect(JSON.parse(await call(client, 'list_tasks'))).toMatchObject({
    tasks: 2,
    done: 0,
    open: { id: FIRST },
  });
  expect(await call(client, 'read_file', { path: 'src/a.ts', startLine: 2 })).toBe(
    '2| export const two = 3;',
  );
  expect(await call(client, 'search', { text: 'TWO', ignoreCase: true })).toBe(
    'src/a.ts:2: export const two = 3;',
  );
  const finding = { file: 'src/a.ts', startLine: 2, endLine: 2, explanation: 'Two is 2.', confidence: 1 };
  for (const wrong of [
    { file: 'src/b.ts' },
    { endLine: 1 },
    { confidence: 7 },
    { file: '../../truth/bugs.jsonl' },
  ])
    expect(
      await call(client, 'submit_findings', { task: FIRST, findings: [{ ...finding, ...wrong }] }),
    ).toMatch(/error/iu);
  expect(await call(client, 'submit_findings', { task: SECOND, findings: [] })).toBe(
    `error: The open task is ${FIRST}, not "${SECOND}".`,
  );
  // Sent twice at once: the second must not answer the next task, which nobody has read.
  const twice = await Promise.all(
    [1, 2].map(() => call(client, 'submit_findings', { task: FIRST, findings: [finding] })),
  );
  expect(twice.sort()).toEqual(
    [
      `error: The open task is ${SECOND}, not "${FIRST}".`,
      `${FIRST} is done with 1 findings. The open task is ${SECOND}.`,
    ].sort(),
  );
  await client.close();
  expect((await readRun(out)).run.finished).toBeNull();

  const again = await reconnect();
  expect(JSON.parse(await call(again, 'list_tasks'))).toMatchObject({ done: 1, open: { id: SECOND } });
  expect(await call(again, 'read_file', { path: 'src/a.ts' })).toMatch(/^error: The open task has no file/u);
  await call(again, 'submit_findings', { task: SECOND, findings: [] });
  expect(await call(again, 'read_file', { path: 'src/b.ts' })).toMatch(/^error: No task is open/u);
  const { run, findings, responses } = await readRun(out);
  expect(run).toMatchObject({ detector: 'mcp:test', finished: '1970-01-01T00:00:00.000Z' });
  expect(findings).toEqual([{ ...finding, task: FIRST }]);
  expect(responses.map(({ status }) => status)).toEqual(['answered', 'answered']);
});

test('no tool and no resource leads to the truth', async () => {
  const { client } = await reviewed();
  const paths = [
    ...['', '.', '/', '../..', '../../truth/bugs.jsonl', 'truth/bugs.jsonl', '..\\..\\truth\\bugs.jsonl'],
    ...['/etc/passwd', 'src/../../../truth/bugs.jsonl', '%2e%2e/%2e%2e/truth/bugs.jsonl', 'bugset.json'],
    ...[
      '../../bugset.json',
      'tasks.jsonl',
      `../${SECOND}/src/b.ts`,
      'src/a.ts',
      'tsconfig.json',
      '__proto__',
    ],
  ];
  const seen: string[] = [];
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['list_tasks', 'read_file', 'search', 'submit_findings']);
  seen.push(JSON.stringify(tools), client.getInstructions() ?? '');
  for (const path of paths) {
    for (const { name } of tools.filter((tool) => tool.name !== 'submit_findings'))
      seen.push(await call(client, name, { path, text: path === '' ? 'canary' : path }).catch(String));
    seen.push(
      await client
        .readResource({ uri: `review:///${path}` })
        .then(JSON.stringify)
        .catch(String),
    );
    seen.push(
      await client
        .readResource({ uri: `file://${path}` })
        .then(JSON.stringify)
        .catch(String),
    );
  }
  const { resources } = await client.listResources();
  expect(resources.map(({ name }) => name)).toEqual(['src/a.ts', 'tsconfig.json']);
  for (const { uri } of resources) seen.push(JSON.stringify(await client.readResource({ uri })));
  seen.push(JSON.stringify(await client.listResourceTemplates()));
  const all = seen.join('\n');
  expect(all).toContain('export const two = 3;');
  expect(all).not.toContain(CANARY);
  expect(all).not.toContain('root:');
  expect(all).not.toContain('"second"');
  expect(all).not.toContain('in the manifest');
});
