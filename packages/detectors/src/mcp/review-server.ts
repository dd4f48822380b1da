import { textLines, uriPath } from '@bebug/core';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { DetectorTask } from '../detector.ts';
import { numberedText } from '../model/numbered-text.ts';
import type { Review } from './review.ts';

/** Longer answers are cut: an agent asks for the part that it wants. */
const MOST_LINES = 2000;
const MOST_HITS = 200;

const INSTRUCTIONS = `You review TypeScript and JavaScript for bugs, one task at a time. list_tasks shows the open task; read its files with read_file and search; then submit_findings with its id, and an empty list when there is no bug. The next task opens by itself. A bug is code that does something else than it should; style is none. Lines are counted by the numbers at the margin.`;

const findingShape = z.object({
  file: z.string().describe('path of the file, as listed'),
  startLine: z.int().positive(),
  endLine: z.int().positive(),
  category: z.string().optional().describe('kind of bug, in two or three words'),
  cwe: z.int().positive().optional(),
  severity: z.enum(['info', 'warning', 'error']).optional(),
  explanation: z.string().max(20_000).describe('what is wrong, when it shows, and what follows'),
  confidence: z.number().min(0).max(1).describe('probability that this is a real bug'),
  trigger: z.string().max(100_000).optional().describe('a call on which the bug shows'),
  fix: z.string().max(100_000).optional().describe('a unified diff that mends it'),
});

/** A server of the Model Context Protocol over one review. All that it can reach is the review, which holds no truth. */
export function reviewServer(review: Review): McpServer {
  const server = new McpServer({ name: 'review', version: '1' }, { instructions: INSTRUCTIONS });
  server.registerTool(
    'list_tasks',
    { description: 'How many tasks there are, how many are done, and the open one with its files.' },
    () => said(JSON.stringify(overview(review), null, 2)),
  );
  server.registerTool(
    'read_file',
    {
      description: `The text of a file of the open task with line numbers, at most ${MOST_LINES} lines.`,
      inputSchema: {
        path: z.string(),
        startLine: z.int().positive().optional(),
        endLine: z.int().positive().optional(),
      },
    },
    ({ path, startLine, endLine }) =>
      withTask(review, (task) => {
        const text = task.texts.get(path);
        if (text === undefined) return refused(`The open task has no file ${JSON.stringify(path)}.`);
        const first = startLine ?? 1;
        const last = Math.min(endLine ?? Infinity, first + MOST_LINES - 1);
        return said(
          numberedText(text)
            .split('\n')
            .slice(first - 1, last)
            .join('\n'),
        );
      }),
  );
  server.registerTool(
    'search',
    {
      description: `Lines of the open task's files that hold a text, at most ${MOST_HITS}.`,
      inputSchema: { text: z.string().min(1), ignoreCase: z.boolean().optional() },
    },
    ({ text, ignoreCase = false }) => withTask(review, (task) => said(hits(task, text, ignoreCase))),
  );
  server.registerTool(
    'submit_findings',
    {
      description: 'Answer the open task; an empty list says that it has no bug. This cannot be taken back.',
      inputSchema: {
        task: z.string().describe('id of the open task'),
        findings: z.array(findingShape).max(1000),
      },
    },
    ({ task: id, findings }) =>
      withTask(review, async () => {
        await review.submit(id, findings);
        const next = review.current;
        return said(
          `${id} is done with ${findings.length} findings. ${next ? `The open task is ${next.task.id}.` : 'Nothing is left to do.'}`,
        );
      }),
  );
  server.registerResource(
    'file',
    new ResourceTemplate('review:///{+path}', {
      list: () => ({
        resources: [...(review.current?.texts.keys() ?? [])].map((path) => ({
          name: path,
          uri: `review:///${uriPath(path)}`,
        })),
      }),
    }),
    { description: 'A file of the open task, as it is.' },
    (uri, { path }) => {
      const text = review.current?.texts.get(decodeURIComponent(String(path)));
      if (text === undefined) throw new RangeError(`The open task has no file ${JSON.stringify(path)}.`);
      return { contents: [{ uri: uri.href, text }] };
    },
  );
  return server;
}

function overview(review: Review): unknown {
  const { total, answered, current } = review;
  return { tasks: total, done: answered, open: current?.task ?? null };
}

/** Errors are answers too: the agent can do better. */
async function withTask(
  review: Review,
  act: (task: DetectorTask) => CallToolResult | Promise<CallToolResult>,
): Promise<CallToolResult> {
  const task = review.current;
  if (task === null) return refused('No task is open: nothing is left to do.');
  try {
    return await act(task);
  } catch (error) {
    if (error instanceof RangeError) return refused(error.message);
    if (error instanceof z.ZodError) return refused(z.prettifyError(error));
    throw error;
  }
}

function hits({ texts }: DetectorTask, wanted: string, ignoreCase: boolean): string {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const found: string[] = [];
  for (const [path, text] of texts) {
    for (const [index, line] of textLines(text).entries()) {
      const written = line.trimEnd();
      if (fold(written).includes(fold(wanted))) found.push(`${path}:${index + 1}: ${written}`);
    }
  }
  if (found.length === 0) return 'No line holds it.';
  const more = found.length - MOST_HITS;
  return [...found.slice(0, MOST_HITS), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

function said(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

function refused(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
