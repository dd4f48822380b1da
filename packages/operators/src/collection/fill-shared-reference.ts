import ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
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
  status: 'nursery',
  title: 'All places hold one and the same object',
  mistake: '`fill` is taken to make a new object for every place.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'Array.from') return;
    const [source, make] = node.arguments;
    const size = source === undefined ? null : lengthOf(source);
    if (size === null || make === undefined || !ts.isArrowFunction(make) || make.parameters.length > 0)
      return;
    const value = ts.isBlock(make.body) ? null : bare(make.body);
    if (value === null || !isObject(value)) return;
    const element = elementType(node, context);
    if (element === null) return;
    const made = `new Array${element}`;
    const text = `${made}(${textOf(size, context)}).fill(${textOf(value, context)})`;
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
    ],
    skips: [
      {
        code: 'export const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);\n',
        because: 'A number cannot be changed.',
      },
    ],
  },
};

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
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  if (ts.isNewExpression(value)) return /^(?:Map|Set)$/u.test(value.expression.getText());
  return ts.isObjectLiteralExpression(value);
}

/** `<T>` for the elements, as it is written or the place around asks for it; nothing in JavaScript. */
function elementType(node: ts.CallExpression, context: SiteContext): string | null {
  if (isJavaScript(context)) return '';
  const [written] = node.typeArguments ?? [];
  if (written !== undefined) return `<${textOf(written, context)}>`;
  const { checker } = context;
  const list = checker.getContextualType(node) ?? typeOf(node, context);
  const element = checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  const name = element === undefined ? 'unknown' : checker.typeToString(element, node);
  return /^(?:unknown|any|never\[\])$|[{(]|\.\.\./u.test(name) ? null : `<${name}>`;
}
