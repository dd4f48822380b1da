import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

const FEWEST = 2;
/** What others have sent is called like one of these. */
const SENT =
  /^_?(?:body|input|data|payload|params?|fields|values|sent|given|req(?:uest)?|changes|patch|updates?|dto|form|attributes|query|json)(?:Data|Body|Fields)?$/iu;

export const massAssignment: Operator = {
  id: 'mass-assignment',
  family: 'security',
  tier: 'expert',
  cwe: 915,
  status: 'stable',
  title: 'Everything that was sent is stored',
  mistake:
    'What somebody sends is taken over as a whole, although only some of its fields are theirs to set.',
  kinds: [ts.SyntaxKind.ObjectLiteralExpression, ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (ts.isCallExpression(node)) yield* unpicked(node, context);
    if (!ts.isObjectLiteralExpression(node)) return;
    yield* spread(node, context);
    yield* overridden(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "interface Body {\n  name: string;\n  mail: string;\n}\ninterface User extends Body {\n  role: string;\n}\nexport const create = (body: Body): User => ({ role: 'member', name: body.name, mail: body.mail });\n",
        after:
          "interface Body {\n  name: string;\n  mail: string;\n}\ninterface User extends Body {\n  role: string;\n}\nexport const create = (body: Body): User => ({ role: 'member', ...body });\n",
        witness: "create({ name: 'a', mail: 'b', role: 'admin' })",
      },
      {
        before:
          'interface Note {\n  text: string;\n  owner: string;\n}\nexport const draft = (sent: { text: string }, owner: string): Note => ({ ...sent, owner });\n',
        after:
          'interface Note {\n  text: string;\n  owner: string;\n}\nexport const draft = (sent: { text: string }, owner: string): Note => ({ owner, ...sent });\n',
        witness: "draft({ text: 'a', owner: 'bob' }, 'ada')",
      },
      {
        before:
          "const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<T> =>\n  Object.fromEntries(keys.map((key) => [key, from[key] ?? null])) as unknown as Partial<T>;\nexport const changes = (body: { name: string; role: string }): Partial<{ name: string; role: string }> => pick(body, ['name']);\n",
        after:
          'export const changes = (body: { name: string; role: string }): Partial<{ name: string; role: string }> => ({ ...body });\n',
        witness: "changes({ name: 'a', role: 'admin' })",
      },
    ],
    skips: [
      {
        code: 'export const size = (box: { width: number; height: number }): object => ({ width: box.width, depth: box.height });\n',
        because: 'The fields get other names.',
      },
      {
        code: 'export const moved = (place: { x: number }, y: number): object => ({ ...place, y });\n',
        because: 'Nothing says that others have sent it.',
      },
      {
        code: 'const usual = { width: 1, height: 2 };\nexport const size = (): object => ({ ...usual, height: 3 });\n',
        because: 'Nothing was sent.',
      },
    ],
  },
};

/** `{ a: body.a, b: body.b }` becomes `{ ...body }`. */
function* spread(object: ts.ObjectLiteralExpression, context: SiteContext): Generator<Rewrite> {
  const { properties } = object;
  const [first, last] = taken(properties, context);
  if (first === undefined || last === undefined) return;
  const from = properties.indexOf(first);
  const run = properties.slice(from, properties.indexOf(last) + 1);
  const source = sourceOf(first, context)!;
  if (run.length < FEWEST || !run.every((property) => sourceOf(property, context)?.text === source.text))
    return;
  if (!isSent(source, context) || !holdsAll(source, run, context)) return;
  const stretch = { start: startOf(first, context), end: last.end };
  // The name of what was sent stays.
  const leftovers = unusedAfter([{ start: source.end, end: last.end }], context);
  if (leftovers === null) return;
  yield rewrite(
    object,
    [{ ...stretch, text: `...${source.text}` }, ...leftovers],
    source,
    `takes over \`...${source.text}\` instead of ${run.map((property) => quoted(property.name!.getText())).join(', ')}`,
    context,
  );
}

/** The first and the last property that are taken from one and the same parameter. */
function taken(
  properties: readonly ts.ObjectLiteralElementLike[],
  context: SiteContext,
): readonly (ts.ObjectLiteralElementLike | undefined)[] {
  const own = properties.filter((property) => sourceOf(property, context) !== null);
  return [own.at(0), own.at(-1)];
}

