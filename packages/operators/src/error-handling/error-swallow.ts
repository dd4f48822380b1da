import * as ts from 'typescript';
import { enclosingFunction, placeOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, startOf } from '../kit/text-of.ts';
import { isNullish, isUnknownType, membersOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const errorSwallow: Operator = {
  id: 'error-swallow',
  family: 'error-handling',
  tier: 'hard',
  cwe: 390,
  status: 'stable',
  title: 'Failure turned into an ordinary result',
  mistake: 'A failure is answered with an empty result, so that callers cannot tell it from success.',
  kinds: [ts.SyntaxKind.ThrowStatement],
  *mutate(node, context) {
    if (!ts.isThrowStatement(node) || !ts.isBlock(node.parent) || !ts.isCatchClause(node.parent.parent))
      return;
    const clause = node.parent.parent;
    if (node.parent.statements.at(-1) !== node || isRethrow(node, clause)) return;
    const empty = emptyResult(node, context);
    if (empty === null) return;
    const leftovers = unusedAfter([stretchOf(node, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [replaceNode(node, empty, context), ...leftovers],
      explanation: {
        mechanism: `The catch block in ${placeOf(node)} answers with ${quoted(empty)} instead of throwing.`,
        trigger: 'It shows whenever the code in the try block throws.',
        consequence: 'The failure goes unnoticed and callers go on with an empty result.',
        fix: `Throw the error: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(clause, context), end: clause.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export class FormatError extends Error {}\nexport function readList(text: string): unknown[] {\n  try {\n    return JSON.parse(text) as unknown[];\n  } catch (error) {\n    throw new FormatError('not a list', { cause: error });\n  }\n}\n",
        after:
          'export class FormatError extends Error {}\nexport function readList(text: string): unknown[] {\n  try {\n    return JSON.parse(text) as unknown[];\n  } catch {\n    return [];\n  }\n}\n',
        witness: "readList('{')",
      },
      {
        before:
          "export async function load(get: () => Promise<string>): Promise<string | null> {\n  try {\n    return await get();\n  } catch {\n    throw new Error('not available');\n  }\n}\n",
        after:
          'export async function load(get: () => Promise<string>): Promise<string | null> {\n  try {\n    return await get();\n  } catch {\n    return null;\n  }\n}\n',
        witness: "load(() => Promise.reject(new Error('x')))",
      },
    ],
    skips: [
      {
        code: "export function size(text: string): number {\n  try {\n    return new URL(text).href.length;\n  } catch {\n    throw new TypeError('url');\n  }\n}\n",
        because: 'A number has no empty value.',
      },
      {
        code: 'export function run(f: () => void): void {\n  try {\n    f();\n  } catch (error) {\n    console.log(error);\n    throw error;\n  }\n}\n',
        because: 'Passing an error on is the business of rethrow-drop.',
      },
    ],
  },
};

function isRethrow(node: ts.ThrowStatement, clause: ts.CatchClause): boolean {
  const name = clause.variableDeclaration?.name;
  return (
    ts.isIdentifier(node.expression) &&
    name !== undefined &&
    ts.isIdentifier(name) &&
    name.text === node.expression.text
  );
}

/** A `return` of the empty value that the function's type allows. */
function emptyResult(node: ts.Node, context: SiteContext): string | null {
  const fn = enclosingFunction(node);
  const signature = fn === null ? undefined : context.checker.getSignatureFromDeclaration(fn);
  if (signature === undefined || ts.isConstructorDeclaration(fn!)) return null;
  const declared = context.checker.getReturnTypeOfSignature(signature);
  const type = context.checker.getAwaitedType(declared) ?? declared;
  if (isUnknownType(type)) return null;
  const members = membersOf(type);
  if (members.some((member) => (member.flags & ts.TypeFlags.Null) !== 0)) return 'return null;';
  if (members.some(isNullish)) return members.length === 1 ? 'return;' : 'return undefined;';
  if (members.every((member) => context.checker.isArrayType(member))) return 'return [];';
  return members.every((member) => (member.flags & ts.TypeFlags.BooleanLike) !== 0) ? 'return false;' : null;
}
