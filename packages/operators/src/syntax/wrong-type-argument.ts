import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isJavaScript, isUnknownType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const wrongTypeArgument: Operator = {
  id: 'wrong-type-argument',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Argument of a type that the function does not take',
  mistake: 'The whole object is passed where the function wants one part of it.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if ((!ts.isCallExpression(node) && !ts.isNewExpression(node)) || isJavaScript(context)) return;
    const list = node.arguments ?? [];
    const index = list.findIndex((argument) => isPartOfName(argument, context));
    const part = list[index];
    if (part === undefined || !ts.isPropertyAccessExpression(part) || list.some(ts.isSpreadElement)) return;
    const signature = context.checker.getResolvedSignature(node);
    const parameter = signature?.parameters[index];
    if (
      signature?.declaration === undefined ||
      signature.declaration.typeParameters !== undefined ||
      parameter === undefined
    )
      return;
    if (isOverloaded(node, context) || !isRefused(part, parameter, context)) return;
    yield {
      edits: [{ start: part.expression.end, end: part.end, text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} passes ${gist(part.expression, context)} to ${gist(node.expression, context)}, which takes ${gist(part, context)}.`,
        trigger: 'A type check reports it; at run time it shows whenever the call is made.',
        consequence: `\`${parameter.name}\` is an object where the function works with one of its parts.`,
        fix: `Pass ${gist(part, context)}: \`${textOf(node, context).replaceAll(/\s+/gu, ' ').replaceAll('`', "'").slice(0, 70)}\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'interface User {\n  name: string;\n}\nconst greet = (name: string): string => `Hello, ${name}`;\nexport const hello = (user: User): string => greet(user.name);\n',
        after:
          'interface User {\n  name: string;\n}\nconst greet = (name: string): string => `Hello, ${name}`;\nexport const hello = (user: User): string => greet(user);\n',
        witness: null,
      },
      {
        before:
          'class Timer {\n  readonly end: number;\n  constructor(end: number) {\n    this.end = end;\n  }\n}\nexport const copy = (timer: Timer): Timer => new Timer(timer.end);\n',
        after:
          'class Timer {\n  readonly end: number;\n  constructor(end: number) {\n    this.end = end;\n  }\n}\nexport const copy = (timer: Timer): Timer => new Timer(timer);\n',
        witness: null,
      },
    ],
    skips: [
      {
        code: 'const show = (value: unknown): string => String(value);\nexport const size = (text: string): string => show(text.length);\n',
        because: 'The function takes whatever comes.',
      },
      {
        code: 'const first = <T>(list: readonly T[]): T | undefined => list[0];\nexport const name = (user: { names: string[] }): string | undefined => first(user.names);\n',
        because: 'What a generic function takes is worked out from the argument.',
      },
    ],
  },
};

/** `user.name`: a part of something that has a name. */
function isPartOfName(argument: ts.Expression, context: SiteContext): boolean {
  if (!ts.isPropertyAccessExpression(argument) || !ts.isIdentifier(argument.expression)) return false;
  if ((argument.flags & ts.NodeFlags.OptionalChain) !== 0) return false;
  const symbol = context.checker.getSymbolAtLocation(argument.expression);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Variable) !== 0;
}

function isOverloaded(node: ts.CallExpression | ts.NewExpression, context: SiteContext): boolean {
  const kind = ts.isNewExpression(node) ? ts.SignatureKind.Construct : ts.SignatureKind.Call;
  return context.checker.getSignaturesOfType(typeOf(node.expression, context), kind).length !== 1;
}

/** The type checker does not let the whole pass. */
function isRefused(part: ts.PropertyAccessExpression, parameter: ts.Symbol, context: SiteContext): boolean {
  const whole = typeOf(part.expression, context);
  const declaration = parameter.valueDeclaration;
  const isRest =
    declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
  const expected = context.checker.getTypeOfSymbolAtLocation(parameter, part);
  if (isRest || isUnknownType(whole) || isUnknownType(expected)) return false;
  if ((expected.flags & ts.TypeFlags.TypeParameter) !== 0) return false;
  return !context.checker.isTypeAssignableTo(whole, expected);
}