/** `body` of `name: body.name`. */
function sourceOf(property: ts.ObjectLiteralElementLike, context: SiteContext): ts.Identifier | null {
  if (!ts.isPropertyAssignment(property)) return null;
  const value = bare(property.initializer);
  if (!ts.isPropertyAccessExpression(value) || !ts.isIdentifier(value.expression)) return null;
  return value.name.text === textOf(property.name, context) ? value.expression : null;
}

/** A parameter, or a part of one, that is called like what others have sent. */
function isSent(source: ts.Identifier, context: SiteContext): boolean {
  if (!SENT.test(source.text)) return false;
  const declaration = symbolOf(source, context)?.valueDeclaration;
  if (declaration === undefined || enclosingFunction(source) === null) return false;
  return ts.findAncestor(declaration, ts.isParameter) !== undefined;
}

/** Every field of the object's type comes from the source, or stands beside it: the object compiles with the spread. */
function holdsAll(
  source: ts.Identifier,
  run: readonly ts.ObjectLiteralElementLike[],
  context: SiteContext,
): boolean {
  if (isJavaScript(context)) return true;
  const type = typeOf(source, context);
  if (isUnknownType(type) || type.isUnion()) return false;
  return run.every((property) => {
    const member = context.checker.getPropertyOfType(type, property.name!.getText());
    return member !== undefined && (member.flags & ts.SymbolFlags.Optional) === 0;
  });
}

/** `{ ...body, owner }` becomes `{ owner, ...body }`. */
function* overridden(object: ts.ObjectLiteralExpression, context: SiteContext): Generator<Rewrite> {
  const { properties } = object;
  const at = properties.findLastIndex(ts.isSpreadAssignment);
  const spreadOf = properties[at];
  if (spreadOf === undefined || !ts.isSpreadAssignment(spreadOf) || at === properties.length - 1) return;
  const source = spreadOf.expression;
  if (!ts.isIdentifier(source) || !isSent(source, context)) return;
  const behind = properties.slice(at + 1);
  if (behind.some((property) => property.name === undefined || isOwn(source, property.name, context))) return;
  const next = properties[at + 1]!;
  const last = properties.at(-1)!;
  yield rewrite(
    object,
    [
      { start: startOf(spreadOf, context), end: startOf(next, context), text: '' },
      { start: last.end, end: last.end, text: `, ${textOf(spreadOf, context)}` },
    ],
    source,
    `puts \`${textOf(spreadOf, context)}\` over ${behind.map((property) => quoted(property.name!.getText())).join(', ')}`,
    context,
  );
}

/** The type of what was sent has the field, and may be narrower or wider there: the object might not compile. */
function isOwn(source: ts.Identifier, name: ts.PropertyName, context: SiteContext): boolean {
  const type = typeOf(source, context);
  if (isUnknownType(type)) return !isJavaScript(context);
  return context.checker.getPropertyOfType(type, name.getText()) !== undefined;
}

/** `pick(body, FIELDS)` becomes a copy of all. */
function* unpicked(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const [source] = call.arguments;
  if (!/^pick(?:By|Fields|Properties)?$|^only$/u.test(calledName(call) ?? '') || call.arguments.length < 2)
    return;
  if (source === undefined || !ts.isIdentifier(source) || !isSent(source, context)) return;
  if (!fits(typeOf(source, context), call, context)) return;
  const removed = [stretchOf(call.expression, context), { start: source.end, end: call.end }];
  const leftovers = unusedAfter(removed, context);
  if (leftovers === null) return;
  const copy = `{ ...${source.text} }`;
  const text = ts.isArrowFunction(call.parent) ? `(${copy})` : copy;
  yield rewrite(
    call,
    [{ ...stretchOf(call, context), text }, ...leftovers],
    source,
    `takes over \`...${source.text}\` as a whole`,
    context,
  );
}

function rewrite(
  node: ts.Node,
  edits: readonly Edit[],
  source: ts.Identifier,
  what: string,
  context: SiteContext,
): Rewrite {
  return {
    edits,
    explanation: {
      mechanism: `${subjectOf(node)} ${what}.`,
      trigger: `It shows when ${gist(source, context)} brings fields besides those that are meant, such as a role or an owner.`,
      consequence: 'An outsider sets fields that are not theirs to set.',
      fix: `Take over the fields that are meant and no others: ${gist(node, context)}.`,
    },
  };
}
