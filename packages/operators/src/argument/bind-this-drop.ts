import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import { isJavaScript, isPromiseType, typeOf } from '../kit/type-of.ts';
import { symbolOf } from '../kit/references.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const bindThisDrop: Operator = {
  id: 'bind-this-drop',
  family: 'argument',
  tier: 'moderate',
  cwe: 628,
  status: 'stable',
  title: 'Method handed over without its object',
  mistake: 'A method is taken to remember the object that it belongs to.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.ArrowFunction],
  *mutate(node, context) {
    const method = boundMethod(node) ?? calledBy(node, context);
    if (method === null) return;
    const edit: Edit = replaceNode(node, textOf(method, context), context);
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} hands over ${gist(method, context)} without its object.`,
        trigger: 'It shows as soon as the method is called and uses its object.',
        consequence: 'In the method `this` is something else, or nothing at all.',
        fix: `Hand over ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Sum {\n  #sum = 0;\n  #add(x: number): void {\n    this.#sum += x;\n  }\n  of(xs: number[]): number {\n    xs.forEach((x) => this.#add(x));\n    return this.#sum;\n  }\n}\n',
        after:
          'export class Sum {\n  #sum = 0;\n  #add(x: number): void {\n    this.#sum += x;\n  }\n  of(xs: number[]): number {\n    xs.forEach(this.#add);\n    return this.#sum;\n  }\n}\n',
        witness: 'new Sum().of([1])',
      },
      {
        before:
          'export class Shop {\n  tax = 2;\n  price(x: number): number {\n    return x * this.tax;\n  }\n  prices(xs: number[]): number[] {\n    return xs.map(this.price.bind(this));\n  }\n}\n',
        after:
          'export class Shop {\n  tax = 2;\n  price(x: number): number {\n    return x * this.tax;\n  }\n  prices(xs: number[]): number[] {\n    return xs.map(this.price);\n  }\n}\n',
        witness: 'new Shop().prices([1])',
      },
    ],
    skips: [
      {
        code: 'export const texts = (xs: number[]): string[] => xs.map((x) => x.toFixed(2));\n',
        because: 'The method belongs to the element.',
      },
    ],
  },
};

/** `o.m` of `o.m.bind(o)`. */
function boundMethod(node: ts.Node): ts.Expression | null {
  const call = methodCall(node);
  if (call?.name !== 'bind' || call.call.arguments.length !== 1) return null;
  const { receiver } = call;
  const isOwn =
    ts.isPropertyAccessExpression(receiver) &&
    receiver.expression.getText() === call.call.arguments[0]!.getText();
  return isOwn ? receiver : null;
}

/** `this.m` of `(x) => this.m(x)`, where `m` uses its object. */
function calledBy(node: ts.Node, context: SiteContext): ts.Expression | null {
  if (!ts.isArrowFunction(node) || !ts.isCallExpression(node.body) || !ts.isCallExpression(node.parent))
    return null;
  const { expression: callee, arguments: given } = node.body;
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return null;
  const isPassed =
    node.parameters.length === given.length &&
    node.parameters.every(({ name }, i) => name.getText() === given[i]!.getText());
  if (!isPassed || isPromiseType(typeOf(node.body, context))) return null;
  const declaration = symbolOf(callee.name, context)?.valueDeclaration;
  if (declaration === undefined || !ts.isMethodDeclaration(declaration)) return null;
  const takes = declaration.parameters.length;
  if (takes !== given.length && !isJavaScript(context)) return null;
  return [...descendants(declaration)].some(({ kind }) => kind === ts.SyntaxKind.ThisKeyword) ? callee : null;
}
