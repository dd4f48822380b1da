import * as ts from 'typescript';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { indentOf, lineBreakOf, hasFixedLines, reindent } from '../kit/layout.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isEnd } from '../kit/body.ts';
import type { Operator } from '../operator.ts';

export const finallyDrop: Operator = {
  id: 'finally-drop',
  family: 'error-handling',
  tier: 'hard',
  cwe: 460,
  status: 'stable',
  title: 'Clean-up is skipped when the work fails',
  mistake: 'What must be done in any case is written behind the work, and not in a `finally`.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || node.catchClause === undefined || node.finallyBlock === undefined) return;
    const { finallyBlock: block, catchClause } = node;
    const [first, last] = [block.statements[0], block.statements.at(-1)];
    if (
      first === undefined ||
      last === undefined ||
      siblingsOf(node) === null ||
      hasFixedLines(block, context)
    )
      return;
    if (isEnd(node.tryBlock.statements, context)) return;
    const indent = indentOf(node, context);
    const code = reindent(
      context.text.slice(startOf(first, context), last.end),
      indentOf(first, context),
      indent,
    );
    yield {
      edits: [{ start: catchClause.end, end: node.end, text: lineBreakOf(context) + indent + code }],
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(first, context)} only when nothing is thrown, or returned, before.`,
        trigger: 'It shows when the work, or what deals with its failure, leaves the function.',
        consequence: `Then ${gist(first, context)} is left undone.`,
        fix: 'Put it into a `finally`.',
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Lamp {\n  isOn = false;\n  blink(work: () => void): void {\n    this.isOn = true;\n    try {\n      work();\n    } catch (error) {\n      throw new Error("blown", { cause: error });\n    } finally {\n      this.isOn = false;\n    }\n  }\n}\n',
        after:
          'export class Lamp {\n  isOn = false;\n  blink(work: () => void): void {\n    this.isOn = true;\n    try {\n      work();\n    } catch (error) {\n      throw new Error("blown", { cause: error });\n    }\n    this.isOn = false;\n  }\n}\n',
        witness:
          '(() => { const lamp = new Lamp(); try { lamp.blink(() => { throw new Error("no"); }); } catch {} return lamp.isOn; })()',
      },
    ],
    skips: [
      {
        code: 'export function run(work: () => void, done: () => void): void {\n  try {\n    work();\n  } finally {\n    done();\n  }\n}\n',
        because:
          'Without a `catch` there would be no reason for the `try`: the business of unlock-on-throw-drop.',
      },
    ],
  },
};
