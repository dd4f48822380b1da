import * as ts from 'typescript';
import { standsBeside } from '../kit/beside.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { once } from '../kit/once.ts';
import { symbolOf, isMemberName } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare, descendants, isAlmostSameCode, isSameCode } from '../kit/tree.ts';
import { isBooleanType, isForeign, isStringType, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Methods of the language that ask or tell something under a name. */
const BY_NAME =
  /^(?:get|has|set|delete|emit|on|off|once|getAll|append|getItem|setItem|includes|startsWith|endsWith|addEventListener)$/u;

export const argumentWrong: Operator = {
  id: 'argument-wrong',
  family: 'argument',
  tier: 'moderate',
  cwe: 687,
  status: 'stable',
  title: 'Argument of another call',
  mistake: 'A call is copied from another one, and an argument keeps what was right there.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || node.arguments.some(ts.isSpreadElement)) return;
    for (const argument of node.arguments) {
      const wrong = flipped(argument, context) ?? fromOtherCall(node, argument, context);
      if (wrong === null) continue;
      const leftovers = unusedAfter([stretchOf(argument, context)], context);
      if (leftovers === null) continue;
      yield {
        edits: [replaceNode(argument, wrong, context), ...leftovers],
        explanation: {
          mechanism: `${subjectOf(node)} passes ${quoted(wrong)} to ${gist(node.expression, context)}.`,
          trigger: `It shows whenever ${quoted(wrong)} and ${gist(argument, context)} are not the same.`,
          consequence: `${gist(node.expression, context)} works with what is right for another call.`,
          fix: `Pass ${gist(argument, context)}: ${gist(node, context)}.`,
        },
      };
      return;
    }
  },
  examples: {
    injects: [
      {
        before:
          "const cut = (text: string, at: number): string => text.slice(at);\nexport const parts = (line: string): string[] => [cut(line, line.indexOf(':')), cut(line, Math.abs(line.length - 1))];\n",
        after:
          "const cut = (text: string, at: number): string => text.slice(at);\nexport const parts = (line: string): string[] => [cut(line, line.indexOf(':')), cut(line, line.indexOf(':'))];\n",
        witness: "parts('a:bc')",
      },
      {
        before:
          "export function read(params: Map<string, string>): string[] {\n  return [params.get('page') ?? '1', params.get('size') ?? '20'];\n}\n",
        after:
          "export function read(params: Map<string, string>): string[] {\n  return [params.get('page') ?? '1', params.get('page') ?? '20'];\n}\n",
        witness: "read(new Map([['page', '2'], ['size', '5']]))",
      },
      {
        before:
          'const walk = (word: string, isDeep: boolean): string => (isDeep ? word + word : word);\nexport const twice = (word: string): string => walk(word, true);\n',
        after:
          'const walk = (word: string, isDeep: boolean): string => (isDeep ? word + word : word);\nexport const twice = (word: string): string => walk(word, false);\n',
        witness: "twice('a')",
      },
    ],
    skips: [
      {
        code: 'export const span = (xs: number[]): number => Math.max(xs[0] ?? 0, 9) - Math.max(xs.length, 1);\n',
        because: 'Functions of the language are called for all kinds of things.',
      },
      {
        code: "import { join } from 'node:path';\nexport const files = (folder: string): string[] => [join(folder, 'index'), join(folder, 'data')];\n",
        because: 'So is a function of a library.',
      },
      {
        code: "export function run(log: (text: string) => void): void {\n  log('it has begun');\n  log('it is done');\n}\n",
        because: 'A text that is written out is no name of anything.',
      },
    ],
  },
};

/** The other answer to a question of yes or no. */
function flipped(argument: ts.Expression, context: SiteContext): string | null {
  const isTrue = argument.kind === ts.SyntaxKind.TrueKeyword;
  if (!isTrue && argument.kind !== ts.SyntaxKind.FalseKeyword) return null;
  const expected = context.checker.getContextualType(argument);
  if (expected === undefined || isUnknownType(expected)) return null;
  const isEither =
    membersOf(expected).filter(({ flags }) => (flags & ts.TypeFlags.BooleanLike) !== 0).length === 2;
  return isEither ||
    (isBooleanType(context.checker.getBaseTypeOfLiteralType(expected)) && membersOf(expected).length > 1)
    ? String(!isTrue)
    : null;
}

