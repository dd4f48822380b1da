import type { TaggedValue } from '@bebug/core';
import { isEquality } from '@bebug/operators/kit';
import ts from 'typescript';
import { named } from './named.ts';
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
/** What stands on the right is taken where there is nothing on the left. */
export const FALLBACK = new Set([ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);
const ANY: Spec = { kind: 'any' };
/** How deep a specification goes. */
const DEPTH_LIMIT = 3;
/** Characters of a specification of what a handler is called with. */
const LARGEST_TAKEN = 3_000;
/** How far a value is followed: into variables, fields, elements, and functions that it is handed to. */
const FOLLOW_LIMIT = 7;

/** What a function's body tells of a parameter. */
export interface Used {
  /** `null` when nothing tells. */
  readonly spec: Spec | null;
  /** The code asks whether it was given. */
  readonly mayBeAbsent: boolean;
}

/**
 * What a parameter without a type must be, to judge by what the function does with it: methods it calls, fields it reads,
 * literals it compares with, `typeof` it asks for. `readType` reads what the checker does know.
 */
export function usesOfParameter(
  checker: ts.TypeChecker,
  parameter: ts.ParameterDeclaration,
  readType: (type: ts.Type) => Spec,
): Used {
  const body = (parameter.parent as ts.FunctionLikeDeclaration).body;
  if (!body || !ts.isIdentifier(parameter.name)) return { spec: null, mayBeAbsent: false };
  const votes = new Votes(checker, readType, parameter.getSourceFile());
  votes.follow(parameter.name, body, 0);
  return { spec: votes.spec(), mayBeAbsent: votes.isAskedFor };
}

/** What has been learnt of one value. */
class Votes {
  readonly #checker: ts.TypeChecker;
  readonly #readType: (type: ts.Type) => Spec;
  /** The code that says what fields are for. */
  readonly #scope: ts.Node;
  readonly #kinds = new Set<Spec['kind']>();
  readonly #constants = new Set<string | number | null>();
  readonly #fields = new Map<string, Votes>();
  readonly #known: Spec[] = [];
  readonly #followed = new Set<ts.Symbol>();
  #returns: Votes | null = null;
  #element: Votes | null = null;
  /** Of a function, by the place of an argument that is one: what stands for the parameters of that. */
  readonly #handlers = new Map<number, Votes[]>();
  #shared = false;
  /** Some use fails, or makes no sense, where there is no value. */
  #needed = false;
  /** Some use asks first whether there is one. */
  #asked = false;

  constructor(checker: ts.TypeChecker, readType: (type: ts.Type) => Spec, scope: ts.Node) {
    this.#checker = checker;
    this.#readType = readType;
    this.#scope = scope;
  }

  get isAskedFor(): boolean {
    return this.#asked;
  }

  /** Learn from every use of the variable `name` inside `scope`. */
  follow(name: ts.Identifier, scope: ts.Node, depth: number): void {
    const symbol = this.#checker.getSymbolAtLocation(name);
    if (!symbol || depth > FOLLOW_LIMIT || this.#followed.has(symbol)) return;
    this.#followed.add(symbol);
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
    if (asksFor(node)) this.#asked = true;
    else if (needs(node)) this.#needed = true;
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
    if (ts.isForOfStatement(parent)) return void this.#each(parent, depth);
    if (ts.isSpreadElement(parent)) return void this.#kinds.add('array');
    if (ts.isForInStatement(parent) || ts.isSpreadAssignment(parent)) return void this.#kinds.add('record');
  }

  #member(access: ts.PropertyAccessExpression, scope: ts.Node, depth: number): void {
    const name = access.name.text;
    const kind = MEMBERS.find(([, members]) => members.has(name))?.[0];
    if (kind === 'array') return void this.#callback(access, depth);
    if (kind) return void this.#kinds.add(kind);
    if (SHARED.has(name)) {
      this.#shared = true;
      return;
    }
    this.#field(name).#use(access, scope, depth + 1);
  }

  #field(name: string): Votes {
    let votes = this.#fields.get(name);
    if (!votes) this.#fields.set(name, (votes = new Votes(this.#checker, this.#readType, this.#scope)));
    return votes;
  }

  #pattern(pattern: ts.ObjectBindingPattern, scope: ts.Node, depth: number): void {
    for (const element of pattern.elements) {
      const key = element.propertyName ?? element.name;
      if (!ts.isIdentifier(key) || element.dotDotDotToken) continue;
      const votes = this.#field(key.text);
      if (element.initializer) votes.#asked = true;
      if (ts.isIdentifier(element.name)) votes.follow(element.name, scope, depth + 1);
    }
  }

  /** What a loop does with each element. */
  #each({ initializer, statement }: ts.ForOfStatement, depth: number): void {
    this.#kinds.add('array');
    if (!ts.isVariableDeclarationList(initializer)) return;
    this.#elements().#bound(initializer.declarations[0]!.name, statement, depth);
  }

  /** What the callback of `map`, `forEach`, … does with each element. */
  #callback(access: ts.PropertyAccessExpression, depth: number): void {
    this.#kinds.add('array');
    const call = access.parent;
    const given = ts.isCallExpression(call) && call.expression === access ? call.arguments[0] : undefined;
    if (!given || !(ts.isArrowFunction(given) || ts.isFunctionExpression(given))) return;
    const name = access.name.text;
    const parameters = name.startsWith('reduce')
      ? given.parameters.slice(1, 2)
      : given.parameters.slice(0, name === 'sort' ? 2 : 1);
    for (const parameter of parameters) this.#elements().#bound(parameter.name, given.body, depth);
  }

  /** The value has the name (or the parts) `binding` within `scope`. */
  #bound(binding: ts.BindingName, scope: ts.Node, depth: number): void {
    if (ts.isIdentifier(binding)) this.follow(binding, scope, depth + 1);
    else if (ts.isObjectBindingPattern(binding)) this.#pattern(binding, scope, depth);
  }

  #elements(): Votes {
    return (this.#element ??= new Votes(this.#checker, this.#readType, this.#scope));
  }

  #index(access: ts.ElementAccessExpression, scope: ts.Node, depth: number): void {
    const { flags } = this.#checker.getTypeAtLocation(access.argumentExpression);
    if (flags & ts.TypeFlags.StringLike) this.#kinds.add('record');
    else {
      this.#kinds.add('array');
      if (depth < FOLLOW_LIMIT) this.#elements().#use(access, scope, depth + 1);
    }
  }

  #call(call: ts.CallExpression, node: ts.Expression, scope: ts.Node, depth: number): void {
    if (call.expression === node) {
      this.#kinds.add('function');
      this.#returns ??= new Votes(this.#checker, this.#readType, this.#scope);
      if (depth >= FOLLOW_LIMIT) return;
      this.#returns.#use(call, scope, depth + 1);
      for (const [index, argument] of call.arguments.entries()) this.#handed(index, argument, depth);
      return;
    }
    const callee = call.expression.getText();
    if (callee === 'Array.isArray') return void this.#kinds.add('array');
    if (/^Object\.(?:keys|entries|values|assign)$/u.test(callee)) return void this.#kinds.add('record');
    if (/^(?:Number\.is\w+|isNaN|isFinite|Math\.\w+)$/u.test(callee)) return void this.#kinds.add('number');
    this.#contextual(node);
    this.#passedOn(call, node, scope, depth);
  }

  /** A function that the value is handed, as a handler: what is known of its parameters is what the value calls it with. */
  #handed(index: number, argument: ts.Expression, depth: number): void {
    const handler = functionOf(this.#checker, argument);
    if (!handler?.body) return;
    const known = this.#handlers.get(index) ?? [];
    this.#handlers.set(index, known);
    for (const [at, { name, type, dotDotDotToken }] of handler.parameters.entries()) {
      if (dotDotDotToken) return;
      const votes = (known[at] ??= new Votes(this.#checker, this.#readType, this.#scope));
      if (type) votes.#contextualType(this.#checker.getTypeAtLocation(name));
      else votes.#bound(name, handler.body, depth);
    }
  }

  /** Follow the value into a function of the project whose parameter has no type either. */
  #passedOn(call: ts.CallExpression, node: ts.Expression, scope: ts.Node, depth: number): void {
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (!declaration || !('body' in declaration) || !declaration.body) return;
    const parameter = declaration.parameters[call.arguments.indexOf(node)];
    if (!parameter || !ts.isIdentifier(parameter.name) || parameter.type) return;
    this.follow(parameter.name, declaration.body, depth + 1);
    if (depth < FOLLOW_LIMIT && givesBack(declaration.body, parameter.name.text))
      this.#use(call, scope, depth + 1);
  }

  /** What the function that it is handed to expects. */
  #contextual(node: ts.Expression): void {
    const type = this.#checker.getContextualType(node);
    if (type) this.#contextualType(type);
  }

  #contextualType(type: ts.Type): void {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return;
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
    } else if (FALLBACK.has(operator)) {
      if (binary.left === node) this.#use(binary, scope, depth);
    } else if (isEquality(binary)) {
      if (ts.isStringLiteralLike(other)) this.#constants.add(other.text);
      else if (ts.isNumericLiteral(other)) this.#constants.add(Number(other.text));
      else if (other.kind === ts.SyntaxKind.NullKeyword) this.#constants.add(null);
      else if (other.kind === ts.SyntaxKind.TrueKeyword || other.kind === ts.SyntaxKind.FalseKeyword)
        this.#kinds.add('boolean');
    }
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
      spec: named(name, votes.spec(depth + 1) ?? ANY, this.#scope),
      // Absence is how options look, unless the code relies on the field.
      optional: !votes.#needed || votes.#asked,
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
        return {
          kind,
          returns: this.#returns?.spec(depth + 1) ?? ANY,
          echoes: [],
          data: [],
          callees: [...this.#handlers].map(([parameter, known]) => ({
            parameter,
            takes: known.map((votes) => small(votes.spec(depth + 1) ?? ANY)),
          })),
        };
      default:
        return { kind } as Spec;
    }
  }
}

