import type { TaggedValue } from '@bebug/core';
import ts from 'typescript';
import { Unsupported, type Field, type Spec } from './spec.ts';

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
const ARITHMETIC = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);
const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const FALLBACK = new Set([ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);
const ANY: Spec = { kind: 'any' };
const DEPTH_LIMIT = 3;

/**
 * What a parameter without a type must be, to judge by what the function does with it: methods it calls, fields it reads,
 * literals it compares with, `typeof` it asks for. `null` when it does nothing that tells. `readType` reads what the checker does know.
 */
export function specFromUses(
  checker: ts.TypeChecker,
  parameter: ts.ParameterDeclaration,
  readType: (type: ts.Type) => Spec,
): Spec | null {
  const body = (parameter.parent as ts.FunctionLikeDeclaration).body;
  if (!body || !ts.isIdentifier(parameter.name)) return null;
  const votes = new Votes(checker, readType);
  votes.follow(parameter.name, body, 0);
  return votes.spec();
}

/** What has been learnt of one value. */
class Votes {
  readonly #checker: ts.TypeChecker;
  readonly #readType: (type: ts.Type) => Spec;
  readonly #kinds = new Set<Spec['kind']>();
  readonly #constants = new Set<string | number | null>();
  readonly #fields = new Map<string, Votes>();
  readonly #known: Spec[] = [];
  #returns: Votes | null = null;
  #element: Votes | null = null;
  #shared = false;

  constructor(checker: ts.TypeChecker, readType: (type: ts.Type) => Spec) {
    this.#checker = checker;
    this.#readType = readType;
  }

  /** Learn from every use of the variable `name` inside `scope`. */
  follow(name: ts.Identifier, scope: ts.Node, depth: number): void {
    const symbol = this.#checker.getSymbolAtLocation(name);
    if (!symbol || depth > DEPTH_LIMIT) return;
    const visit = (node: ts.Node): void => {
      if (
        ts.isIdentifier(node) &&
        node.text === name.text &&
        node !== name &&
        this.#checker.getSymbolAtLocation(node) === symbol
      )
        this.#use(node, scope, depth);
      ts.forEachChild(node, visit);
    };
    visit(scope);
  }

  #use(node: ts.Expression, scope: ts.Node, depth: number): void {
    const { parent } = node;
    if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent))
      return void this.#use(parent, scope, depth);
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return void this.#member(parent, scope, depth);
    if (ts.isElementAccessExpression(parent) && parent.expression === node)
      return void this.#index(parent, scope, depth);
    if (ts.isCallExpression(parent)) return void this.#call(parent, node, scope, depth);
    if (ts.isNewExpression(parent) && parent.arguments?.includes(node)) return void this.#contextual(node);
    if (ts.isTypeOfExpression(parent)) return void this.#typeOf(parent);
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
      return void (parent.operator !== ts.SyntaxKind.ExclamationToken && this.#kinds.add('number'));
    if (ts.isBinaryExpression(parent)) return void this.#binary(parent, node, scope, depth);
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
      if (ts.isIdentifier(parent.name)) this.follow(parent.name, scope, depth + 1);
      else if (ts.isObjectBindingPattern(parent.name)) this.#pattern(parent.name, scope, depth);
      return;
    }
    if (ts.isConditionalExpression(parent) && parent.condition !== node)
      return void this.#use(parent, scope, depth);
    if (ts.isForOfStatement(parent) || ts.isSpreadElement(parent)) return void this.#kinds.add('array');
    if (ts.isForInStatement(parent) || ts.isSpreadAssignment(parent)) return void this.#kinds.add('record');
  }

  #member(access: ts.PropertyAccessExpression, scope: ts.Node, depth: number): void {
    const name = access.name.text;
    const kind = MEMBERS.find(([, members]) => members.has(name))?.[0];
    if (kind) return void this.#kinds.add(kind);
    if (SHARED.has(name)) {
      this.#shared = true;
      return;
    }
    this.#field(name).#use(access, scope, depth + 1);
  }

  #field(name: string): Votes {
    let votes = this.#fields.get(name);
    if (!votes) this.#fields.set(name, (votes = new Votes(this.#checker, this.#readType)));
    return votes;
  }

  #pattern(pattern: ts.ObjectBindingPattern, scope: ts.Node, depth: number): void {
    for (const element of pattern.elements) {
      const key = element.propertyName ?? element.name;
      if (!ts.isIdentifier(key) || element.dotDotDotToken) continue;
      const votes = this.#field(key.text);
      if (ts.isIdentifier(element.name)) votes.follow(element.name, scope, depth + 1);
    }
  }

  #index(access: ts.ElementAccessExpression, scope: ts.Node, depth: number): void {
    const { flags } = this.#checker.getTypeAtLocation(access.argumentExpression);
    if (flags & ts.TypeFlags.StringLike) this.#kinds.add('record');
    else {
      this.#kinds.add('array');
      this.#element ??= new Votes(this.#checker, this.#readType);
      if (depth < DEPTH_LIMIT) this.#element.#use(access, scope, depth + 1);
    }
  }

  #call(call: ts.CallExpression, node: ts.Expression, scope: ts.Node, depth: number): void {
    if (call.expression === node) {
      this.#kinds.add('function');
      this.#returns ??= new Votes(this.#checker, this.#readType);
      if (depth < DEPTH_LIMIT) this.#returns.#use(call, scope, depth + 1);
      return;
    }
    const callee = call.expression.getText();
    if (callee === 'Array.isArray') return void this.#kinds.add('array');
    if (/^Object\.(?:keys|entries|values|assign)$/u.test(callee)) return void this.#kinds.add('record');
    if (/^(?:Number\.is\w+|isNaN|isFinite|Math\.\w+)$/u.test(callee)) return void this.#kinds.add('number');
    this.#contextual(node);
    this.#passedOn(call, node, depth);
  }

  /** Follow the value into a function of the project whose parameter has no type either. */
  #passedOn(call: ts.CallExpression, node: ts.Expression, depth: number): void {
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (!declaration || !('body' in declaration) || !declaration.body) return;
    const parameter = declaration.parameters[call.arguments.indexOf(node)];
    if (parameter && ts.isIdentifier(parameter.name) && !parameter.type)
      this.follow(parameter.name, declaration.body, depth + 1);
  }

  /** What the function that it is handed to expects. */
  #contextual(node: ts.Expression): void {
    const type = this.#checker.getContextualType(node);
    if (!type || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return;
    try {
      this.#known.push(this.#readType(type));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
    }
  }

  #typeOf(expression: ts.TypeOfExpression): void {
    const { parent } = expression;
    if (!ts.isBinaryExpression(parent)) return;
    const other = parent.left === expression ? parent.right : parent.left;
    if (!ts.isStringLiteralLike(other)) return;
    const kind = { object: 'record', undefined: null, symbol: 'symbol' }[other.text] ?? other.text;
    if (['string', 'number', 'boolean', 'bigint', 'function', 'record', 'symbol'].includes(kind))
      this.#kinds.add(kind as Spec['kind']);
  }

  #binary(binary: ts.BinaryExpression, node: ts.Expression, scope: ts.Node, depth: number): void {
    const operator = binary.operatorToken.kind;
    const other = binary.left === node ? binary.right : binary.left;
    if (ARITHMETIC.has(operator)) return void this.#kinds.add('number');
    if (operator === ts.SyntaxKind.PlusToken) {
      const { flags } = this.#checker.getTypeAtLocation(other);
      if (flags & ts.TypeFlags.StringLike) this.#kinds.add('string');
      else if (flags & ts.TypeFlags.NumberLike) this.#kinds.add('number');
    } else if (EQUALITY.has(operator)) {
      if (ts.isStringLiteralLike(other)) this.#constants.add(other.text);
      else if (ts.isNumericLiteral(other)) this.#constants.add(Number(other.text));
      else if (other.kind === ts.SyntaxKind.NullKeyword) this.#constants.add(null);
      else if (other.kind === ts.SyntaxKind.TrueKeyword || other.kind === ts.SyntaxKind.FalseKeyword)
        this.#kinds.add('boolean');
    } else if (FALLBACK.has(operator) && binary.left === node) this.#use(binary, scope, depth);
  }

  /** Every kind that was seen, as alternatives; `null` when nothing was. */
  spec(depth = 0): Spec | null {
    if (depth > DEPTH_LIMIT) return null;
    const of: Spec[] = [...this.#known];
    for (const kind of this.#kinds) of.push(this.#ofKind(kind, depth));
    if (this.#fields.size > 0) of.push({ kind: 'object', fields: this.#objectFields(depth) });
    if (of.length === 0 && this.#shared) of.push({ kind: 'string' }, { kind: 'array', of: ANY });
    for (const constant of this.#constants) {
      of.push({ kind: 'constant', value: constant as TaggedValue });
      // Compared with a literal: other values of its kind are the other branch.
      if (typeof constant === 'string') of.push({ kind: 'string' });
      if (typeof constant === 'number') of.push({ kind: 'number' });
    }
    const distinct = [...new Map(of.map((one) => [JSON.stringify(one), one])).values()];
    if (distinct.length === 0) return null;
    return distinct.length === 1 ? distinct[0]! : { kind: 'union', of: distinct };
  }

  #objectFields(depth: number): Field[] {
    return [...this.#fields].map(([name, votes]) => ({
      name,
      spec: votes.spec(depth + 1) ?? ANY,
      // Nothing says that a field must be there: absence is how options look.
      optional: true,
    }));
  }

  #ofKind(kind: Spec['kind'], depth: number): Spec {
    const element = this.#element?.spec(depth + 1) ?? ANY;
    switch (kind) {
      case 'array':
      case 'promise':
        return { kind, of: element };
      case 'map':
        return { kind, key: ANY, value: ANY };
      case 'record':
        return { kind, key: { kind: 'string' }, value: ANY };
      case 'function':
        return { kind, returns: this.#returns?.spec(depth + 1) ?? ANY, echoes: [], data: [], callees: [] };
      default:
        return { kind } as Spec;
    }
  }
}