/** What stands at the same place of another call of the same function. */
function fromOtherCall(
  call: ts.CallExpression,
  argument: ts.Expression,
  context: SiteContext,
): string | null {
  const isName = ts.isStringLiteral(argument);
  if (!isName && !isWorth(argument)) return null;
  const isOwn = isOwnFunction(call.expression, context);
  if (!(isOwn || (isName && BY_NAME.test(calledName(call) ?? '')))) return null;
  const index = call.arguments.indexOf(argument);
  const home = isName ? call.getSourceFile() : enclosingFunction(call);
  for (const other of home === null ? [] : otherCalls(call, home, context)) {
    const value = other.arguments[index];
    if (value === undefined || isSameCode(value, argument) || standsBeside(argument, textOf(value, context)))
      continue;
    if (isName ? isOtherName(argument, value, context) : isOtherValue(argument, value, call, context))
      return textOf(value, context);
  }
  return null;
}

/** A function or method that the code at hand declares: it is called for one purpose. */
function isOwnFunction(callee: ts.Expression, { checker }: SiteContext): boolean {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
  if (symbol === undefined) return false;
  const meant = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  return !isForeign(meant) && (meant.flags & ts.SymbolFlags.FunctionScopedVariable) === 0;
}

/** The nearest first: those before the call, then those behind it. */
function otherCalls(call: ts.CallExpression, home: ts.Node, context: SiteContext): ts.CallExpression[] {
  const calls = callsBelow(home, context).filter(
    (node) => node.arguments.length === call.arguments.length && isSameCode(node.expression, call.expression),
  );
  const at = calls.indexOf(call);
  return [...calls.slice(0, at).toReversed(), ...calls.slice(at + 1)];
}

const callsBelow = once((home: ts.Node) => [...descendants(home)].filter(ts.isCallExpression));

/** A word that names something, where any text is allowed. */
function isOtherName(own: ts.StringLiteral, value: ts.Expression, context: SiteContext): boolean {
  if (!ts.isStringLiteral(value) || !/^[\w.:/-]{2,}$/u.test(value.text) || !/^[\w.:/-]{2,}$/u.test(own.text))
    return false;
  const expected = context.checker.getContextualType(own);
  return (
    expected !== undefined &&
    isStringType(expected) &&
    membersOf(expected).every((type) => !type.isStringLiteral())
  );
}

/** A value that is worked out: plain names and members are mixed up by operators of their own. */
function isWorth(node: ts.Expression): boolean {
  const inner = bare(node);
  return (
    ts.isBinaryExpression(inner) ||
    ts.isCallExpression(inner) ||
    ts.isPropertyAccessExpression(inner) ||
    ts.isElementAccessExpression(inner)
  );
}

function isOtherValue(
  own: ts.Expression,
  value: ts.Expression,
  call: ts.Node,
  context: SiteContext,
): boolean {
  if (!isWorth(value) || ts.isFunctionLike(value)) return false;
  if (ts.isCallExpression(own) && ts.isCallExpression(value) && isSameCode(own.expression, value.expression))
    return false;
  // One name for another is a mistake of another kind.
  if (isAlmostSameCode(own, value)) return false;
  return fits(typeOf(value, context), own, context) && isVisible(value, call, context);
}

/** All names in it are known at the call, and stand for the same. */
function isVisible(value: ts.Expression, call: ts.Node, context: SiteContext): boolean {
  return [...descendants(value)].every((node) => {
    if (!ts.isIdentifier(node)) return true;
    if (isMemberName(node)) return true;
    const declaration = symbolOf(node, context)?.valueDeclaration;
    if (declaration === undefined) return false;
    if (declaration.getSourceFile() !== context.sourceFile) return true;
    const scope = ts.findAncestor(
      declaration,
      (outer) =>
        ts.isBlock(outer) ||
        ts.isFunctionLike(outer) ||
        ts.isForOfStatement(outer) ||
        ts.isForStatement(outer) ||
        ts.isSourceFile(outer),
    );
    return (
      scope !== undefined &&
      scope.pos <= call.pos &&
      call.end <= scope.end &&
      (ts.isSourceFile(scope) || declaration.end <= call.pos)
    );
  });
}
