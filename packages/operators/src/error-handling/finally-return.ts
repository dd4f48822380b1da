import * as ts from 'typescript';
import { nextStatement, placeOf, siblingsOf } from '../kit/enclosing.ts';
import { hasFixedLines, indentOf, lineBreakOf, reindent } from '../kit/layout.ts';
import { hasComment } from '../kit/neighbour.ts';
import { symbolOf } from '../kit/references.ts';
import { dropLines } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { descendants, executed } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const finallyReturn: Operator = {
  id: 'finally-return',
  family: 'error-handling',
  tier: 'moderate',
  cwe: 584,
  status: 'stable',
  title: 'Return in a finally block swallows the error',
  mistake: 'The result is returned where cleaning up ends, and a return there takes the place of an error.',
  kinds: [ts.SyntaxKind.TryStatement],
  *mutate(node, context) {
    if (!ts.isTryStatement(node) || siblingsOf(node) === null) return;
    const last = node.finallyBlock?.statements.at(-1);
    const result = nextStatement(node);
    if (last === undefined || result === null || !ts.isReturnStatement(result) || hasComment(result, context))
      return;
    if (!mayThrow(node) || hasFixedLines(result, context) || !isKnown(result, context)) return;
    const indent = indentOf(last, context);
    const text = reindent(textOf(result, context), indentOf(result, context), indent);
    yield {
      edits: [
        { start: last.end, end: last.end, text: lineBreakOf(context) + indent + text },
        dropLines(result, context),
      ],
      explanation: {
        mechanism: `The finally block in ${placeOf(node)} ends with ${gist(result, context)}.`,
        trigger: 'It shows when the try block, or the catch block, throws.',
        consequence: 'The return takes the place of the error: callers get a result as if all had gone well.',
        fix: 'Return behind the finally block.',
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function drain(queue: { take(): string | null; close(): void }): string[] {\n  const taken: string[] = [];\n  try {\n    for (let item = queue.take(); item !== null; item = queue.take()) taken.push(item);\n  } finally {\n    queue.close();\n  }\n  return taken;\n}\n',
        after:
          'export function drain(queue: { take(): string | null; close(): void }): string[] {\n  const taken: string[] = [];\n  try {\n    for (let item = queue.take(); item !== null; item = queue.take()) taken.push(item);\n  } finally {\n    queue.close();\n    return taken;\n  }\n}\n',
        witness: "drain({ take() { throw new Error('broken'); }, close() {} })",
      },
      {
        before:
          "export async function sum(read: () => Promise<number>, done: () => void): Promise<number> {\n  let total = 0;\n  try {\n    total += await read();\n  } catch (error) {\n    throw new Error('not read', { cause: error });\n  } finally {\n    done();\n  }\n  return total;\n}\n",
        after:
          "export async function sum(read: () => Promise<number>, done: () => void): Promise<number> {\n  let total = 0;\n  try {\n    total += await read();\n  } catch (error) {\n    throw new Error('not read', { cause: error });\n  } finally {\n    done();\n    return total;\n  }\n}\n",
        witness: "sum(() => Promise.reject(new Error('gone')), () => {})",
      },
    ],
    skips: [
      {
        code: 'export function parse(text: string, done: () => void): number {\n  let size = 0;\n  try {\n    size = (JSON.parse(text) as unknown[]).length;\n  } catch {\n    size = -1;\n  } finally {\n    done();\n  }\n  return size;\n}\n',
        because: 'No error gets that far: the return takes the place of nothing.',
      },
      {
        code: 'export function first(read: () => string, done: () => void): string {\n  let text: string;\n  try {\n    text = read();\n  } finally {\n    done();\n  }\n  return text;\n}\n',
        because: 'After a failure the variable has no value, and the compiler says so.',
      },
    ],
  },
};

/** An error can get out: nothing catches it, or what catches it throws. */
function mayThrow({ catchClause }: ts.TryStatement): boolean {
  return catchClause === undefined || [...executed(catchClause.block)].some(ts.isThrowStatement);
}

/** Whatever has happened before, the variables of the result have a value. */
function isKnown(result: ts.ReturnStatement, context: SiteContext): boolean {
  return [...descendants(result)].every((part) => {
    const declaration = ts.isIdentifier(part) ? symbolOf(part, context)?.valueDeclaration : undefined;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return true;
    return declaration.initializer !== undefined || !ts.isVariableStatement(declaration.parent.parent);
  });
}
