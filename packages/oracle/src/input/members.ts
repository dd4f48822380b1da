import ts from 'typescript';
import type { Spec } from './spec.ts';

/** Members that only one kind of value has; what several kinds share (`slice`, `length`, `includes`) says less. */
const MEMBERS: readonly (readonly [Spec['kind'], ReadonlySet<string>])[] = [
  [
    'string',
    new Set(
      'charCodeAt charAt codePointAt substring substr toLowerCase toUpperCase trim trimStart trimEnd split replace replaceAll startsWith endsWith padStart padEnd match matchAll search normalize localeCompare'.split(
        ' ',
      ),
    ),
  ],
  [
    'array',
    new Set(
      'push pop shift unshift splice sort reverse map filter forEach reduce reduceRight some every find findIndex flat flatMap join fill'.split(
        ' ',
      ),
    ),
  ],
  ['number', new Set(['toFixed', 'toPrecision', 'toExponential'])],
  ['map', new Set(['set', 'has', 'delete', 'clear'])],
  ['promise', new Set(['then', 'catch', 'finally'])],
  ['regexp', new Set(['exec', 'test', 'lastIndex', 'source', 'flags'])],
  ['date', new Set(['getTime', 'getFullYear', 'getMonth', 'toISOString'])],
];
const SHARED = new Set([
  'length',
  'slice',
  'indexOf',
  'lastIndexOf',
  'includes',
  'concat',
  'at',
  'toString',
  'valueOf',
  'entries',
  'keys',
  'values',
  'get',
]);

/** The kind of value that has a member of this name, where only one has. */
export function kindWith(name: string): Spec['kind'] | undefined {
  return MEMBERS.find(([, members]) => members.has(name))?.[0];
}

/** Values of the platform have such a member; an `exec()` of theirs would be told what to look at. */
export function isCommonMember({ name: { text }, parent }: ts.PropertyAccessExpression): boolean {
  const kind = kindWith(text);
  const isMatchOfNothing = kind === 'regexp' && ts.isCallExpression(parent) && parent.arguments.length === 0;
  return (SHARED.has(text) || kind !== undefined) && !isMatchOfNothing;
}
