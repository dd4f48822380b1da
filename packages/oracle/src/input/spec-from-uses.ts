import type { TaggedValue } from '@bebug/core';
import { isEquality } from '@bebug/operators/kit';
import ts from 'typescript';
import { functionOf, handlersIn, returnedFunctions, type Handler } from './handlers.ts';
import { isCommonMember, kindWith } from './members.ts';
import { named } from './named.ts';
import { ARITHMETIC, asksFor, FALLBACK, needs, throwsWithout } from './presence.ts';
import { smallOr, Unsupported, type Callee, type Field, type Spec } from './spec.ts';

const ANY: Spec = { kind: 'any' };
/** How deep a specification goes. */
const DEPTH_LIMIT = 5;
/** How far a value is followed: into variables, fields, elements, and functions that it is handed to. */
const FOLLOW_LIMIT = 9;

/** What a function's body tells of a parameter. */
export interface Used {
  /** `null` when nothing tells. */
  readonly spec: Spec | null;
  /** The code asks whether it was given. */
  readonly mayBeAbsent: boolean;
  /** The code throws where some part of it is not there: to leave it out would say the same of every call. */
  readonly isDemanded: boolean;
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
  if (!body || !ts.isIdentifier(parameter.name)) return { spec: null, mayBeAbsent: false, isDemanded: false };
  const votes = new Votes(checker, readType, parameter.getSourceFile());
  votes.follow(parameter.name, body, 0);
  return { spec: votes.spec(), mayBeAbsent: votes.mayBeAbsent, isDemanded: votes.isDemandedInParts };
}

/** What has been learnt of the functions that are handed over in one place. */
interface Handed {
  readonly index: number;
  readonly member: string | undefined;
  readonly takes: Votes[];
  /** Of functions that they give back. */
  leaves: Votes[] | null;
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
  /** Members that values of the platform have, too. */
  readonly #common = new Map<string, Votes>();
  readonly #known: Spec[] = [];
  readonly #followed = new Set<ts.Symbol>();
  /** Names of fields that were followed without knowing in what. */
  readonly #options = new Set<string>();
  #returns: Votes | null = null;
  #element: Votes | null = null;
  /** Of a function: functions among its arguments. */
  readonly #handlers = new Map<string, Handed>();
  /** What functions take that the code puts here. */
  #placed: Votes[] | null = null;
  /** It is indexed by what may be anything. */
  #isIndexed = false;
  /** It names a part of something, or stands in a text. */
  #isText = false;
  /** It is an object, of whatever kind. */
  #isObject = false;
  /** Some use fails, or makes no sense, where there is no value. */
  #needed = false;
  /** Some use asks first whether there is one. */
  #asked = false;
  /** Not only which kind of value it is. */
  #mayBeAbsent = false;
  /** The code throws where there is none. */
  #demanded = false;

  constructor(checker: ts.TypeChecker, readType: (type: ts.Type) => Spec, scope: ts.Node) {
    this.#checker = checker;
    this.#readType = readType;
    this.#scope = scope;
  }

  get mayBeAbsent(): boolean {
    return this.#mayBeAbsent;
  }

