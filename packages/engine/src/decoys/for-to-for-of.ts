import { textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import { referencesOf } from '../names/references.ts';
import { isConstant } from './constant.ts';
import type { Decoy } from './decoy.ts';
import { hasCommentsAround } from './layout.ts';
import { isArray } from './typing.ts';

export const forToForOf: Decoy = {
  id: 'for-to-for-of',
  what: 'goes over an array without an index',
  keepsForm: false,
  kinds: [ts.SyntaxKind.ForStatement],
  rewrite(node, context) {
    const loop = node as ts.ForStatement;
    const index = indexOf(loop);
    const [first, second] = ts.isBlock(loop.statement) ? loop.statement.statements : [];
    if (!index || !first || !second || !ts.isVariableStatement(first)) return null;
    const array = arrayCounted(loop, index.text);
    const [element, ...more] = first.declarationList.declarations;
    if (!array || !element?.initializer || element.type || more.length > 0) return null;
    if (!isConstant(array, context) || !isArray(array, context)) return null;
    if (textOf(element.initializer, context) !== `${array.text}[${index.text}]`) return null;
    if (hasCommentsAround(first, context)) return null;
    // In the head thrice, and once where the element is read: the index says nothing else.
    const symbol = context.checker.getSymbolAtLocation(index);
    if (!symbol || referencesOf(symbol, context.sourceFile, context.checker).length !== 4) return null;
    const kind = first.declarationList.flags & ts.NodeFlags.Const ? 'const' : 'let';
    const head = `for (${kind} ${textOf(element.name, context)} of ${array.text}) `;
    const start = loop.getStart(context.sourceFile);
    return [
      { start, end: loop.statement.getStart(context.sourceFile), text: head },
      { start: first.pos, end: second.pos, text: '' },
    ];
  },
  examples: {
    rewrites: [
      {
        before:
          'export function longest(words: string[]): number {\n  let most = 0;\n  for (let i = 0; i < words.length; i++) {\n    const word = words[i];\n    if (word.length > most) most = word.length;\n  }\n  return most;\n}\n',
        after:
          'export function longest(words: string[]): number {\n  let most = 0;\n  for (const word of words) {\n    if (word.length > most) most = word.length;\n  }\n  return most;\n}\n',
        call: "[longest([]), longest(['a', 'bcd', 'ef'])]",
      },
    ],
    skips: [
      {
        code: 'export function last(words: string[], word: string): number {\n  let at = -1;\n  for (let i = 0; i < words.length; i++) {\n    const one = words[i];\n    if (one === word) at = i;\n  }\n  return at;\n}\n',
        because: 'the index is needed',
      },
      {
        code: 'export function units(text: string): number {\n  let sum = 0;\n  for (let i = 0; i < text.length; i++) {\n    const one = text[i];\n    sum += one === "a" ? 1 : 0;\n  }\n  return sum;\n}\n',
        because: 'a string is iterated by code points',
      },
    ],
  },
};

/** `i` of `for (let i = 0; …; i++)`. */
function indexOf({ initializer, incrementor }: ts.ForStatement): ts.Identifier | null {
  if (!initializer || !ts.isVariableDeclarationList(initializer) || !incrementor) return null;
  const [declaration, ...others] = initializer.declarations;
  if (!declaration || others.length > 0 || !ts.isIdentifier(declaration.name)) return null;
  if (declaration.initializer?.getText() !== '0') return null;
  const { text } = declaration.name;
  return [`${text}++`, `++${text}`, `${text} += 1`].includes(incrementor.getText()) ? declaration.name : null;
}

/** `array` of `i < array.length`. */
function arrayCounted({ condition }: ts.ForStatement, index: string): ts.Identifier | null {
  if (!condition || !ts.isBinaryExpression(condition)) return null;
  const { left, right, operatorToken } = condition;
  const isLess = operatorToken.kind === ts.SyntaxKind.LessThanToken && left.getText() === index;
  if (!isLess || !ts.isPropertyAccessExpression(right) || right.name.text !== 'length') return null;
  return ts.isIdentifier(right.expression) ? right.expression : null;
}
