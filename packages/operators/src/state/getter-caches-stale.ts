import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isChangedLater } from '../kit/change.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { indentOf, lineBreakOf } from '../kit/layout.ts';
import { namesIn, symbolOf } from '../kit/references.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { executed, waits } from '../kit/tree.ts';
import { isJavaScript, isNullish, isPromiseType, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const getterCachesStale: Operator = {
  id: 'getter-caches-stale',
  family: 'state',
  tier: 'hard',
  cwe: 1023,
  status: 'stable',
  title: 'First answer is given for ever',
  mistake:
    'The result of a question to an object is kept, although the object may change before it is asked again.',
  kinds: [ts.SyntaxKind.GetAccessor, ts.SyntaxKind.MethodDeclaration],
  *mutate(node, context) {
    const answer = answerOf(node);
    if (answer === null || !isWorthKeeping(answer.value)) return;
    const { member, statement, value } = answer;
    const source = changingSource(value, context);
    const field = source === null ? null : fieldFor(member, value, context);
    if (source === null || field === null) return;
    const access = `this.${field.name}`;
    const lineBreak = lineBreakOf(context) + indentOf(statement, context);
    const text = `${access} ??= ${textOf(value, context)};${lineBreak}return ${access};`;
    yield {
      edits: [field.edit, { start: startOf(statement, context), end: statement.end, text }],
      explanation: {
        mechanism: `${subjectOf(value)} keeps its first answer and never works it out again.`,
        trigger: `It shows when it is asked, ${gist(source, context)} changes, and it is asked again.`,
        consequence: 'The answer is that of the first time.',
        fix: `Work it out each time: ${gist(statement, context)}.`,
      },
      regions: [{ start: startOf(member, context), end: member.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Cart {\n  readonly #prices: number[] = [];\n  add(price: number): void {\n    this.#prices.push(price);\n  }\n  get total(): number {\n    return this.#prices.reduce((sum, price) => sum + price, 0);\n  }\n}\n',
        after:
          'export class Cart {\n  readonly #prices: number[] = [];\n  #total: number | undefined;\n  add(price: number): void {\n    this.#prices.push(price);\n  }\n  get total(): number {\n    this.#total ??= this.#prices.reduce((sum, price) => sum + price, 0);\n    return this.#total;\n  }\n}\n',
        witness:
          '(() => { const cart = new Cart(); cart.add(1); cart.total; cart.add(2); return cart.total; })()',
      },
      {
        before:
          "export class Person {\n  private first: string;\n  private readonly last: string;\n  constructor(first: string, last: string) {\n    this.first = first;\n    this.last = last;\n  }\n  rename(first: string): void {\n    this.first = first;\n  }\n  toLabel(): string {\n    return [this.first, this.last].join(' ');\n  }\n}\n",
        after:
          "export class Person {\n  private first: string;\n  private readonly last: string;\n  private label: string | undefined;\n  constructor(first: string, last: string) {\n    this.first = first;\n    this.last = last;\n  }\n  rename(first: string): void {\n    this.first = first;\n  }\n  toLabel(): string {\n    this.label ??= [this.first, this.last].join(' ');\n    return this.label;\n  }\n}\n",
        witness:
          "(() => { const person = new Person('a', 'b'); person.toLabel(); person.rename('c'); return person.toLabel(); })()",
      },
    ],
    skips: [
      {
        code: 'export class Point {\n  readonly #x: number;\n  constructor(x: number) {\n    this.#x = x;\n  }\n  get label(): string {\n    return String(this.#x);\n  }\n}\n',
        because: 'The object never changes.',
      },
      {
        code: 'export class Queue {\n  readonly #items: string[] = [];\n  add(item: string): void {\n    this.#items.push(item);\n  }\n  take(): string | undefined {\n    return this.#items.shift();\n  }\n}\n',
        because: 'Nothing may be the answer, and the question is a change itself.',
      },
    ],
  },
};

type Member = (ts.GetAccessorDeclaration | ts.MethodDeclaration) & {
  readonly parent: ts.ClassLikeDeclaration;
};

interface Answer {
  readonly member: Member;
  readonly statement: ts.ReturnStatement;
  readonly value: ts.Expression;
}

/** A getter, or a method without parameters, that only returns something. */
function answerOf(node: ts.Node): Answer | null {
  if (!ts.isGetAccessor(node) && !ts.isMethodDeclaration(node)) return null;
  if (!ts.isClassLike(node.parent) || node.parameters.length > 0 || node.body?.statements.length !== 1)
    return null;
  if (ts.isMethodDeclaration(node) && node.asteriskToken !== undefined) return null;
  const isPlain =
    (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Static | ts.ModifierFlags.Async)) === 0;
  const [statement] = node.body.statements;
  if (!isPlain || statement === undefined || !ts.isReturnStatement(statement)) return null;
  const { expression } = statement;
  return expression === undefined || waits(expression)
    ? null
    : { member: node as Member, statement, value: expression };
}

/** Something is called, or made: nobody would keep a sum. */
function isWorthKeeping(value: ts.Expression): boolean {
  if (ts.isFunctionLike(value)) return false;
  return [...executed(value)].some(
    (node) =>
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isArrayLiteralExpression(node) ||
      ts.isObjectLiteralExpression(node),
  );
}

/** The field that the answer depends on, and that other methods change. */
function changingSource(value: ts.Expression, context: SiteContext): ts.Expression | null {
  for (const node of executed(value)) {
    const isField = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
    const symbol = isField ? symbolOf(node.name, context) : null;
    const isData =
      symbol?.valueDeclaration !== undefined && ts.isPropertyDeclaration(symbol.valueDeclaration);
    if (isField && isData && isChangedLater(symbol, context)) return node;
  }
  return null;
}

interface Field {
  readonly name: string;
  readonly edit: Edit;
}

/** A field for the answer, declared behind the other fields, in the way in which the class hides them. */
function fieldFor(member: Member, value: ts.Expression, context: SiteContext): Field | null {
  const { members } = member.parent;
  const fields = members.filter(ts.isPropertyDeclaration);
  const last = fields.at(-1);
  if (last === undefined || !ts.isIdentifier(member.name)) return null;
  const isSharp = isJavaScript(context) || fields.some(({ name }) => ts.isPrivateIdentifier(name));
  const own = member.name.text
    .replace(/^(?:get|to)(?=[A-Z])/u, '')
    .replace(/^./u, (first) => first.toLowerCase());
  const cached = `cached${own.charAt(0).toUpperCase()}${own.slice(1)}`;
  const used = namesIn(context);
  const name = [own, cached, `${own}Cache`]
    .map((plain) => (isSharp ? `#${plain}` : plain))
    .find((one) => !used.has(one));
  const type = typeText(member, value, context);
  if (name === undefined || type === null) return null;
  const rest = /^[^\n\r]*/u.exec(context.text.slice(last.end))![0];
  if (!/^\s*(?:\/\/.*)?$/u.test(rest)) return null;
  const at = last.end + rest.length;
  const declared = `${isSharp ? '' : 'private '}${name}${type};`;
  return {
    name,
    edit: { start: at, end: at, text: lineBreakOf(context) + indentOf(last, context) + declared },
  };
}

/** What stands behind the name of the field; `null` where the type cannot be told, or nothing is an answer, too. */
function typeText(member: Member, value: ts.Expression, context: SiteContext): string | null {
  if (isJavaScript(context)) return '';
  const { checker } = context;
  const signature = checker.getSignatureFromDeclaration(member);
  const type = signature === undefined ? typeOf(value, context) : checker.getReturnTypeOfSignature(signature);
  if (isUnknownType(type) || isPromiseType(type) || membersOf(type).some(isNullish)) return null;
  const text = member.type?.getText() ?? checker.typeToString(type, member, ts.TypeFormatFlags.NoTruncation);
  return text === 'this' || / is /u.test(text) || /import\(|=>/u.test(text) ? null : `: ${text} | undefined`;
}
