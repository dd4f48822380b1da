import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { enclosingFunction, statementOf, subjectOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall, type MethodCall } from '../kit/method-call.ts';
import { callsItself } from '../kit/recursion.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { rankBySimilarity } from '../kit/similarity.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { isSameCode } from '../kit/tree.ts';
import {
  isArrayType,
  isForeign,
  isSameType,
  isStringType,
  isUnknownType,
  membersOf,
  typeOf,
} from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Methods of the language that ask or give something else when the two change places. */
const ONE_WAY =
  /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|concat|split|isSubsetOf|isSupersetOf|difference)$/u;
/** The same either way, as far as the name tells; the direction of a comparison is the business of sort-comparator-flip. */
const MUTUAL =
  /compare|^(?:equals?|same|is|distance|overlap|intersect|touch|union|add|plus|times|min|max|swap)/iu;

export const wrongReceiver: Operator = {
  id: 'wrong-receiver',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Method called on the wrong object',
  mistake:
    'The right method is called on another object of the same kind: the one that is asked about, or the whole instead of its part.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call === null || (call.call.flags & ts.NodeFlags.OptionalChain) !== 0) return;
    const wrong = turnedRound(call, context) ?? otherOfModule(call, context) ?? wholeForPart(call, context);
    if (wrong === null) return;
    yield {
      edits: wrong.edits,
      explanation: {
        mechanism: `${subjectOf(node)} calls ${quoted(wrong.written)} where ${gist(node, context)} is meant.`,
        trigger: `It shows whenever \`${call.name}\` finds or does something else there.`,
        consequence: `The answer or the effect belongs to ${quoted(wrong.receiver)} and not to ${gist(call.receiver, context)}.`,
        fix: `Call ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const isBelow = (path: string, root: string): boolean => path.startsWith(root);\n',
        after: 'export const isBelow = (path: string, root: string): boolean => root.startsWith(path);\n',
        witness: "isBelow('/a/b', '/a')",
      },
      {
        before:
          'const SHORT = new Map(Object.entries({ kg: 1 }));\nconst LONG = new Map(Object.entries({ kilogram: 1 }));\nexport const short = (name: string): number => SHORT.get(name) ?? 0;\nexport const count = (): number => SHORT.size + LONG.size;\n',
        after:
          'const SHORT = new Map(Object.entries({ kg: 1 }));\nconst LONG = new Map(Object.entries({ kilogram: 1 }));\nexport const short = (name: string): number => LONG.get(name) ?? 0;\nexport const count = (): number => SHORT.size + LONG.size;\n',
        witness: "short('kg')",
      },
      {
        before:
          'export class Shelf {\n  readonly inner = new Set<string>();\n  has(name: string): boolean {\n    return this.inner.has(name) || name === "*";\n  }\n  put(name: string): boolean {\n    if (this.inner.has(name)) return false;\n    this.inner.add(name);\n    return true;\n  }\n}\n',
        after:
          'export class Shelf {\n  readonly inner = new Set<string>();\n  has(name: string): boolean {\n    return this.inner.has(name) || name === "*";\n  }\n  put(name: string): boolean {\n    if (this.has(name)) return false;\n    this.inner.add(name);\n    return true;\n  }\n}\n',
        witness: "new Shelf().put('*')",
      },
    ],
    skips: [
      {
        code: "class Inner {\n  has(name: string): boolean {\n    return name !== '';\n  }\n}\nexport class Outer {\n  readonly inner = new Inner();\n  readonly other = this.inner;\n  has = (name: string): boolean => {\n    const has = this.inner.has(name);\n    return has && name.length < 9;\n  };\n}\n",
        because: 'The method would call itself for ever.',
      },
      {
        code: 'export const has = (names: string[], name: string): boolean => names.includes(name);\n',
        because: 'A text is no list: it would not compile.',
      },
      {
        code: 'declare const clock: any;\nexport const minutes = (ms: number): number => Math.floor(ms / 60_000) + Math.sign(clock.now());\n',
        because: 'What belongs to the language is not mixed up with what belongs to the module.',
      },
      {
        code: "export const isComment = (line: string): boolean => line.startsWith('#');\n",
        because: 'Nobody asks a constant about a variable by mistake.',
      },
    ],
  },
};

interface Wrong {
  readonly edits: Edit[];
  readonly written: string;
  readonly receiver: string;
}

/** `b.includes(a)` for `a.includes(b)`. */
function turnedRound(call: MethodCall, context: SiteContext): Wrong | null {
  const { receiver } = call;
  const [argument] = call.call.arguments;
  if (argument === undefined || call.call.arguments.length > 1 || !isPath(receiver) || !isPath(argument))
    return null;
  if (isSameCode(receiver, argument)) return null;
  const [one, other] = [typeOf(receiver, context), typeOf(argument, context)];
  if (isUnknownType(one) || isUnknownType(other)) return null;
  const member = context.checker.getSymbolAtLocation(call.callee.name);
  const isOneWay =
    member === undefined || isForeign(member) ? ONE_WAY.test(call.name) : !MUTUAL.test(call.name);
  const isList = isArrayType(one, context) && call.name !== 'concat';
  if (!isOneWay || isList || membersOf(other).length > 1 || !isSameType(one, other, context)) return null;
  const receiverText = textOf(argument, context);
  return {
    edits: [
      replaceNode(receiver, receiverText, context),
      replaceNode(argument, textOf(receiver, context), context),
    ],
    written: `${receiverText}.${call.name}(${textOf(receiver, context)})`,
    receiver: receiverText,
  };
}

function isPath(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** Another variable of the module, with the same type. */
function otherOfModule(call: MethodCall, context: SiteContext): Wrong | null {
  const { receiver } = call;
  if (!ts.isIdentifier(receiver) || enclosingFunction(receiver) === null) return null;
  const own = symbolOf(receiver, context);
  if (own?.valueDeclaration === undefined || !isOfModule(own.valueDeclaration, context)) return null;
  if (referencesTo(own, context).length < 2) return null;
  const type = typeOf(receiver, context);
  if (isUnknownType(type) || isStringType(type)) return null;
  const names = context.sourceFile.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .flatMap(({ name }) => (ts.isIdentifier(name) && name.text !== receiver.text ? [name] : []))
    .filter(
      (name) => !isUnknownType(typeOf(name, context)) && isSameType(typeOf(name, context), type, context),
    )
    .map(({ text }) => text);
  const [wrong] = rankBySimilarity(receiver.text, names, (name) => name);
  if (wrong === undefined) return null;
  const written = wrong + context.text.slice(receiver.end, call.call.end);
  // Twice the same question in one statement gives itself away.
  if (statementOf(receiver)?.getText(context.sourceFile).includes(written) === true) return null;
  return { edits: [replaceNode(receiver, wrong, context)], written, receiver: wrong };
}

/** At the top of this file, and none of the language's own. */
function isOfModule(declaration: ts.Declaration, { sourceFile }: SiteContext): boolean {
  return ts.isVariableDeclaration(declaration) && declaration.parent.parent.parent === sourceFile;
}

/** `a.m(…)` for `a.b.m(…)`, where the whole has such a method, too. */
function wholeForPart(call: MethodCall, context: SiteContext): Wrong | null {
  const part = call.receiver;
  if (!ts.isPropertyAccessExpression(part) || callsItself(call.call)) return null;
  const whole = part.expression;
  const { checker } = context;
  const type = typeOf(whole, context);
  const member = isUnknownType(type) ? undefined : checker.getPropertyOfType(type, call.name);
  if (member === undefined || membersOf(type).length > 1 || onlyDelegates(member, call)) return null;
  const [wrong, right] = [checker.getTypeOfSymbolAtLocation(member, part), typeOf(call.callee, context)];
  if (isUnknownType(wrong) || isUnknownType(right) || !checker.isTypeAssignableTo(wrong, right)) return null;
  const leftovers = unusedAfter([stretchOf(part.name, context)], context);
  if (leftovers === null) return null;
  const text = textOf(whole, context);
  return {
    edits: [{ start: whole.end, end: part.end, text: '' }, ...leftovers],
    written: text + context.text.slice(startOf(call.callee.name, context) - 1, call.call.end),
    receiver: text,
  };
}

/** The whole's method does nothing but call that of the part. */
function onlyDelegates(member: ts.Symbol, call: MethodCall): boolean {
  const declaration = member.valueDeclaration;
  if (declaration === undefined || !ts.isMethodDeclaration(declaration)) return false;
  const [only, ...rest] = declaration.body?.statements ?? [];
  const done =
    only !== undefined && (ts.isReturnStatement(only) || ts.isExpressionStatement(only))
      ? only.expression
      : null;
  return rest.length === 0 && !!done && ts.isCallExpression(done) && isSameCode(done.expression, call.callee);
}
