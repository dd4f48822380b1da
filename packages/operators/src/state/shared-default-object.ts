import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isChanged } from '../kit/change.ts';
import { isToken } from '../kit/comparison.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { isEmptyObject, isFreshObject } from '../kit/fresh-value.ts';
import { symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { quoted, startOf, textOf } from '../kit/text-of.ts';
import { constantName, declareAbove, topStatement, typeAtTop } from '../kit/top-level.ts';
import { bare, wrapped } from '../kit/tree.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const sharedDefaultObject: Operator = {
  id: 'shared-default-object',
  family: 'state',
  tier: 'hard',
  cwe: 374,
  status: 'stable',
  title: 'One default object for all calls',
  mistake:
    'The object that stands in for a missing one is made once, and what one call puts into it is still there in the next.',
  kinds: [ts.SyntaxKind.Parameter, ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const given = defaultOf(node);
    if (given === null || enclosingFunction(node) === null || ts.isModuleBlock(topStatement(node))) return;
    const { holder, value } = given;
    const symbol = symbolOf(holder.name, context);
    if (symbol === null || !isChanged(symbol, context)) return;
    const name = nameFor(holder.name.text, value, node, context);
    const made = name === null ? null : declaration(name, holder, value, context);
    if (name === null || made === null) return;
    const edits: Edit[] = [declareAbove(node, made, context), replaceNode(value, name, context)];
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(value)} takes the same \`${name}\` every time that \`${holder.name.text}\` is not given.`,
        trigger: 'It shows from the second time on that the default is taken, because the code changes it.',
        consequence: `What was put into \`${holder.name.text}\` before is found there again.`,
        fix: `Make a new one each time: ${quoted(`${holder.name.text} = ${textOf(value, context)}`)}.`,
      },
      regions: [{ start: startOf(holder, context), end: holder.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface Item {\n  readonly name: string;\n  readonly parts: readonly Item[];\n}\n\n/** The names of an item and of all its parts. */\nexport function namesOf(item: Item, names: string[] = []): string[] {\n  names.push(item.name);\n  for (const part of item.parts) namesOf(part, names);\n  return names;\n}\n',
        after:
          'interface Item {\n  readonly name: string;\n  readonly parts: readonly Item[];\n}\n\nconst EMPTY_NAMES: string[] = [];\n\n/** The names of an item and of all its parts. */\nexport function namesOf(item: Item, names: string[] = EMPTY_NAMES): string[] {\n  names.push(item.name);\n  for (const part of item.parts) namesOf(part, names);\n  return names;\n}\n',
        witness: "(() => { namesOf({ name: 'a', parts: [] }); return namesOf({ name: 'b', parts: [] }); })()",
      },
      {
        before:
          'export function groupByInitial(words: readonly string[]): Map<string, string[]> {\n  const groups = new Map<string, string[]>();\n  for (const word of words) {\n    const group = groups.get(word.charAt(0)) ?? [];\n    group.push(word);\n    groups.set(word.charAt(0), group);\n  }\n  return groups;\n}\n',
        after:
          'const EMPTY_GROUP: string[] = [];\n\nexport function groupByInitial(words: readonly string[]): Map<string, string[]> {\n  const groups = new Map<string, string[]>();\n  for (const word of words) {\n    const group = groups.get(word.charAt(0)) ?? EMPTY_GROUP;\n    group.push(word);\n    groups.set(word.charAt(0), group);\n  }\n  return groups;\n}\n',
        witness: "groupByInitial(['ab', 'cd'])",
      },
      {
        before:
          'export class Board {\n  readonly #scores = new Map<string, { points: number; rounds: number }>();\n  add(player: string, points: number): number {\n    const score = this.#scores.get(player) ?? { points: 0, rounds: 0 };\n    score.points += points;\n    score.rounds += 1;\n    this.#scores.set(player, score);\n    return score.points;\n  }\n}\n',
        after:
          'const INITIAL_SCORE = { points: 0, rounds: 0 };\n\nexport class Board {\n  readonly #scores = new Map<string, { points: number; rounds: number }>();\n  add(player: string, points: number): number {\n    const score = this.#scores.get(player) ?? INITIAL_SCORE;\n    score.points += points;\n    score.rounds += 1;\n    this.#scores.set(player, score);\n    return score.points;\n  }\n}\n',
        witness: "(() => { const board = new Board(); board.add('a', 1); return board.add('b', 1); })()",
      },
    ],
    skips: [
      {
        code: 'export const total = (xs: readonly number[] = []): number => xs.reduce((sum, x) => sum + x, 0);\n',
        because: 'Nothing is put into the default: one will do for all calls.',
      },
      {
        code: 'export function collect<T>(item: T, items: T[] = []): T[] {\n  items.push(item);\n  return items;\n}\n',
        because: 'A constant of the file has no type for it.',
      },
    ],
  },
};

interface Default {
  readonly holder: (ts.ParameterDeclaration | ts.VariableDeclaration) & { readonly name: ts.Identifier };
  readonly value: ts.Expression;
}

/** `(seen = new Set())` and `const list = map.get(key) ?? [];`. */
function defaultOf(node: ts.Node): Default | null {
  if (ts.isParameter(node)) {
    const value = node.initializer;
    const isPlain = ts.isIdentifier(node.name) && value !== undefined && isFreshObject(value);
    return isPlain ? { holder: node as Default['holder'], value } : null;
  }
  if (!ts.isBinaryExpression(node)) return null;
  const isDefault =
    isToken(node, ts.SyntaxKind.QuestionQuestionToken) || isToken(node, ts.SyntaxKind.BarBarToken);
  const value = bare(node.right);
  const holder = wrapped(node).parent;
  if (!isDefault || !isFreshObject(value) || !ts.isVariableDeclaration(holder)) return null;
  return ts.isIdentifier(holder.name) ? { holder: holder as Default['holder'], value } : null;
}

function nameFor(own: string, value: ts.Expression, node: ts.Node, context: SiteContext): string | null {
  const name = constantName(own);
  const words = isEmptyObject(value) ? ['EMPTY', 'NO'] : ['INITIAL', 'DEFAULT'];
  return freeName(
    [...words, 'DEFAULT'].map((word) => `${word}_${name}`),
    [node],
    context,
  );
}

/** The constant, with a type where the value alone does not say enough. */
function declaration(
  name: string,
  holder: Default['holder'],
  value: ts.Expression,
  context: SiteContext,
): string | null {
  const text = textOf(value, context);
  if (isJavaScript(context)) return `const ${name} = ${text};`;
  const isTyped = ts.isNewExpression(value) ? value.typeArguments !== undefined : isPlainRecord(value);
  const declared = typeOf(holder.name, context);
  const type = isUnknownType(declared) ? null : typeAtTop(declared, context);
  if (type === null) return null;
  return isTyped ? `const ${name} = ${text};` : `const ${name}: ${type} = ${text};`;
}

/** Numbers, texts and truth values by name: the value says its type. */
function isPlainRecord(value: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(value) &&
    value.properties.length > 0 &&
    value.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        /^(?:-?[\d.]+|true|false|'[^']*'|"[^"]*")$/u.test(property.initializer.getText()),
    )
  );
}
