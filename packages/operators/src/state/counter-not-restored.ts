import * as ts from 'typescript';
import { storeTarget } from '../kit/effect.ts';
import { placeOf } from '../kit/enclosing.ts';
import { hasFixedLines } from '../kit/layout.ts';
import { isShared } from '../kit/shared-state.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import { withoutTry } from '../kit/without-try.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const counterNotRestored: Operator = {
  id: 'counter-not-restored',
  family: 'state',
  tier: 'hard',
  cwe: 460,
  status: 'stable',
  title: 'State is not restored when the work throws',
  mistake:
    'What was counted up, or set, for the time of the work is brought back only when the work succeeds.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.catchClause !== undefined || waits(node)) return;
    const restored = restoredIn(node.finallyBlock, context);
    if (restored === null || hasFixedLines(node, context)) return;
    const text = withoutTry(node, context);
    const target = storeTarget(restored);
    if (text === null || target === null) return;
    yield {
      edits: [{ start: startOf(node, context), end: node.end, text }],
      explanation: {
        mechanism: `${gist(restored, context)} in ${placeOf(node)} runs only when nothing throws before it.`,
        trigger: 'It shows when the work throws, and the object is used again afterwards.',
        consequence: `${gist(target, context)} stays as it was during the work, for good.`,
        fix: `Put ${gist(restored, context)} in a finally block.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export class Guarded {\n  #depth = 0;\n  run<T>(work: () => T): T {\n    if (this.#depth > 0) throw new Error('nested');\n    this.#depth += 1;\n    try {\n      return work();\n    } finally {\n      this.#depth -= 1;\n    }\n  }\n}\n",
        after:
          "export class Guarded {\n  #depth = 0;\n  run<T>(work: () => T): T {\n    if (this.#depth > 0) throw new Error('nested');\n    this.#depth += 1;\n    const result = work();\n    this.#depth -= 1;\n    return result;\n  }\n}\n",
        witness:
          "(() => { const guarded = new Guarded(); try { guarded.run(() => { throw new Error('no'); }); } catch {} return guarded.run(() => 1); })()",
      },
      {
        before:
          "let indent = 0;\nexport const line = (text: string): string => ' '.repeat(indent) + text;\nexport function nested(work: () => void): void {\n  const before = indent;\n  indent += 2;\n  try {\n    work();\n  } finally {\n    indent = before;\n  }\n}\n",
        after:
          "let indent = 0;\nexport const line = (text: string): string => ' '.repeat(indent) + text;\nexport function nested(work: () => void): void {\n  const before = indent;\n  indent += 2;\n  work();\n  indent = before;\n}\n",
        witness: "(() => { try { nested(() => { throw new Error('no'); }); } catch {} return line('a'); })()",
      },
    ],
    skips: [
      {
        code: 'export async function run(gate: { open: number }, work: () => Promise<void>): Promise<void> {\n  gate.open += 1;\n  try {\n    await work();\n  } finally {\n    gate.open -= 1;\n  }\n}\n',
        because: 'Work that is waited for is the business of unlock-on-throw-drop.',
      },
      {
        code: 'export function timed(work: () => void, now: () => number): number {\n  let spent = -now();\n  try {\n    work();\n  } finally {\n    spent += now();\n  }\n  return spent;\n}\n',
        because: 'The variable ends with the call.',
      },
    ],
  },
};

/** The statement of the `finally` that stores into state that outlives the call. */
function restoredIn(block: ts.Block | undefined, context: SiteContext): ts.Statement | null {
  return (
    block?.statements.find((statement) => {
      const target = storeTarget(statement);
      return target !== null && isShared(target, context);
    }) ?? null
  );
}
