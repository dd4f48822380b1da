import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { statementsBehind } from '../kit/awaiting.ts';
import { narrows } from '../kit/condition.ts';
import { enclosingFunction, siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { dropLines } from '../kit/replace.ts';
import { shareName, symbolOf } from '../kit/references.ts';
import { calls } from '../kit/settling.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const callbackCalledTwice: Operator = {
  id: 'callback-called-twice',
  family: 'error-handling',
  tier: 'hard',
  cwe: 675,
  status: 'stable',
  title: 'Callback is called a second time',
  mistake: 'Calling back is taken for the end of the function, which goes on and calls back again.',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node, context) {
    if (!ts.isReturnStatement(node)) return;
    const branch = branchOf(node);
    const call = branch === null ? null : callBefore(node);
    if (branch === null || call === null || !isGivenCallback(call, context)) return;
    const rest = statementsBehind(branch);
    const callee = call.expression.getText();
    if (!rest.some((statement) => calls(statement, callee)) || isNeeded(branch, node, rest, context)) return;
    const edits: Edit[] =
      node.expression === undefined
        ? [dropLines(node, context)]
        : [{ start: startOf(node, context), end: startOf(node.expression, context), text: '' }];
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} goes on after ${gist(call, context)}.`,
        trigger: `It shows when ${gist(branch.expression, context)} holds.`,
        consequence: `\`${callee}\` is called again further on: once with the failure, and once as if there were none.`,
        fix: `Leave the function when it is called: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(branch, context), end: branch.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function half(n: number, done: (error: Error | null, half?: number) => void): void {\n  if (n % 2 === 1) return done(new Error('odd'));\n  done(null, n / 2);\n}\n",
        after:
          "export function half(n: number, done: (error: Error | null, half?: number) => void): void {\n  if (n % 2 === 1) done(new Error('odd'));\n  done(null, n / 2);\n}\n",
        witness: '(() => { let count = 0; half(1, () => { count += 1; }); return count; })()',
      },
      {
        before:
          'type Read = (done: (error: Error | null, text: string) => void) => void;\nexport function length(read: Read, done: (error: Error | null, length?: number) => void): void {\n  read((error, text) => {\n    if (error !== null) {\n      done(error);\n      return;\n    }\n    done(null, text.length);\n  });\n}\n',
        after:
          'type Read = (done: (error: Error | null, text: string) => void) => void;\nexport function length(read: Read, done: (error: Error | null, length?: number) => void): void {\n  read((error, text) => {\n    if (error !== null) {\n      done(error);\n    }\n    done(null, text.length);\n  });\n}\n',
        witness:
          "(() => { let count = 0; length((done) => done(new Error('no'), ''), () => { count += 1; }); return count; })()",
      },
    ],
    skips: [
      {
        code: "export function later(n: number): Promise<number> {\n  return new Promise((resolve, reject) => {\n    if (n < 0) return reject(new RangeError('negative'));\n    resolve(n);\n  });\n}\n",
        because: 'A promise is settled once; the second call does nothing.',
      },
      {
        code: 'export function find(names: readonly string[], done: (name: string | null) => void): void {\n  const [first] = names;\n  if (first === undefined) {\n    done(null);\n    return;\n  }\n  done(first.trim());\n}\n',
        because: 'The code behind it compiles only because of the return.',
      },
    ],
  },
};

/** The `if` without `else` that ends with the statement. */
function branchOf(node: ts.ReturnStatement): ts.IfStatement | null {
  const { parent } = node;
  const body = ts.isBlock(parent) && parent.statements.at(-1) === node ? parent : node;
  const branch = body.parent;
  const isBranch =
    ts.isIfStatement(branch) && branch.elseStatement === undefined && branch.thenStatement === body;
  return isBranch && siblingsOf(branch) !== null ? branch : null;
}

/** `return done(error);` or `done(error); return;`. */
function callBefore(node: ts.ReturnStatement): ts.CallExpression | null {
  if (node.expression !== undefined) {
    const value = bare(node.expression);
    return ts.isCallExpression(value) ? value : null;
  }
  const siblings = siblingsOf(node);
  const before = siblings?.[siblings.indexOf(node) - 1];
  const value = before !== undefined && ts.isExpressionStatement(before) ? bare(before.expression) : null;
  return value !== null && ts.isCallExpression(value) ? value : null;
}

/** A parameter of a function around is called, for what it does; the two functions of a promise may be called again. */
function isGivenCallback(call: ts.CallExpression, context: SiteContext): boolean {
  const callee = call.expression;
  if (!ts.isIdentifier(callee) || /^(?:resolve|reject)/u.test(callee.text)) return false;
  const declaration = symbolOf(callee, context)?.valueDeclaration;
  if (declaration === undefined || !ts.isParameter(declaration)) return false;
  return isJavaScript(context) || membersOf(typeOf(call, context)).every(isNullish);
}

/** The code behind compiles only because of the return, or another operator drops it. */
function isNeeded(
  branch: ts.IfStatement,
  node: ts.ReturnStatement,
  rest: readonly ts.Statement[],
  context: SiteContext,
): boolean {
  const fn = enclosingFunction(node);
  if (fn === null) return true;
  const isNarrowing = narrows(branch.expression, context);
  if (isNarrowing) return rest.some((statement) => shareName(branch.expression, statement));
  return node.expression === undefined;
}
