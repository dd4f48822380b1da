import * as ts from 'typescript';
import { storeTarget } from '../kit/effect.ts';
import { placeOf } from '../kit/enclosing.ts';
import { callsIn } from '../kit/exits.ts';
import { hasFixedLines } from '../kit/layout.ts';
import { releaseIn } from '../kit/release.ts';
import { withoutTry } from '../kit/without-try.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const lockNotReleasedOnThrow: Operator = {
  id: 'lock-not-released-on-throw',
  family: 'resource',
  tier: 'hard',
  cwe: 667,
  status: 'nursery',
  title: 'What was taken is kept when the work throws',
  mistake: 'It is not thought of that the code between taking something and giving it back may throw.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.finallyBlock === undefined || node.catchClause !== undefined) return;
    if (waits(node.tryBlock) || callsIn(node.tryBlock).length === 0) return;
    const release = releaseIn(node.finallyBlock);
    // What is set back in place is the business of counter-not-restored.
    if (release === null || storeTarget(release) !== null || hasFixedLines(node, context)) return;
    const text = withoutTry(node, context);
    if (text === null) return;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${gist(release, context)} in ${placeOf(node)} is not reached when the code before it throws.`,
        trigger: `It shows when ${gist(callsIn(node.tryBlock)[0]!, context)} throws.`,
        consequence: 'What was taken is never given back: the next one finds it taken, or one place fewer.',
        fix: `Put ${gist(release, context)} in a finally block.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Buffers {\n  lent = 0;\n  use<T>(work: () => T): T {\n    this.lent += 1;\n    try {\n      return work();\n    } finally {\n      this.release();\n    }\n  }\n  release(): void {\n    this.lent -= 1;\n  }\n}\n',
        after:
          'export class Buffers {\n  lent = 0;\n  use<T>(work: () => T): T {\n    this.lent += 1;\n    const result = work();\n    this.release();\n    return result;\n  }\n  release(): void {\n    this.lent -= 1;\n  }\n}\n',
        witness:
          "(() => { const buffers = new Buffers(); try { buffers.use(() => { throw new Error('no'); }); } catch {} return buffers.lent; })()",
      },
      {
        before:
          'export interface Lock {\n  acquire(): void;\n  release(): void;\n}\nexport function write(lock: Lock, parts: readonly string[], put: (part: string) => void): void {\n  lock.acquire();\n  try {\n    for (const part of parts) put(part);\n  } finally {\n    lock.release();\n  }\n}\n',
        after:
          'export interface Lock {\n  acquire(): void;\n  release(): void;\n}\nexport function write(lock: Lock, parts: readonly string[], put: (part: string) => void): void {\n  lock.acquire();\n  for (const part of parts) put(part);\n  lock.release();\n}\n',
        witness:
          "(() => { let held = 0; const lock = { acquire: () => { held += 1; }, release: () => { held -= 1; } }; try { write(lock, ['a'], () => { throw new Error('no'); }); } catch {} return held; })()",
      },
    ],
    skips: [
      {
        code: 'export class Queue {\n  running = 0;\n  async run(job: () => Promise<void>): Promise<void> {\n    this.running += 1;\n    try {\n      await job();\n    } finally {\n      this.running -= 1;\n    }\n  }\n}\n',
        because: 'Work that is waited for is the business of unlock-on-throw-drop.',
      },
      {
        code: 'export function timed(work: () => void, log: (text: string) => void): void {\n  try {\n    work();\n  } finally {\n    log("end");\n  }\n}\n',
        because: 'Nothing is given back.',
      },
    ],
  },
};