  get isDemandedInParts(): boolean {
    return [...this.#fields.values()].some((field) => field.#demanded);
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
    if (throwsWithout(node)) this.#demanded = true;
    else if (asksFor(node)) this.#asked = this.#mayBeAbsent = true;
    else if (ts.isTypeOfExpression(parent)) this.#asked = true;
    else if (needs(node)) this.#needed = true;
    if (ts.isAwaitExpression(parent)) return void this.#awaited(parent, scope, depth);
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return void this.#member(parent, scope, depth);
    if (ts.isElementAccessExpression(parent))
      return void (parent.expression === node ? this.#index(parent, scope, depth) : this.#key(parent));
    if (ts.isTemplateSpan(parent)) return void (this.#isText = true);
    if (ts.isCallExpression(parent)) return void this.#call(parent, node, scope, depth);
    if (ts.isNewExpression(parent) && parent.arguments?.includes(node)) {
      this.#contextual(node);
      return void this.#passedOn(parent, node, scope, depth);
    }
    if (ts.isPropertyAssignment(parent)) return void this.#followField(parent.name, depth);
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
    if (ts.isSpreadAssignment(parent)) return void (this.#isObject = true);
    if (ts.isForInStatement(parent)) return void this.#kinds.add('record');
  }

  /** What is waited for is a promise, mostly. */
  #awaited(awaited: ts.AwaitExpression, scope: ts.Node, depth: number): void {
    this.#kinds.add('promise');
    if (depth < FOLLOW_LIMIT) this.#elements().#use(awaited, scope, depth + 1);
  }

  /** A place in a list is a number, any other part of something has a name. */
  #key({ expression }: ts.ElementAccessExpression): void {
    if (this.#checker.getIndexTypeOfType(this.#checker.getTypeAtLocation(expression), ts.IndexKind.Number))
      this.#kinds.add('number');
    else this.#isText = true;
  }

  #member(access: ts.PropertyAccessExpression, scope: ts.Node, depth: number): void {
    const name = access.name.text;
    if (kindWith(name) === 'array') this.#callback(access, depth);
    const part = isCommonMember(access) ? this.#part(this.#common, name) : this.#field(name);
    part.#use(access, scope, depth + 1);
  }

  #field(name: string): Votes {
    return this.#part(this.#fields, name);
  }

  #part(parts: Map<string, Votes>, name: string): Votes {
    let votes = parts.get(name);
    if (!votes) parts.set(name, (votes = new Votes(this.#checker, this.#readType, this.#scope)));
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
    const call = access.parent;
    if (!ts.isCallExpression(call) || call.expression !== access) return;
    const name = access.name.text;
    if (name === 'push' || name === 'unshift')
      for (const argument of call.arguments) this.#put(argument, depth);
    const [given] = call.arguments;
    if (!given || !(ts.isArrowFunction(given) || ts.isFunctionExpression(given))) return;
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
      if (flags & ts.TypeFlags.Any) this.#isIndexed = true;
      else this.#kinds.add('array');
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
    for (const { member, handler } of handlersIn(this.#checker, argument)) {
      const key = `${index} ${member ?? ''}`;
      const known = this.#handlers.get(key) ?? { index, member, takes: [], leaves: null };
      this.#handlers.set(key, known);
      this.#taken(handler, known.takes, depth);
      for (const left of returnedFunctions(this.#checker, handler))
        this.#taken(left, (known.leaves ??= []), depth);
    }
  }

  /** The code puts a function, or a list of them, in this place. */
  #put(value: ts.Expression, depth: number): void {
    const all = ts.isArrayLiteralExpression(value) ? value.elements : [value];
    for (const one of all) {
      const placed = functionOf(this.#checker, one);
      if (placed) this.#taken(placed, (this.#placed ??= []), depth);
    }
  }

  /** Learn what `handler` does with its parameters. */
  #taken(handler: Handler, known: Votes[], depth: number): void {
    if (!handler.body) return;
    for (const [at, { name, type, dotDotDotToken }] of handler.parameters.entries()) {
      if (dotDotDotToken) return;
      const votes = (known[at] ??= new Votes(this.#checker, this.#readType, this.#scope));
      // A callback is told of an error, or of none.
      if (at === 0 && ts.isIdentifier(name) && /^err(?:or)?$/u.test(name.text)) votes.#constants.add(null);
      // A class of the platform is so much of it as the code uses.
      if (!type || !votes.#contextualType(this.#checker.getTypeAtLocation(name)))
        votes.#bound(name, handler.body, depth);
    }
  }

  /** Follow the value into a function of the project whose parameter has no type either. */
  #passedOn(
    call: ts.CallExpression | ts.NewExpression,
    node: ts.Expression,
    scope: ts.Node,
    depth: number,
  ): void {
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (!declaration || !('body' in declaration) || !declaration.body) return;
    const parameter = declaration.parameters[call.arguments!.indexOf(node)];
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

  /** False where nothing can be made of it, or nothing small. */
  #contextualType(type: ts.Type): boolean {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return false;
    try {
      const spec = this.#readType(type);
      if (spec.kind === 'reference' || spec.kind === 'any' || smallOr(spec, ANY) === ANY) return false;
      this.#known.push(spec);
      return true;
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      return false;
    }
  }

  /** Follow the value into the variable, or the field, that keeps it. */
  #kept(target: ts.Expression, depth: number): void {
    if (ts.isIdentifier(target)) {
      const declaration = this.#checker.getSymbolAtLocation(target)?.valueDeclaration;
      if (declaration) this.follow(target, scopeOf(declaration), depth + 1);
    } else if (isOwnField(target)) {
      this.#followField(
        ts.isPropertyAccessExpression(target) ? target.name : target.argumentExpression,
        depth,
      );
    } else if (ts.isPropertyAccessExpression(target)) this.#followOption(target.name, depth);
  }

  /** Learn from every use of a field of this name in objects of which the checker knows nothing: options that are passed on. */
  #followOption(field: ts.MemberName, depth: number): void {
    if (depth > FOLLOW_LIMIT || this.#options.has(field.text)) return;
    this.#options.add(field.text);
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAccessExpression(node) &&
        node.name.text === field.text &&
        (this.#checker.getTypeAtLocation(node.expression).flags & ts.TypeFlags.Any) !== 0
      )
        this.#use(node, scopeOf(node), depth + 1);
      ts.forEachChild(node, visit);
    };
    visit(field.getSourceFile());
  }

  /** Learn from every use of the field that is declared, or written to, at `field`: its name, or what says its name. */
  #followField(field: ts.Node, depth: number): void {
    const symbol = this.#checker.getSymbolAtLocation(field);
    if (!symbol || depth > FOLLOW_LIMIT || this.#followed.has(symbol)) return;
    this.#followed.add(symbol);
    const isIt = (name: ts.Node): boolean =>
      name !== field &&
      name.getText() === field.getText() &&
      isSame(this.#checker.getSymbolAtLocation(name), symbol);
    const visit = (node: ts.Node): void => {
      if (
        (ts.isPropertyAccessExpression(node) && isIt(node.name)) ||
        (ts.isElementAccessExpression(node) && isIt(node.argumentExpression))
      )
        this.#use(node, scopeOf(node), depth + 1);
      ts.forEachChild(node, visit);
    };
    visit(field.getSourceFile());
  }

  #typeOf(expression: ts.TypeOfExpression): void {
    const { parent } = expression;
    if (!ts.isBinaryExpression(parent)) return;
    const other = parent.left === expression ? parent.right : parent.left;
    if (!ts.isStringLiteralLike(other)) return;
    if (other.text === 'undefined') this.#mayBeAbsent = true;
    else if (other.text === 'object') this.#isObject = true;
    else if (['string', 'number', 'boolean', 'bigint', 'function', 'symbol'].includes(other.text))
      this.#kinds.add(other.text as Spec['kind']);
  }

  #binary(binary: ts.BinaryExpression, node: ts.Expression, scope: ts.Node, depth: number): void {
    const operator = binary.operatorToken.kind;
    const other = binary.left === node ? binary.right : binary.left;
    if (operator === ts.SyntaxKind.EqualsToken)
      return void (binary.left === node ? this.#put(other, depth) : this.#kept(other, depth));
    if (ARITHMETIC.has(operator)) return void this.#kinds.add('number');
    if (operator === ts.SyntaxKind.PlusToken) {
      const { flags } = this.#checker.getTypeAtLocation(other);
      if (flags & ts.TypeFlags.StringLike) this.#kinds.add('string');
      else if (flags & ts.TypeFlags.NumberLike) this.#kinds.add('number');
    } else if (
      FALLBACK.has(operator) ||
      (operator === ts.SyntaxKind.AmpersandAmpersandToken && binary.right === node)
    ) {
      this.#use(binary, scope, depth);
    } else if (isEquality(binary)) {
      if (ts.isStringLiteralLike(other)) this.#constants.add(other.text);
      else if (ts.isNumericLiteral(other)) this.#constants.add(Number(other.text));
      else if (other.kind === ts.SyntaxKind.NullKeyword) this.#constants.add(null);
      else if (other.kind === ts.SyntaxKind.TrueKeyword || other.kind === ts.SyntaxKind.FalseKeyword)
        this.#kinds.add('boolean');
      else if (this.#checker.getTypeAtLocation(other).flags & ts.TypeFlags.String) this.#kinds.add('string');
    }
  }

  /** Every kind that was seen, as alternatives; `null` when nothing was. */
  spec(depth = 0): Spec | null {
    if (depth > DEPTH_LIMIT) return null;
    const of: Spec[] = this.#known.filter((spec) => this.#hasItsFields(spec));
    for (const kind of this.#allKinds()) of.push(this.#ofKind(kind, depth));
    if (this.#fields.size > 0) of.push({ kind: 'object', fields: this.#objectFields(depth) });
    else if (this.#isObject && of.every(({ kind }) => kind !== 'record'))
      of.push(this.#ofKind('record', depth));
    if (of.length === 0 && this.#isIndexed) of.push(this.#ofKind('array', depth));
    if (of.length === 0 && this.#common.size > 0) of.push({ kind: 'string' }, { kind: 'array', of: ANY });
    if (of.length === 0 && this.#constants.size === 0 && this.#isText) of.push({ kind: 'string' });
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

  /** It has a method that nothing of the platform has: `get` and `set` beside it are the project's own as well. */
  get #isOwnObject(): boolean {
    return [...this.#fields.values()].some((field) => field.#kinds.has('function') && !field.#asked);
  }

  /** An object without what the code uses of this one is another thing of that name. */
  #hasItsFields(spec: Spec): boolean {
    if (spec.kind !== 'object') return true;
    const names = new Set(spec.fields.map(({ name }) => name));
    return [...this.#fields].every(([name, votes]) => votes.#asked || names.has(name));
  }

  #allKinds(): ReadonlySet<Spec['kind']> {
    const kinds = new Set(this.#kinds);
    for (const name of this.#common.keys()) {
      const kind = kindWith(name);
      if (kind && (kind === 'promise' || !this.#isOwnObject)) kinds.add(kind);
    }
    return kinds;
  }

  /** A method that would make a promise of it is none. */
  get #ownFields(): (readonly [string, Votes])[] {
    const common = [...this.#common].filter(([name]) => kindWith(name) !== 'promise');
    return [...this.#fields, ...(this.#isOwnObject ? common : [])];
  }

  #objectFields(depth: number): Field[] {
    return this.#ownFields.map(([name, votes]) => ({
      name,
      spec: named(name, votes.spec(depth + 1) ?? ANY, this.#scope),
      // Absence is how options look, unless the code relies on the field.
      optional: !votes.#demanded && (!votes.#needed || votes.#asked),
    }));
  }

  /** What functions take that the code puts somewhere in it; `null`: it puts none. */
  left(): readonly Spec[] | null {
    const own = this.#placed?.map(taken) ?? null;
    const inside = [...this.#fields.values(), ...(this.#element ? [this.#element] : [])];
    return inside.reduce<readonly Spec[] | null>((all, votes) => either(all, votes.left()), own);
  }

  #ofKind(kind: Spec['kind'], depth: number): Spec {
    const element = this.#element?.spec(depth + 1) ?? ANY;
    switch (kind) {
      case 'array':
        return { kind, of: element };
      case 'promise':
        // `x = await x`: the same name stands for the promise and for what it gives.
        return { kind, of: withoutPromises(element) };
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
          callees: [...this.#handlers.values()].map(calleeOf),
        };
      default:
        return { kind } as Spec;
    }
  }
}

function withoutPromises(spec: Spec): Spec {
  if (spec.kind === 'promise') return spec.of;
  if (spec.kind !== 'union') return spec;
  const of = spec.of.filter(({ kind }) => kind !== 'promise');
  return of.length === 0 ? ANY : of.length === 1 ? of[0]! : { ...spec, of };
}

function calleeOf({ index, member, takes, leaves }: Handed): Callee {
  const given = leaves?.map(taken) ?? null;
  return {
    parameter: index,
    ...(member !== undefined && { member }),
    takes: takes.map(taken),
    leaves: takes.reduce<readonly Spec[] | null>((all, votes) => either(all, votes.left()), given),
  };
}

/** A handler is called with values of their own: how deep its function stands does not count. */
function taken(votes: Votes): Spec {
  return smallOr(votes.spec(1) ?? ANY, ANY);
}

/** What two functions take in the same places. */
function either(one: readonly Spec[] | null, other: readonly Spec[] | null): readonly Spec[] | null {
  if (one === null || other === null) return one ?? other;
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at): Spec => {
    const [a, b] = [one[at], other[at]];
    return a && b && JSON.stringify(a) !== JSON.stringify(b) ? { kind: 'union', of: [a, b] } : (a ?? b)!;
  });
}

/** The checker has several symbols for one field of an object that is written down. */
function isSame(one: ts.Symbol | undefined, other: ts.Symbol): boolean {
  return (
    one === other || (one?.valueDeclaration !== undefined && one.valueDeclaration === other.valueDeclaration)
  );
}

/** `this.field`, or `this[key]`. */
function isOwnField(node: ts.Expression): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return (
    (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** The body around `node`, in which its variables are looked for. */
function scopeOf(node: ts.Node): ts.Node {
  return ts.findAncestor(node, ts.isFunctionLike) ?? node.getSourceFile();
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
