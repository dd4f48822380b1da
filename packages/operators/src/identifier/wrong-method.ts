import * as ts from 'typescript';
import { isComparison, isEquality } from '../kit/comparison.ts';
import { isCondition } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { once } from '../kit/once.ts';
import { isWritten, referencesTo, symbolOf, accessOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { asksForFound } from '../kit/search-result.ts';
import { rankBySimilarity, similarity } from '../kit/similarity.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isSameCode, wrapped } from '../kit/tree.ts';
import { isForeign, isIndexable, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Members of the language that people mix up, and only where the types fit both ways. */
const MIXED_UP: ReadonlyMap<string, string> = new Map([
  ['push', 'unshift'],
  ['unshift', 'push'],
  ['pop', 'shift'],
  ['shift', 'pop'],
  ['getDate', 'getDay'],
  ['getDay', 'getDate'],
  ['getUTCDate', 'getUTCDay'],
  ['getUTCDay', 'getUTCDate'],
  ['getMinutes', 'getMonth'],
  ['min', 'max'],
  ['max', 'min'],
  ['indexOf', 'lastIndexOf'],
  ['lastIndexOf', 'indexOf'],
  ['findIndex', 'findLastIndex'],
  ['find', 'findLast'],
]);
/** First and last are one in a list that holds each object once. */
const SEARCHES = new Set(['indexOf', 'lastIndexOf']);
/** They differ in the order of the list only. */
const INSERTIONS = new Set(['push', 'unshift']);
/** What is done with a list without asking for its order. */
const UNORDERED_USES = new Set(['push', 'unshift', 'length', 'some', 'every', 'includes']);
const ALIKE = 0.4;

export const wrongMethod: Operator = {
  id: 'wrong-method',
  family: 'identifier',
  tier: 'moderate',
  cwe: 684,
  status: 'stable',
  title: 'Wrong method called',
  mistake: 'A method with a similar name or purpose is called instead of the right one.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression: owner } = node.expression;
    const wrong = mixedUp(node.expression, context);
    if (wrong === null) return;
    yield {
      edits: [replaceNode(name, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${wrong}\` of ${gist(owner, context)} where \`${name.text}\` is meant.`,
        trigger: `It shows whenever \`${wrong}\` and \`${name.text}\` do different things with ${argumentsOf(node, context)}.`,
        consequence: `The effect or result of \`${wrong}\` takes the place of that of \`${name.text}\`.`,
        fix: `Call \`${name.text}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function append(items: number[], item: number): number[] {\n  items.push(item);\n  return items;\n}\n',
        after:
          'export function append(items: number[], item: number): number[] {\n  items.unshift(item);\n  return items;\n}\n',
        witness: 'append([1], 2)',
      },
      {
        before: "export const key = (line: string): string => line.slice(0, line.indexOf('='));\n",
        after: "export const key = (line: string): string => line.slice(0, line.lastIndexOf('='));\n",
        witness: "key('a=b=c')",
      },
      {
        before:
          'export class Codec {\n  encodeText(text: string): string {\n    return encodeURIComponent(text);\n  }\n  decodeText(text: string): string {\n    return decodeURIComponent(text);\n  }\n  pair(key: string): string {\n    return `k=${this.encodeText(key)}`;\n  }\n}\n',
        after:
          'export class Codec {\n  encodeText(text: string): string {\n    return encodeURIComponent(text);\n  }\n  decodeText(text: string): string {\n    return decodeURIComponent(text);\n  }\n  pair(key: string): string {\n    return `k=${this.decodeText(key)}`;\n  }\n}\n',
        witness: "new Codec().pair('ä')",
      },
    ],
    skips: [
      {
        code: 'export const first = (queue: any): unknown => queue.shift();\n',
        because: 'Nothing is known of the object.',
      },
      {
        code: 'export const upper = (text: string): string => text.toUpperCase();\n',
        because: 'No similar method is close at hand.',
      },
      {
        code: 'interface Task {\n  run(): void;\n}\nexport const place = (tasks: Task[], task: Task): number => tasks.indexOf(task);\n',
        because: 'An object stands in a list once: first and last are the same.',
      },
      {
        code: "export function directives(isPublic: boolean, isFinal: boolean): string {\n  const parts: string[] = [];\n  if (isPublic) parts.push('public');\n  if (isFinal) parts.push('immutable');\n  return parts.join(', ');\n}\n",
        because: 'Nobody reads the order of the list: what `a, b` says, `b, a` says too.',
      },
      {
        code: 'export function release<T>(active: T[], item: T): void {\n  const place = active.indexOf(item);\n  if (place !== -1) active.splice(place, 1);\n}\n',
        because: 'Whichever of several equal items is taken out, the others are left.',
      },
      {
        code: "export const isPair = (text: string): boolean => text.indexOf('=') !== -1;\n",
        because: 'It is only asked whether it is there: from either end the answer is the same.',
      },
      {
        code: 'interface Waiter {\n  notify(value: number): void;\n}\nexport class Job {\n  #waiters: Waiter[] = [];\n  join(waiter: Waiter): void {\n    this.#waiters.push(waiter);\n  }\n  settle(value: number): void {\n    this.#waiters.forEach((waiter) => waiter.notify(value));\n    this.#waiters = [];\n  }\n}\n',
        because: 'All that wait are told; who is told first is nobody’s promise.',
      },
    ],
  },
};

function mixedUp(callee: ts.PropertyAccessExpression, context: SiteContext): string | null {
  const owner = context.checker.getNonNullableType(typeOf(callee.expression, context));
  const member = context.checker.getPropertyOfType(owner, callee.name.text);
  if (isUnknownType(owner) || membersOf(owner).length > 1 || member === undefined) return null;
  if (isForeign(member)) {
    const other = MIXED_UP.get(callee.name.text);
    if (other === undefined || !hasMethod(owner, other, context)) return null;
    if (SEARCHES.has(other) && (holdsObjects(owner, context) || isForRemoval(callee, context))) return null;
    if (SEARCHES.has(other) && isIndexable(owner, context) && isForPresence(callee, context)) return null;
    return INSERTIONS.has(other) && !isOrderRead(callee.expression, context) ? null : other;
  }
  const isOwn = callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  const answers = answersOf(owner, context);
  const question = `${callee.name.text} ${isOwn}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = mostAlike(callee, owner, member, isOwn, context);
  answers.set(question, answer);
  return answer;
}

/** What was found of a type's methods: the same ones are called again and again. */
const answersOf = once((_owner: ts.Type) => new Map<string, string | null>());

/** The method of `owner`, itself in reach, that may best stand for `member`. */
function mostAlike(
  callee: ts.PropertyAccessExpression,
  owner: ts.Type,
  member: ts.Symbol,
  isOwn: boolean,
  context: SiteContext,
): string | null {
  const type = context.checker.getTypeOfSymbolAtLocation(member, callee);
  const siblings = context.checker.getPropertiesOfType(owner).filter((other) => {
    if (other === member || (other.flags & ts.SymbolFlags.Method) === 0 || isForeign(other)) return false;
    if (!isOwn && ts.isPrivateIdentifier(callee.name) !== other.name.startsWith('#')) return false;
    if (!isOwn && !isPublic(other)) return false;
    return (
      similarity(callee.name.text, other.name) >= ALIKE &&
      isSameShape(type, context.checker.getTypeOfSymbolAtLocation(other, callee), context)
    );
  });
  const [best] = rankBySimilarity(
    callee.name.text,
    siblings.map(({ name }) => name),
    (name) => name,
  );
  return best ?? null;
}

/**
 * False where all that the file does with the list leaves its order open: it is filled, counted, asked for members, written out as `a, b`; a field
 * that collects objects (subscribers, say) may also be gone through.
 */
function isOrderRead(list: ts.Expression, context: SiteContext): boolean {
  const isField = ts.isPropertyAccessExpression(list);
  const symbol = symbolOf(isField ? list.name : list, context);
  if (symbol === null) return true;
  const isGoneThrough = isField && holdsObjects(typeOf(list, context), context);
  return referencesTo(symbol, context).some((reference) => {
    const place = accessOf(reference);
    return !isWritten(place) && !isUnorderedUse(place) && !(isGoneThrough && isPass(place));
  });
}

function isUnorderedUse(list: ts.Node): boolean {
  const { parent } = list;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== list) return false;
  if (UNORDERED_USES.has(parent.name.text)) return true;
  const call = parent.parent;
  const [separator] = ts.isCallExpression(call) ? call.arguments : [];
  return parent.name.text === 'join' && separator !== undefined && isListSeparator(separator);
}

/** Something is done with each member; `reduce` to a truth or a number asks for no order either. */
function isPass(list: ts.Node): boolean {
  const { parent } = list;
  if (ts.isForOfStatement(parent)) return parent.expression === list;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  if (parent.name.text === 'forEach') return true;
  const start = parent.parent.arguments[1];
  return parent.name.text === 'reduce' && start !== undefined && isTruthOrNumber(start);
}

function isTruthOrNumber(node: ts.Expression): boolean {
  return (
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** `, ` stands between the members of a list that header fields and sentences hold; their order has no meaning of its own. */
function isListSeparator(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) && node.text.trim() === ',' && node.text.length > 1;
}

/** All that the place is for is to take one element out of the list: which of several equal ones is nobody's question. */
function isForRemoval(search: ts.PropertyAccessExpression, context: SiteContext): boolean {
  const call = search.parent;
  const { parent } = call;
  if (isTakenOut(call, search.expression)) return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = symbolOf(parent.name, context);
  if (symbol === null) return false;
  const uses = referencesTo(symbol, context).filter((use) => use !== parent.name);
  return (
    uses.some((use) => isTakenOut(use, search.expression)) &&
    uses.every(
      (use) => isTakenOut(use, search.expression) || isComparison(use.parent) || isEquality(use.parent),
    )
  );
}

/** All that is asked of the place is whether there is one: from either end the answer is the same. */
function isForPresence(search: ts.PropertyAccessExpression, context: SiteContext): boolean {
  const call = search.parent;
  if (!ts.isCallExpression(call) || call.arguments.length !== 1 || ts.isSpreadElement(call.arguments[0]!))
    return false;
  if (asksIfThere(call, context)) return true;
  const { parent } = call;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = symbolOf(parent.name, context);
  return (
    symbol !== null &&
    (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export) === 0 &&
    referencesTo(symbol, context).every((use) => asksIfThere(accessOf(use), context))
  );
}

/** True of `place` in `place !== -1`, and in `~place` where a way is chosen. */
function asksIfThere(place: ts.Expression, context: SiteContext): boolean {
  const outer = wrapped(place);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent)) return parent.left === outer && asksForFound(parent, context) !== null;
  return (
    ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.TildeToken && isCondition(parent)
  );
}

/** True of `place` in `list.splice(place, 1)`. */
function isTakenOut(place: ts.Node, list: ts.Expression): boolean {
  const { parent } = place;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  const { name, expression } = parent.expression;
  const [first, count, ...more] = parent.arguments;
  return (
    name.text === 'splice' &&
    first === place &&
    count !== undefined &&
    ts.isNumericLiteral(count) &&
    count.text === '1' &&
    more.length === 0 &&
    isSameCode(expression, list)
  );
}

function holdsObjects(list: ts.Type, context: SiteContext): boolean {
  const element = context.checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  return element !== undefined && membersOf(element).some(({ flags }) => (flags & ts.TypeFlags.Object) !== 0);
}

function hasMethod(owner: ts.Type, name: string, context: SiteContext): boolean {
  return context.checker.getPropertyOfType(owner, name) !== undefined;
}

/** The same number of parameters, and each type may stand for the other. */
function isSameShape(a: ts.Type, b: ts.Type, context: SiteContext): boolean {
  const { checker } = context;
  const [first, second] = [a, b].map((type) => checker.getSignaturesOfType(type, ts.SignatureKind.Call));
  if (first?.length !== 1 || second?.length !== 1) return false;
  const isMutual = checker.isTypeAssignableTo(a, b) && checker.isTypeAssignableTo(b, a);
  return isMutual && first[0]!.parameters.length === second[0]!.parameters.length;
}

function isPublic(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (symbol.declarations ?? []).every(
    (declaration) => (ts.getCombinedModifierFlags(declaration) & hidden) === 0,
  );
}

function argumentsOf(call: ts.CallExpression, context: SiteContext): string {
  return call.arguments.length === 0
    ? 'the object'
    : call.arguments
        .map((argument) => `\`${textOf(argument, context).replace(/\s+/gu, ' ')}\``)
        .join(' and ');
}
