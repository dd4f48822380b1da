import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { withoutElement } from '../kit/element.ts';
import { isNothing } from '../kit/presence.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Calls whose last argument only tunes, has an operator of its own, or makes no difference that can be seen. */
const OTHERS =
  /^(?:parseInt|reduce|reduceRight|sort|toSorted|bind|call|setTimeout|setInterval|log|warn|error|debug|info|trace|assert|ok|equal)$/u;

export const argumentDrop: Operator = {
  id: 'argument-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 685,
  status: 'stable',
  title: 'Optional argument left out',
  mistake: 'A function is called without an argument that may be left out elsewhere, but not here.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const list = node.arguments;
    const last = list?.at(-1);
    if (list === undefined || last === undefined || list.some(ts.isSpreadElement) || isOthers(node, list))
      return;
    if (isCutOfText(node, context)) return;
    const parameter = optionalParameter(node, list.length - 1, context);
    if (parameter === null ? !isPassedOn(node, last, context) : saysTheUsual(bare(last), parameter, context))
      return;
    const edits = withoutElement(list, list.length - 1, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} calls ${gist(node.expression, context)} without ${gist(last, context)}.`,
        trigger: `It shows when ${gist(last, context)} is not what is taken in its place.`,
        consequence: `For \`${(parameter?.name ?? last).getText()}\` the call takes what holds when nothing is said.`,
        fix: `Pass it: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function outline(title: string, parts: string[], depth = 0): string {\n  const head = ' '.repeat(depth) + title;\n  const [first, ...rest] = parts;\n  return first === undefined ? head : `${head}\\n${outline(first, rest, depth + 1)}`;\n}\n",
        after:
          "export function outline(title: string, parts: string[], depth = 0): string {\n  const head = ' '.repeat(depth) + title;\n  const [first, ...rest] = parts;\n  return first === undefined ? head : `${head}\\n${outline(first, rest)}`;\n}\n",
        witness: "outline('a', ['b'])",
      },
      {
        before: "export const second = (text: string): number => text.indexOf(',', text.indexOf(',') + 1);\n",
        after: "export const second = (text: string): number => text.indexOf(',');\n",
        witness: "second('a,b,c')",
      },
    ],
    skips: [
      {
        code: "const greet = (name: string, greeting = 'Hello'): string => `${greeting}, ${name}`;\nexport const hello = (name: string): string => greet(name, 'Hello');\n",
        because: 'The parameter has that value anyway.',
      },
      {
        code: 'export const sum = (xs: number[]): number => xs.reduce((a, b) => a + b, 0);\n',
        because: 'What a fold starts with is a mistake of another kind.',
      },
      {
        code: 'export const copy = (xs: number[]): Set<number> => new Set(xs);\n',
        because: 'Nobody forgets the one argument that a collection is made of.',
      },
      {
        code: 'export const rest = (text: string): string => text.slice(1);\n',
        because: 'Cut nowhere, a text is itself: nobody writes that.',
      },
      {
        code: "export const line = (xs: number[]): string => `${String(xs.length)}: ${xs.join(',')}`;\n",
        because: 'Nobody converts nothing, and a comma is what stands between anyway.',
      },
    ],
  },
};

function isOthers(node: ts.CallExpression | ts.NewExpression, list: readonly ts.Expression[]): boolean {
  const before = list.at(-2);
  if (before !== undefined && (isNothing(bare(before)) || textIs(before, '0'))) return true;
  const callee = node.expression.getText();
  if (callee.endsWith('.toString') && ts.isNumericLiteral(list[0]!)) return true;
  if (ts.isNewExpression(node)) return list.length === 1 || /(?:Error|RegExp)$/u.test(callee);
  if (OTHERS.test(calledName(node) ?? '') || callee.startsWith('Math.')) return true;
  return (
    list.length === 1 &&
    (/^[A-Z]\w*$/u.test(callee) || (calledName(node) === 'join' && textIs(list[0]!, "','")))
  );
}

/** `text.slice()` is the text: such a call stands nowhere. */
function isCutOfText(node: ts.CallExpression | ts.NewExpression, context: SiteContext): boolean {
  if (!ts.isPropertyAccessExpression(node.expression) || node.arguments!.length > 1) return false;
  const { expression: owner, name } = node.expression;
  return name.text === 'slice' && (typeOf(owner, context).flags & ts.TypeFlags.StringLike) !== 0;
}

function textIs(node: ts.Expression, text: string): boolean {
  return node.getText().replaceAll('"', "'") === text;
}

/** Where nothing is known of the function: options behind what it is about, written out or handed on. */
function isPassedOn(
  node: ts.CallExpression | ts.NewExpression,
  last: ts.Expression,
  context: SiteContext,
): boolean {
  const isKnown = context.checker.getResolvedSignature(node)?.declaration !== undefined;
  const mayBeOptional = isJavaScript(context) || isUnknownType(typeOf(node.expression, context));
  if (isKnown || !mayBeOptional || node.arguments!.length < 2) return false;
  if (ts.isObjectLiteralExpression(last)) return last.properties.length > 0;
  if (isOnlyHandedOn(last, context)) return true;
  const name = ts.isPropertyAccessExpression(last) ? last.name : last;
  return ts.isIdentifier(name) && /^_?(?:options|opts?|config|settings|flags)$/iu.test(name.text);
}

/** A last parameter that the function around takes for this call alone: it goes with the argument. */
function isOnlyHandedOn(argument: ts.Expression, context: SiteContext): boolean {
  const symbol = ts.isIdentifier(argument) ? symbolOf(argument, context) : null;
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isParameter(declaration)) return false;
  const isLast = declaration.parent.parameters.at(-1) === declaration;
  const isOnce = referencesTo(symbol, context).length === 1;
  return isLast && isOnce && enclosingFunction(argument) === declaration.parent;
}

/** The parameter that takes argument `index`, when the call compiles without it whatever its type parameters. */
function optionalParameter(
  node: ts.CallExpression | ts.NewExpression,
  index: number,
  context: SiteContext,
): ts.ParameterDeclaration | null {
  const declaration = context.checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return null;
  // `function(string)` in a comment gives its parameters no names.
  if (ts.isJSDocFunctionType(declaration)) return null;
  if (declaration.typeParameters !== undefined && node.typeArguments === undefined) return null;
  const parameter = declaration.parameters.filter(({ name }) => name.getText() !== 'this')[index];
  return parameter !== undefined && context.checker.isOptionalParameter(parameter) ? parameter : null;
}

function saysTheUsual(
  argument: ts.Expression,
  { initializer }: ts.ParameterDeclaration,
  context: SiteContext,
): boolean {
  if (isNothing(argument) || argument.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isStringLiteral(argument) && /^utf-?8$/iu.test(argument.text)) return true;
  return initializer !== undefined && initializer.getText() === textOf(argument, context);
}
