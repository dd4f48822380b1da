import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isJavaScript, isNullish, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const undefinedVsMissing: Operator = {
  id: 'undefined-vs-missing',
  family: 'nullish',
  tier: 'hard',
  cwe: 1321,
  status: 'stable',
  title: 'Own, inherited and empty entries mixed up',
  mistake:
    'Whether an entry exists is asked in a way that also finds inherited ones, or that misses those without a value.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    const test = ownTest(node) ?? inTest(node, context) ?? mapTest(node, context);
    if (test === null) return;
    const wrong = test.write(textOf(test.owner, context), textOf(test.key, context));
    const place = node as ts.Expression;
    const shape = ts.factory.createBinaryExpression(test.key, ts.SyntaxKind.InKeyword, test.owner);
    const text = needsParentheses(shape, place) ? `(${wrong})` : wrong;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks \`${wrong}\` where ${gist(node, context)} is meant.`,
        trigger: `It shows for ${test.trigger}.`,
        consequence: 'The entry is taken to be there when it is not, or the other way round.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'const PRICES: Record<string, number> = { tea: 2 };\nexport const isSold = (name: string): boolean => Object.hasOwn(PRICES, name);\n',
        after:
          'const PRICES: Record<string, number> = { tea: 2 };\nexport const isSold = (name: string): boolean => name in PRICES;\n',
        witness: "isSold('toString')",
      },
      {
        before:
          'const known = new Map<string, number | undefined>();\nexport function visit(name: string): boolean {\n  const isKnown = known.has(name);\n  known.set(name, undefined);\n  return isKnown;\n}\n',
        after:
          'const known = new Map<string, number | undefined>();\nexport function visit(name: string): boolean {\n  const isKnown = known.get(name) !== undefined;\n  known.set(name, undefined);\n  return isKnown;\n}\n',
        witness: "(() => { visit('a'); return visit('a'); })()",
      },
    ],
    skips: [
      {
        code: 'const ages = new Map<string, number>();\nexport const isKnown = (name: string): boolean => ages.has(name);\n',
        because: 'No entry of the map is without a value.',
      },
      {
        code: "type Shape = { side: number } | { radius: number };\nexport const isRound = (shape: Shape): boolean => 'radius' in shape;\n",
        because: 'The test tells the members of a union apart.',
      },
    ],
  },
};

interface EntryTest {
  readonly owner: ts.Expression;
  readonly key: ts.Expression;
  readonly trigger: string;
  readonly write: (owner: string, key: string) => string;
}

/** `Object.hasOwn(o, k)`, `o.hasOwnProperty(k)`, `….hasOwnProperty.call(o, k)`. */
function ownTest(node: ts.Node): EntryTest | null {
  const call = methodCall(node);
  if (call === null) return null;
  const [first, second] = call.call.arguments;
  const trigger = 'a key that every object inherits, like `constructor`';
  const write = (owner: string, key: string): string => `${key} in ${owner}`;
  const isStatic =
    call.name === 'hasOwn' || (call.name === 'call' && /hasOwn(?:Property)?$/u.test(call.receiver.getText()));
  if (isStatic && first !== undefined && second !== undefined)
    return { owner: first, key: second, trigger, write };
  const isMethod = call.name === 'hasOwnProperty' && first !== undefined && second === undefined;
  return isMethod ? { owner: call.receiver, key: first, trigger, write } : null;
}

/** `k in o`, where the object is no union that the test tells apart. */
function inTest(node: ts.Node, context: SiteContext): EntryTest | null {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InKeyword) return null;
  const [key, owner] = [bare(node.left), bare(node.right)];
  if (ts.isPrivateIdentifier(node.left) || !(ts.isIdentifier(owner) || ts.isPropertyAccessExpression(owner)))
    return null;
  if (!isJavaScript(context) && !isRecord(typeOf(owner, context), context)) return null;
  return { owner, key, trigger: 'an entry that is there without a value', write: accessed };
}

/** `map.has(k)`, where the map has entries without a value. */
function mapTest(node: ts.Node, context: SiteContext): EntryTest | null {
  const call = methodCall(node);
  if (call?.name !== 'has' || call.call.arguments.length !== 1) return null;
  const type = typeOf(call.receiver, context);
  const [, value] =
    type.getSymbol()?.name === 'Map' ? context.checker.getTypeArguments(type as ts.TypeReference) : [];
  if (value === undefined || isUnknownType(value) || !membersOf(value).some(isNullish)) return null;
  const trigger = 'a key that was stored without a value';
  const write = (owner: string, key: string): string => `${owner}.get(${key}) !== undefined`;
  return { owner: call.receiver, key: call.call.arguments[0]!, trigger, write };
}

function isRecord(type: ts.Type, { checker }: SiteContext): boolean {
  return membersOf(type).length === 1 && checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined;
}

function accessed(owner: string, key: string): string {
  const name = /^(['"])([A-Za-z_$][\w$]*)\1$/u.exec(key)?.[2];
  return `${name === undefined ? `${owner}[${key}]` : `${owner}.${name}`} !== undefined`;
}
