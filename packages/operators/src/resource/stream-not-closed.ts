import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const streamNotClosed: Operator = {
  id: 'stream-not-closed',
  family: 'resource',
  tier: 'hard',
  cwe: 772,
  status: 'stable',
  title: 'Stream is neither ended nor given up',
  mistake: 'A stream that is no longer read from, or written to, is taken to end by itself.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => kind === 'stream',
      {
        mechanism: (subject, step) =>
          `${subject} is done with its stream and does not say so: there is no ${step}.`,
        trigger: 'It shows when the other side waits for the end, or when the stream is used once more.',
        consequence: 'The other side waits for ever, and what the stream holds is not given back.',
        fix: 'Say it',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export async function head(stream: ReadableStream<string>): Promise<string> {\n  const reader = stream.getReader();\n  try {\n    const { value } = await reader.read();\n    return value ?? "";\n  } finally {\n    reader.releaseLock();\n  }\n}\n',
        after:
          'export async function head(stream: ReadableStream<string>): Promise<string> {\n  const reader = stream.getReader();\n  const { value } = await reader.read();\n  return value ?? "";\n}\n',
        witness:
          "(async () => { let locked = 0; await head({ getReader: () => { locked += 1; return { read: async () => ({ value: 'a' }), releaseLock: () => { locked -= 1; } }; } }); return locked; })()",
      },
      {
        before:
          "import type { Writable } from 'node:stream';\nexport function report(lines: readonly string[], out: Writable): number {\n  for (const line of lines) out.write(line);\n  out.end();\n  return lines.length;\n}\n",
        after:
          "import type { Writable } from 'node:stream';\nexport function report(lines: readonly string[], out: Writable): number {\n  for (const line of lines) out.write(line);\n  return lines.length;\n}\n",
        witness:
          "(() => { let isEnded = false; report(['a'], { write: () => true, end: () => { isEnded = true; } }); return isEnded; })()",
      },
    ],
    skips: [
      {
        code: 'export function answer(response: { end(text: string): void; status: number }): void {\n  response.status = 200;\n  response.end("well");\n}\n',
        because: 'The end is the answer: without it there is no message, which is statement-drop.',
      },
      {
        code: "import type { Writable } from 'node:stream';\nexport function stop(out: Writable): void {\n  out.destroy();\n}\n",
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
