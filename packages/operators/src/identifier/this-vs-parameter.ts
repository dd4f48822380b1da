import * as ts from 'typescript';
import { standsBeside } from '../kit/beside.ts';
import { fits } from '../kit/fits.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isWritten, readsOf, referencesTo, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { rankBySimilarity, similarity } from '../kit/similarity.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import { isSameType, isUnknownType, typeOf } from '../kit/type-of.ts';
import { isValueUse } from '../kit/value-use.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** How similar the names of a member and of a parameter must be to be mixed up. */
const ALIKE = 0.5;

export const thisVsParameter: Operator = {
  id: 'this-vs-parameter',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Own member and parameter mixed up',
  mistake:
    'What the object holds and what the method is given have the same name, or the same kind, and are mixed up.',
  kinds: [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    const place = placeIn(node);
    const method = place === null ? null : methodAround(place);
    if (place === null || method === null || isChanged(place)) return;
    const wrong = ts.isIdentifier(place) ? ownFor(place, method, context) : givenFor(place, method, context);
    if (wrong === null || standsBeside(place, wrong)) return;
    yield {
      edits: [replaceNode(place, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} uses ${quoted(wrong)} where ${gist(place, context)} is meant.`,
        trigger: `It shows whenever ${quoted(wrong)} and ${gist(place, context)} differ.`,
        consequence: ts.isIdentifier(place)
          ? 'What the method is given does not count there.'
          : 'What the object holds does not count there.',
        fix: `Use ${gist(place, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Shelf {\n  limit = 3;\n  items: string[] = [];\n  resize(limit: number): void {\n    while (this.items.length > limit) this.items.pop();\n    this.limit = limit;\n  }\n}\n',
        after:
          'export class Shelf {\n  limit = 3;\n  items: string[] = [];\n  resize(limit: number): void {\n    while (this.items.length > this.limit) this.items.pop();\n    this.limit = limit;\n  }\n}\n',
        witness:
          "(() => { const shelf = new Shelf(); shelf.items = ['a', 'b']; shelf.resize(1); return shelf.items; })()",
      },
      {
        before:
          'export class Money {\n  readonly amount: number;\n  readonly unit: string;\n  constructor(amount: number, unit: string) {\n    this.amount = amount;\n    this.unit = unit;\n  }\n  add(other: Money): string {\n    return `${this.amount + other.amount} ${this.unit}`;\n  }\n}\n',
        after:
          'export class Money {\n  readonly amount: number;\n  readonly unit: string;\n  constructor(amount: number, unit: string) {\n    this.amount = amount;\n    this.unit = unit;\n  }\n  add(other: Money): string {\n    return `${this.amount + other.amount} ${other.unit}`;\n  }\n}\n',
        witness: "new Money(1, 'EUR').add(new Money(2, 'USD'))",
      },
    ],
    skips: [
      {
        code: 'export class Box {\n  readonly width: number;\n  readonly area: number;\n  constructor(width: number) {\n    this.width = width;\n    this.area = width * width;\n  }\n}\n',
        because: 'The two hold the same value by then.',
      },
      {
        code: 'export class Shelf {\n  readonly #width: number;\n  constructor(width: number) {\n    this.#width = width;\n  }\n  static of(width: number): Shelf {\n    return new Shelf(Math.max(width, width % 9));\n  }\n  get area(): number {\n    return this.#width;\n  }\n}\n',
        because: 'A static method has no such member.',
      },
      {
        code: 'export class Gauge {\n  level = 0;\n  isAbove(level: number): boolean {\n    return this.level > level;\n  }\n}\n',
        because: 'A comparison of something with itself gives itself away.',
      },
    ],
  },
};

type Place = ts.PropertyAccessExpression | ts.Identifier;

/** `this.x`, or a name that is read as a value. */
function placeIn(node: ts.Node): Place | null {
  if (ts.isPropertyAccessExpression(node))
    return node.expression.kind === ts.SyntaxKind.ThisKeyword ? node : null;
  return ts.isIdentifier(node) && isValueUse(node) ? node : null;
}

/** The method whose `this` and parameters are meant. A constructor has only just set what it was given. */
function methodAround(node: ts.Node): ts.MethodDeclaration | null {
  const fn = ts.findAncestor(node.parent, (outer) => ts.isFunctionLike(outer) && !ts.isArrowFunction(outer));
  const isMethod =
    fn !== undefined && ts.isMethodDeclaration(fn) && ts.isClassLike(fn.parent) && fn.body !== undefined;
  return isMethod && !isStatic(fn) && node.pos >= fn.body.pos ? fn : null;
}

function isChanged(place: Place): boolean {
  const isCalled = ts.isCallExpression(place.parent) && place.parent.expression === place;
  return isCalled || isWritten(place) || ts.isDeleteExpression(place.parent);
}

/** A parameter instead of `this.x`: one with such a name, or the same member of another object of the class. */
function givenFor(
  place: ts.PropertyAccessExpression,
  method: ts.MethodDeclaration,
  context: SiteContext,
): string | null {
  const names = method.parameters.map(({ name }) => name).filter(ts.isIdentifier);
  const self = context.checker.getTypeAtLocation(method.parent);
  const other = names.find(
    (name) => !isUnknownType(typeOf(name, context)) && isSameType(typeOf(name, context), self, context),
  );
  if (other !== undefined) return `${other.text}.${textOf(place.name, context)}`;
  const member = symbolOf(place.name, context);
  if (member === null || readsOf(member, context).length < 2) return null;
  const own = plain(place.name.text);
  const [best] = rankBySimilarity(own, names, (name) => name.text);
  if (best === undefined || similarity(own, best.text) < ALIKE || areOne(place.name.text, best.text, method))
    return null;
  return isFit(typeOf(best, context), place, context) ? best.text : null;
}

/** `this.x` instead of a parameter with such a name, `this` instead of another object of the class. */
function ownFor(place: ts.Identifier, method: ts.MethodDeclaration, context: SiteContext): string | null {
  const symbol = symbolOf(place, context);
  const declaration = symbol?.valueDeclaration;
  if (
    symbol === null ||
    declaration === undefined ||
    !ts.isParameter(declaration) ||
    declaration.parent !== method
  )
    return null;
  if (referencesTo(symbol, context).length < 2) return null;
  const owner = method.parent;
  if (!ts.isClassLike(owner)) return null;
  const self = context.checker.getTypeAtLocation(owner);
  const isOther = !isUnknownType(typeOf(place, context)) && isSameType(typeOf(place, context), self, context);
  if (isOther)
    return ts.isPropertyAccessExpression(place.parent) &&
      !standsBeside(place.parent, `this.${place.parent.name.text}`)
      ? 'this'
      : null;
  const members = owner.members.filter((member) => ts.isPropertyDeclaration(member) && !isStatic(member));
  const fields = members.flatMap(({ name }) =>
    name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? [name] : [],
  );
  const [best] = rankBySimilarity(place.text, fields, ({ text }) => plain(text));
  if (
    best === undefined ||
    similarity(place.text, plain(best.text)) < ALIKE ||
    areOne(best.text, place.text, method)
  )
    return null;
  return isFit(typeOf(best, context), place, context) ? `this.${best.text}` : null;
}

function isStatic(member: ts.ClassElement): boolean {
  return (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
}

function plain(name: string): string {
  return name.replace(/^[#_]+/u, '');
}

function isFit(type: ts.Type, place: ts.Expression, context: SiteContext): boolean {
  return (
    !isUnknownType(type) && isSameType(type, typeOf(place, context), context) && fits(type, place, context)
  );
}

/** The method sets the member to what it is given, at its start: from then on the two are one. */
function areOne(member: string, parameter: string, method: ts.MethodDeclaration): boolean {
  const [first] = method.body!.statements;
  const set = `this.${member} = ${parameter}`;
  return (
    first !== undefined &&
    [...descendants(first)].some((node) => ts.isBinaryExpression(node) && node.getText() === set)
  );
}
