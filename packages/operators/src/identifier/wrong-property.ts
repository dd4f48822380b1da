import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { likeliestFor } from '../kit/legal-name.ts';
import { replaceNode } from '../kit/replace.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { twinOf } from '../kit/twin.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const wrongProperty: Operator = {
  id: 'wrong-property',
  family: 'identifier',
  tier: 'moderate',
  cwe: 688,
  status: 'stable',
  title: 'Wrong property used',
  mistake: 'Another property of the same object is taken, one of the same type and with a similar name.',
  kinds: [ts.SyntaxKind.PropertyAccessExpression],
  *mutate(node, context) {
    if (!ts.isPropertyAccessExpression(node)) return;
    const own = node.name.text;
    const twin = twinOf(node.name);
    const isWanted = (name: string): boolean =>
      name !== twin && !isBeside(node, name) && !isSecondName(node, name, context);
    const [wrong] = likeliestFor(node.name, isWanted, context);
    if (wrong === undefined) return;
    const owner = textOf(node, context).slice(0, startOf(node.name, context) - startOf(node, context));
    yield {
      edits: [replaceNode(node.name, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} reads ${quoted(owner + wrong)} where ${gist(node, context)} is meant.`,
        trigger: `It shows whenever \`${wrong}\` and \`${own}\` differ.`,
        consequence: `The value of \`${wrong}\` is used as if it were \`${own}\`.`,
        fix: `Read ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export interface Range {\n  start: number;\n  end: number;\n}\nexport const ends = (range: Range, at: number): boolean => range.end === at && range.end > 0;\n',
        after:
          'export interface Range {\n  start: number;\n  end: number;\n}\nexport const ends = (range: Range, at: number): boolean => range.start === at && range.end > 0;\n',
        witness: 'ends({ start: 1, end: 2 }, 2)',
      },
      {
        before:
          'export class Meter {\n  #count = 0;\n  #failed = 0;\n  add(isGood: boolean): void {\n    this.#count += 1;\n    if (!isGood) this.#failed += 1;\n  }\n  get count(): number {\n    return this.#count;\n  }\n  get share(): number {\n    return this.#count === 0 ? 0 : this.#failed / 100;\n  }\n  get failed(): number {\n    return this.#failed;\n  }\n}\n',
        after:
          'export class Meter {\n  #count = 0;\n  #failed = 0;\n  add(isGood: boolean): void {\n    this.#count += 1;\n    if (!isGood) this.#failed += 1;\n  }\n  get count(): number {\n    return this.#failed;\n  }\n  get share(): number {\n    return this.#count === 0 ? 0 : this.#failed / 100;\n  }\n  get failed(): number {\n    return this.#failed;\n  }\n}\n',
        witness: '(() => { const meter = new Meter(); meter.add(true); return meter.count; })()',
      },
    ],
    skips: [
      {
        code: 'interface Store {\n  readState: () => void;\n  writeState: (state: string) => void;\n}\nexport function init(store: Store): void {\n  store.writeState("a");\n  store.writeState("b");\n}\n',
        because: 'The other function takes fewer arguments.',
      },
      {
        code: 'interface User {\n  name: string;\n  age: number;\n}\nexport const twice = (user: User): string => user.name + user.name;\n',
        because: 'No other property has the right type.',
      },
      {
        code: 'export const size = (text: string): number => text.length * text.length;\n',
        because: 'Members of the language are rarely mistaken for each other.',
      },
      {
        code: 'export class Parts {\n  length = 0;\n  get byteLength(): number {\n    return this.length;\n  }\n}\nexport const room = (parts: Parts, most: number): number => Math.max(parts.length, most - parts.length);\nexport const bytes = (parts: Parts): number => parts.byteLength * parts.byteLength;\n',
        because: 'One is only a second name of the other.',
      },
    ],
  },
};

/** The same object's other property stands on the other side: `a.x - a.x` gives itself away. */
function isBeside(node: ts.PropertyAccessExpression, name: string): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent)) return false;
  const other = bare(parent.left === node ? parent.right : parent.left);
  return (
    ts.isPropertyAccessExpression(other) &&
    other.name.text === name &&
    isSameCode(other.expression, node.expression)
  );
}

/** One of the two properties is an accessor that only gives back the other. */
function isSecondName(node: ts.PropertyAccessExpression, name: string, context: SiteContext): boolean {
  const other = context.checker.getPropertyOfType(typeOf(node.expression, context), name);
  return givesBack(symbolOf(node.name, context), name) || givesBack(other, node.name.text);
}

function givesBack(member: ts.Symbol | null | undefined, name: string): boolean {
  const accessor = member?.declarations?.find(ts.isGetAccessorDeclaration);
  const [only, ...more] = accessor?.body?.statements ?? [];
  if (only === undefined || more.length > 0 || !ts.isReturnStatement(only)) return false;
  const value = only.expression;
  return (
    value !== undefined &&
    ts.isPropertyAccessExpression(value) &&
    value.expression.kind === ts.SyntaxKind.ThisKeyword &&
    value.name.text === name
  );
}
