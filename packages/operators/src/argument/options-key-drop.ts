import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { gist } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const optionsKeyDrop: Operator = {
  id: 'options-key-drop',
  family: 'argument',
  tier: 'hard',
  cwe: 685,
  status: 'stable',
  title: 'Option is not passed on',
  mistake:
    'What somebody else has set, or what is set beforehand, is not handed on to the function that needs it.',
  kinds: [
    ts.SyntaxKind.PropertyAssignment,
    ts.SyntaxKind.ShorthandPropertyAssignment,
    ts.SyntaxKind.SpreadAssignment,
  ],
  *mutate(node, context) {
    if (!ts.isObjectLiteralElementLike(node) || !ts.isObjectLiteralExpression(node.parent)) return;
    const object = node.parent;
    if (object.properties.length < 2) return;
    const taker = ts.isSpreadAssignment(node)
      ? spreadTaker(node, object, context)
      : keptTaker(node, object, context);
    if (taker === null) return;
    const edits: Edit[] | null = withoutElement(object.properties, object.properties.indexOf(node), context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} calls ${gist(taker, context)} without ${gist(node, context)}.`,
        trigger: `It shows whenever ${gist(node, context)} says something else than what holds when nothing is said.`,
        consequence: 'The call takes its own defaults instead.',
        fix: `Put ${gist(node, context)} into the options.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Options {\n  width?: number;\n  fill?: string;\n}\nconst pad = (text: string, { width = 4, fill = "." }: Options): string => text.padEnd(width, fill);\nexport const row = (texts: string[], options: Options): string[] =>\n  texts.map((text) => pad(text, { ...options, width: (options.width ?? 4) + 1 }));\n',
        after:
          'interface Options {\n  width?: number;\n  fill?: string;\n}\nconst pad = (text: string, { width = 4, fill = "." }: Options): string => text.padEnd(width, fill);\nexport const row = (texts: string[], options: Options): string[] =>\n  texts.map((text) => pad(text, { width: (options.width ?? 4) + 1 }));\n',
        witness: "row(['a'], { fill: '-' })",
      },
      {
        before:
          'interface Options {\n  width?: number;\n  fill?: string;\n}\nconst pad = (text: string, { width = 4, fill = "." }: Options): string => text.padEnd(width, fill);\nexport function row(texts: string[]): string[] {\n  const options: Options = { width: 2, fill: "-" };\n  return texts.map((text) => pad(text, options));\n}\n',
        after:
          'interface Options {\n  width?: number;\n  fill?: string;\n}\nconst pad = (text: string, { width = 4, fill = "." }: Options): string => text.padEnd(width, fill);\nexport function row(texts: string[]): string[] {\n  const options: Options = { fill: "-" };\n  return texts.map((text) => pad(text, options));\n}\n',
        witness: "row(['a'])",
      },
    ],
    skips: [
      {
        code: 'interface Size {\n  width: number;\n  height: number;\n}\nconst area = ({ width, height }: Size): number => width * height;\nexport const wider = (size: Size): number => area({ ...size, width: size.width + 1 });\n',
        because: 'The type insists on the rest.',
      },
      {
        code: 'interface Options {\n  width?: number;\n  fill?: string;\n}\nconst pad = (text: string, { width = 4, fill = "." }: Options): string => text.padEnd(width, fill);\nexport const row = (text: string): string => pad(text, { width: 2, fill: "-" });\n',
        because: 'An option of the call itself is the business of property-drop.',
      },
    ],
  },
};

/** The function that takes `{ ...options, … }`, when it can do without what they hold. */
function spreadTaker(
  node: ts.SpreadAssignment,
  object: ts.ObjectLiteralExpression,
  context: SiteContext,
): ts.Expression | null {
  const call = wrapped(object).parent;
  const source = bare(node.expression);
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return null;
  if (!ts.isIdentifier(source) && !ts.isPropertyAccessExpression(source)) return null;
  const rest = object.properties.filter((other) => other !== node);
  if (rest.some(ts.isSpreadAssignment)) return null;
  const given = new Set(rest.map(({ name }) => name?.getText()));
  const held = context.checker.getPropertiesOfType(typeOf(source, context));
  const open = held.filter(({ name }) => !given.has(name));
  return open.length > 0 && open.every(({ name }) => isOptional(name, object, context))
    ? call.expression
    : null;
}

/** The function that takes the variable in which the options are kept. */
function keptTaker(
  node: ts.ObjectLiteralElementLike,
  object: ts.ObjectLiteralExpression,
  context: SiteContext,
): ts.Expression | null {
  const declaration = wrapped(object).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name) || node.name === undefined)
    return null;
  if (!ts.isIdentifier(node.name) || object.properties.some(ts.isSpreadAssignment)) return null;
  if (ts.isPropertyAssignment(node) && /^(?:undefined|false)$/u.test(node.initializer.getText())) return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const taken = uses.filter((use) => takerOf(use) !== null);
  if (taken.length === 0 || taken.length < uses.length) return null;
  const { text } = node.name;
  const isFree =
    declaration.type === undefined
      ? taken.every((use) => isOptional(text, use as ts.Identifier, context))
      : isOptional(text, object, context);
  return isFree ? takerOf(taken[0]!) : null;
}

function takerOf(use: ts.Node): ts.Expression | null {
  const { parent } = use;
  const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  return isCall && parent.expression !== use ? parent.expression : null;
}

/** The type that is expected there allows objects without it. */
function isOptional(name: string, place: ts.Expression, context: SiteContext): boolean {
  const expected = context.checker.getContextualType(place);
  if (expected === undefined || isUnknownType(expected)) return isJavaScript(context);
  const type = context.checker.getNonNullableType(expected);
  const property = membersOf(type).length > 1 ? undefined : context.checker.getPropertyOfType(type, name);
  return property !== undefined && (property.flags & ts.SymbolFlags.Optional) !== 0;
}
