import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { returnsIn } from '../kit/exits.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { releaseIn } from '../kit/release.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import { withoutTry } from '../kit/without-try.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const unlockOnThrowDrop: Operator = {
  id: 'unlock-on-throw-drop',
  family: 'async',
  tier: 'expert',
  cwe: 667,
  status: 'stable',
  title: 'Lock not released when the work fails',
  mistake: 'What was taken is given back only when all goes well.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.finallyBlock === undefined || !waits(node.tryBlock)) return;
    const release = releaseIn(node.finallyBlock);
    if (release === null || hasFixedLines(node, context)) return;
    const text = node.catchClause === undefined ? withoutTry(node, context) : withoutFinally(node, context);
    if (text === null) return;
    yield {
      edits: [{ start: startOf(node, context), end: node.end, text }],
      explanation: {
        mechanism: `${gist(release, context)} in ${placeOf(node)} runs only when the work before it succeeds.`,
        trigger: 'It shows when the awaited work is rejected.',
        consequence:
          'What was taken is never given back, so those who come later wait for ever, fail, or find one place fewer.',
        fix: `Put ${gist(release, context)} in a finally block.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Mutex {\n  held = 0;\n  acquire(): () => void {\n    this.held += 1;\n    return () => {\n      this.held -= 1;\n    };\n  }\n  async run<T>(task: () => Promise<T>): Promise<T> {\n    const release = this.acquire();\n    try {\n      return await task();\n    } finally {\n      release();\n    }\n  }\n}\n',
        after:
          'export class Mutex {\n  held = 0;\n  acquire(): () => void {\n    this.held += 1;\n    return () => {\n      this.held -= 1;\n    };\n  }\n  async run<T>(task: () => Promise<T>): Promise<T> {\n    const release = this.acquire();\n    const result = await task();\n    release();\n    return result;\n  }\n}\n',
        witness:
          "(async () => { const mutex = new Mutex(); await mutex.run(() => Promise.reject(new Error('x'))).catch(() => {}); return mutex.held; })()",
      },
      {
        before:
          'export class Queue {\n  running = 0;\n  failed = 0;\n  async start(job: () => Promise<void>): Promise<void> {\n    this.running += 1;\n    try {\n      await job();\n    } catch {\n      this.failed += 1;\n    } finally {\n      this.running -= 1;\n    }\n  }\n}\n',
        after:
          'export class Queue {\n  running = 0;\n  failed = 0;\n  async start(job: () => Promise<void>): Promise<void> {\n    this.running += 1;\n    try {\n      await job();\n      this.running -= 1;\n    } catch {\n      this.failed += 1;\n    }\n  }\n}\n',
        witness:
          "(async () => { const queue = new Queue(); await queue.start(() => Promise.reject(new Error('x'))); return queue.running; })()",
      },
    ],
    skips: [
      {
        code: 'export function read(open: () => number, release: () => void): number {\n  try {\n    return open();\n  } finally {\n    release();\n  }\n}\n',
        because: 'Nothing is awaited: this is finally-drop.',
      },
      {
        code: 'export async function timed(work: () => Promise<void>, log: (n: number) => void): Promise<void> {\n  try {\n    await work();\n  } finally {\n    log(1);\n  }\n}\n',
        because: 'Nothing is given back.',
      },
    ],
  },
};

/** The release at the end of the try block, the catch block as it is. */
function withoutFinally(node: ts.TryStatement, context: SiteContext): string | null {
  const last = node.tryBlock.statements.at(-1);
  if (last === undefined || returnsIn(node.tryBlock).length > 0) return null;
  const lineBreak = lineBreakOf(context) + indentOf(last, context);
  const first = node.finallyBlock!.statements[0]!;
  const release = reindent(
    context.text.slice(startOf(first, context), node.finallyBlock!.statements.at(-1)!.end),
    indentOf(first, context),
    indentOf(last, context),
  );
  const head = context.text.slice(startOf(node, context), last.end);
  return head + lineBreak + release + context.text.slice(last.end, node.catchClause!.end);
}
