import * as ts from 'typescript';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { guardAround } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, startOf } from '../kit/text-of.ts';
import { isNullish, isUnknownType, membersOf } from '../kit/type-of.ts';
import { errorSwallow } from './error-swallow.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const errorToDefault: Operator = {
  id: 'error-to-default',
  family: 'error-handling',
  tier: 'moderate',
  cwe: 392,
  status: 'stable',
  title: 'Wrong input is answered like an ordinary one',
  mistake: 'For what cannot be answered a harmless looking value is given back, and nobody is told.',
  kinds: [ts.SyntaxKind.ThrowStatement],
  *mutate(node, context) {
    if (!ts.isThrowStatement(node) || !ts.isNewExpression(node.expression)) return;
    const guard = guardAround(node);
    if (guard === null && !isInCatch(node)) return;
    if (takes(errorSwallow, node, context)) return;
    const answer = defaultAnswer(node, context);
    if (answer === null) return;
    const leftovers = unusedAfter([stretchOf(node, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [replaceNode(node, answer, context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} answers with ${quoted(answer)} instead of throwing.`,
        trigger: guard
          ? `It shows when ${gist(guard.expression, context)} holds.`
          : 'It shows whenever the code in the try block throws.',
        consequence: 'Callers cannot tell the answer from an honest one, and go on with it.',
        fix: `Throw the error: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(guard ?? node.parent, context), end: (guard ?? node.parent).end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'const FACTORS: Readonly<Record<string, number>> = { m: 1, km: 1000 };\nexport function meters(value: number, unit: string): number {\n  const factor = FACTORS[unit];\n  if (factor === undefined) throw new RangeError(`unknown unit: ${unit}`);\n  return value * factor;\n}\n',
        after:
          'const FACTORS: Readonly<Record<string, number>> = { m: 1, km: 1000 };\nexport function meters(value: number, unit: string): number {\n  const factor = FACTORS[unit];\n  if (factor === undefined) return 0;\n  return value * factor;\n}\n',
        witness: "meters(1, 'mile')",
      },
      {
        before:
          "export async function title(read: () => Promise<string>): Promise<string> {\n  try {\n    return await read();\n  } catch (error) {\n    throw new Error('no title', { cause: error });\n  }\n}\n",
        after:
          "export async function title(read: () => Promise<string>): Promise<string> {\n  try {\n    return await read();\n  } catch {\n    return '';\n  }\n}\n",
        witness: "title(() => Promise.reject(new Error('gone')))",
      },
      {
        before:
          "export class Pen {\n  readonly #lines: string[] = [];\n  draw(line: string): void {\n    if (line === '') {\n      throw new TypeError('no line');\n    }\n    this.#lines.push(line);\n  }\n  get count(): number {\n    return this.#lines.length;\n  }\n}\n",
        after:
          "export class Pen {\n  readonly #lines: string[] = [];\n  draw(line: string): void {\n    if (line === '') {\n      return;\n    }\n    this.#lines.push(line);\n  }\n  get count(): number {\n    return this.#lines.length;\n  }\n}\n",
        witness: "new Pen().draw('')",
      },
    ],
    skips: [
      {
        code: "interface Shape {\n  readonly sides: number;\n}\nexport function shape(sides: number): Shape {\n  if (sides < 3) throw new RangeError('too few');\n  return { sides };\n}\n",
        because: 'There is no harmless value of that type.',
      },
      {
        code: "export function load(get: () => string[]): string[] {\n  try {\n    return get();\n  } catch (error) {\n    throw new Error('not loaded', { cause: error });\n  }\n}\n",
        because: 'An empty result in a catch block is the business of error-swallow.',
      },
      {
        code: "export function* count(to: number): Generator<number> {\n  if (to < 0) throw new RangeError('negative');\n  for (let n = 0; n < to; n++) yield n;\n}\n",
        because: 'What a generator returns is not what it gives.',
      },
    ],
  },
};

function isInCatch(node: ts.ThrowStatement): boolean {
  const { parent } = node;
  return ts.isBlock(parent) && ts.isCatchClause(parent.parent) && parent.statements.at(-1) === node;
}

const EMPTY: readonly (readonly [flag: ts.TypeFlags, text: string])[] = [
  [ts.TypeFlags.Null, 'return null;'],
  [ts.TypeFlags.Undefined, 'return undefined;'],
  [ts.TypeFlags.Void, 'return;'],
  [ts.TypeFlags.Number, 'return 0;'],
  [ts.TypeFlags.String, "return '';"],
  [ts.TypeFlags.BooleanLike, 'return false;'],
];

/** A `return` of the plainest value that the function's type allows. */
function defaultAnswer(node: ts.Node, context: SiteContext): string | null {
  const fn = enclosingFunction(node);
  if (fn === null || ts.isConstructorDeclaration(fn) || ts.isSetAccessor(fn) || isGenerator(fn)) return null;
  const signature = context.checker.getSignatureFromDeclaration(fn);
  if (signature === undefined || context.checker.getTypePredicateOfSignature(signature) !== undefined)
    return null;
  const declared = context.checker.getReturnTypeOfSignature(signature);
  const type = context.checker.getAwaitedType(declared) ?? declared;
  if (isUnknownType(type)) return null;
  const members = membersOf(type);
  for (const [flag, text] of EMPTY) {
    if (!members.some((member) => (member.flags & flag) !== 0)) continue;
    if (flag === ts.TypeFlags.BooleanLike && members.length > 1 && !members.every(isBoolean)) continue;
    return flag === ts.TypeFlags.Undefined && members.every(isNullish) ? 'return;' : text;
  }
  if (members.every((member) => context.checker.isArrayType(member))) return 'return [];';
  const name = members.length === 1 ? members[0]!.getSymbol()?.name : undefined;
  return name !== undefined && /^(?:Readonly)?(?:Map|Set)$/u.test(name)
    ? `return new ${name.replace('Readonly', '')}();`
    : null;
}

function isBoolean({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.BooleanLike) !== 0;
}

function isGenerator(fn: ts.FunctionLikeDeclaration): boolean {
  return 'asteriskToken' in fn && fn.asteriskToken !== undefined;
}
