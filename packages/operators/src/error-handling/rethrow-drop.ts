import * as ts from 'typescript';
import { enclosingFunction, placeOf } from '../kit/enclosing.ts';
import { guardAround } from '../kit/exits.ts';
import { dropWithLeftovers } from '../kit/leftover.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { isNullish, isUnknownType, membersOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const rethrowDrop: Operator = {
  id: 'rethrow-drop',
  family: 'error-handling',
  tier: 'hard',
  cwe: 391,
  status: 'stable',
  title: 'Caught error is not passed on',
  mistake: 'A catch block deals with its error and forgets that callers, too, must hear of it.',
  kinds: [ts.SyntaxKind.ThrowStatement],
  *mutate(node, context) {
    if (!ts.isThrowStatement(node) || !ts.isIdentifier(node.expression)) return;
    const statement = guardAround(node) ?? node;
    const block = statement.parent;
    if (!ts.isBlock(block) || !ts.isCatchClause(block.parent) || block.statements.length < 2) return;
    const name = block.parent.variableDeclaration?.name;
    if (name === undefined || !ts.isIdentifier(name) || name.text !== node.expression.text) return;
    const isLast = block.statements.at(-1) === statement;
    if (isLast && !mayEndWithout(block.parent, context)) return;
    const edits = dropWithLeftovers(statement, context);
    if (edits === null) return;
    const guard = ts.isIfStatement(statement) ? statement : null;
    yield {
      edits,
      explanation: {
        mechanism: `The catch block in ${placeOf(node)} no longer throws \`${name.text}\` again${guard ? ` when ${gist(guard.expression, context)}` : ''}.`,
        trigger: guard
          ? `It shows when the try block throws and ${gist(guard.expression, context)} holds.`
          : 'It shows whenever the try block throws.',
        consequence: 'The failure ends here: callers take it for success.',
        fix: `Throw it again: ${gist(statement, context)}.`,
      },
      regions: [{ start: startOf(block.parent, context), end: block.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Store {\n  count = 0;\n  async save(write: () => Promise<void>): Promise<void> {\n    this.count += 1;\n    try {\n      await write();\n    } catch (error) {\n      this.count -= 1;\n      throw error;\n    }\n  }\n}\n',
        after:
          'export class Store {\n  count = 0;\n  async save(write: () => Promise<void>): Promise<void> {\n    this.count += 1;\n    try {\n      await write();\n    } catch {\n      this.count -= 1;\n    }\n  }\n}\n',
        witness: "new Store().save(() => Promise.reject(new Error('full')))",
      },
      {
        before:
          "export function parse(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch (error) {\n    if (text !== '') throw error;\n    return null;\n  }\n}\n",
        after:
          'export function parse(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch {\n    return null;\n  }\n}\n',
        witness: "parse('{')",
      },
    ],
    skips: [
      {
        code: 'export function run(f: () => number): number {\n  try {\n    return f();\n  } catch (error) {\n    console.log(error);\n    throw error;\n  }\n}\n',
        because: 'Without the throw the function would lack a result and not compile.',
      },
      {
        code: 'export function run(f: () => void): void {\n  try {\n    f();\n  } catch (error) {\n    throw error;\n  }\n}\n',
        because: 'An empty catch block gives itself away.',
      },
    ],
  },
};

/** The function may end after the catch block: something follows, or its type allows no result. */
function mayEndWithout(clause: ts.CatchClause, context: SiteContext): boolean {
  const fn = enclosingFunction(clause);
  const signature = fn === null ? undefined : context.checker.getSignatureFromDeclaration(fn);
  if (signature === undefined) return false;
  if (ts.isConstructorDeclaration(fn!)) return true;
  const declared = context.checker.getReturnTypeOfSignature(signature);
  const type = context.checker.getAwaitedType(declared) ?? declared;
  if (isUnknownType(type) || membersOf(type).every(isNullish)) return !isUnknownType(type);
  const list = ts.isBlock(clause.parent.parent) ? clause.parent.parent.statements : [];
  const readsTryVariables = list.at(-1) === clause.parent;
  return !readsTryVariables && assignsNothing(clause.parent.tryBlock);
}

/** Variables that only the try block assigns would be read unassigned behind it. */
function assignsNothing(block: ts.Block): boolean {
  return block.statements.every((statement) => {
    if (!ts.isExpressionStatement(statement)) return false;
    const { expression } = statement;
    return !(ts.isBinaryExpression(expression) && ts.isIdentifier(expression.left));
  });
}
