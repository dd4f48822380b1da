import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const fillSharedReference: Operator = {
  id: 'fill-shared-reference',
  family: 'collection',
  tier: 'hard',
  cwe: 665,
  status: 'stable',
  title: 'All places hold one and the same object',
  mistake: '`fill` is taken to make a new object for every place.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const places = ts.isCallExpression(node) ? placesOf(node, context) : null;
    if (places === null) return;
    const { made, value } = places;
    const text = `${made}.fill(${textOf(value, context)})`;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} writes ${quoted(text)}, which makes one object for all places.`,
        trigger: 'It shows as soon as one of the places is changed.',
        consequence: 'The change appears in all the others.',
        fix: `Make one for each place: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const grid = (rows: number): number[][] => Array.from({ length: rows }, () => []);\n',
        after: 'export const grid = (rows: number): number[][] => new Array<number[]>(rows).fill([]);\n',
        witness: '(() => { const rows = grid(2); rows[0].push(1); return rows; })()',
      },
      {
        before:
          'export const matrix = (rows: number, columns: number): number[][] =>\n  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));\n',
        after:
          'export const matrix = (rows: number, columns: number): number[][] =>\n  new Array<number[]>(rows).fill(new Array<number>(columns).fill(0));\n',
        witness: '(() => { const rows = matrix(2, 1); rows[0][0] = 1; return rows; })()',
      },
      {
        before:
          'export const slots = (count: number): Set<string>[] => new Array<undefined>(count).fill(undefined).map(() => new Set<string>());\n',
        after:
          'export const slots = (count: number): Set<string>[] => new Array<Set<string>>(count).fill(new Set<string>());\n',
        witness: "(() => { const all = slots(2); all[0].add('a'); return all.map((one) => one.size); })()",
      },
    ],
    skips: [
      {
        code: 'export const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);\n',
        because: 'A number cannot be changed.',
      },
      {
        code: 'export const rows = (count: number): number[][] => Array.from({ length: count }, (_, index) => [index]);\n',
        because: 'Each place is something else.',
      },
    ],
  },
};

interface Places {
  /** `new Array(n)` */
  readonly made: string;
  readonly value: ts.Expression;
}

/** A list whose places each get a new object: `Array.from({ length: n }, () => [])`, `new Array(n).fill(0).map(() => [])`. */
function placesOf(node: ts.CallExpression, context: SiteContext): Places | null {
  const call = methodCall(node);
  if (call === null) return null;
  const { length } = node.arguments;
  const isFrom = call.name === 'from' && call.receiver.getText() === 'Array' && length === 2;
  const filled = call.name === 'map' && length === 1 ? methodCall(bare(call.receiver)) : null;
  const make = node.arguments.at(-1);
  if (!(isFrom || filled?.name === 'fill') || make === undefined || !ts.isArrowFunction(make)) return null;
  const value = ts.isBlock(make.body) ? null : bare(make.body);
  if (value === null || make.parameters.length > 0 || !isObject(value)) return null;
  const size = filled === null ? lengthOf(node.arguments[0]!) : sizeOf(bare(filled.receiver));
  const element = elementType(node, context);
  return size === null || element === null
    ? null
    : { made: `new Array${element}(${textOf(size, context)})`, value };
}

/** `n` of `new Array(n)`. */
function sizeOf(list: ts.Expression): ts.Expression | null {
  const isMade = ts.isNewExpression(list) || ts.isCallExpression(list);
  if (!isMade || list.expression.getText() !== 'Array' || list.arguments?.length !== 1) return null;
  return list.arguments[0]!;
}

/** `n` of `{ length: n }`. */
function lengthOf(source: ts.Expression): ts.Expression | null {
  if (!ts.isObjectLiteralExpression(source) || source.properties.length !== 1) return null;
  const [property] = source.properties;
  if (property === undefined || property.name?.getText() !== 'length') return null;
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return ts.isPropertyAssignment(property) ? property.initializer : null;
}

/** A new object that can be changed. */
function isObject(value: ts.Expression): boolean {
  const call = methodCall(value);
  if (call?.name === 'fill') return sizeOf(bare(call.receiver)) !== null;
  return (
    ts.isArrayLiteralExpression(value) || ts.isNewExpression(value) || ts.isObjectLiteralExpression(value)
  );
}

/** `<T>` for the elements, as it is written or the place around asks for it; nothing in JavaScript. */
function elementType(node: ts.CallExpression, context: SiteContext): string | null {
  if (isJavaScript(context)) return '';
  const [written] = methodCall(node)?.name === 'from' ? (node.typeArguments ?? []) : [];
  if (written !== undefined) return `<${textOf(written, context)}>`;
  const { checker } = context;
  const list = checker.getContextualType(node) ?? typeOf(node, context);
  const element = checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  const name = element === undefined ? 'unknown' : checker.typeToString(element, node);
  return /^(?:unknown|any|never\[\])$|[{(]|\.\.\./u.test(name) ? null : `<${name}>`;
}