/** `spec`, or anything at all where it is so large that calls of handlers, among all other values, would be most of a case. */
function small(spec: Spec): Spec {
  return JSON.stringify(spec).length > LARGEST_TAKEN ? ANY : spec;
}

/** The function that an expression is, or that its name is declared as. */
function functionOf(
  checker: ts.TypeChecker,
  node: ts.Expression,
): ts.FunctionExpression | ts.ArrowFunction | ts.FunctionDeclaration | null {
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return node;
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
  if (!declaration) return null;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const { initializer } = declaration as ts.VariableDeclaration;
  return ts.isVariableDeclaration(declaration) && initializer ? functionOf(checker, initializer) : null;
}

/** Whether there is a value decides what comes next. */
function asksFor(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCallExpression(parent)
  )
    return parent.expression === node && parent.questionDotToken !== undefined;
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  if (FALLBACK.has(operator) || operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return parent.left === node;
  const other = parent.left === node ? parent.right : parent.left;
  return (
    isEquality(parent) &&
    (other.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined'))
  );
}

/** Without a value this throws, or computes with none. */
function needs(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return parent.expression === node;
  if (ts.isCallExpression(parent))
    return parent.expression === node || /^Math\.\w+$/u.test(parent.expression.getText());
  return (
    ts.isForOfStatement(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    (ts.isBinaryExpression(parent) && ARITHMETIC.has(parent.operatorToken.kind))
  );
}

/** Some `return` of `body` gives its variable `name` as it is. */
function givesBack(body: ts.Node, name: string): boolean {
  const isIt = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isIdentifier(node) && node.text === name;
  if (isIt(body)) return true;
  const visit = (node: ts.Node): boolean =>
    ts.isReturnStatement(node)
      ? isIt(node.expression)
      : !ts.isFunctionLike(node) && (ts.forEachChild(node, visit) ?? false);
  return ts.forEachChild(body, visit) ?? false;
}
