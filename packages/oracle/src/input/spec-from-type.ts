import type { TaggedValue } from '@bebug/core';
import ts from 'typescript';
import { restatedLengths } from './restated.ts';
import { usesOfParameter, type Used } from './spec-from-uses.ts';
import { isTagged } from './fits.ts';
import { isOpen, refined } from './refined.ts';
import { isDocumentedPrivate } from './callable-symbols.ts';
import { enumerated } from './documented.ts';
import { isInner } from '../subject/inner-state.ts';
import { named } from './named.ts';
import { smallOr, Unsupported, type Callee, type Field, type Signature, type Spec } from './spec.ts';

const DEPTH_LIMIT = 7;
/** Names of what a function is told beside what it is for: JavaScript that asks whether its first parameter is there checks it, otherwise. */
const OPTIONS = /^(?:opts?|options|config(?:uration)?|settings|init|params|args|props)$/iu;
const MEMBER_LIMIT = 40;
/** How deep a function stands whose handlers' parameters are read. */
const HANDLER_DEPTH = 3;
const TYPED_ARRAYS =
  /^(?:(?:Uint|Int)(?:8|16|32)|Uint8Clamped|Float(?:32|64)|Big(?:Int|Uint)64)Array$|^(?:Buffer|ArrayBuffer|DataView)$/u;
/** A map, and no object: a member called `toString` must not be found on the prototype. */
const PLAIN_CLASSES: ReadonlyMap<string, Spec['kind']> = new Map([
  ['Date', 'date'],
  ['RegExp', 'regexp'],
  ['URL', 'url'],
  ['AbortSignal', 'signal'],
  ['MessagePort', 'port'],
  ['Error', 'error'],
  ['TypeError', 'error'],
  ['RangeError', 'error'],
  ['String', 'string'],
  ['Number', 'number'],
  ['Boolean', 'boolean'],
]);

const PRIMITIVES: ReadonlySet<Spec['kind']> = new Set(['number', 'string', 'boolean', 'bigint']);

/** Types of data that belongs to somebody else. */
const OPAQUE =
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.TypeParameter |
  ts.TypeFlags.Conditional |
  ts.TypeFlags.Substitution;

/** Turns the checker's types into specifications; one instance per target, since recursive types get names in it. */
export class SpecReader {
  readonly definitions: Record<string, Spec> = {};
  readonly #checker: ts.TypeChecker;
  readonly #place: ts.Node;
  readonly #exportedClasses: ReadonlySet<string>;
  readonly #open: ts.Type[] = [];
  readonly #names = new Map<ts.Type, string>();
  readonly #usesOf = new Map<ts.ParameterDeclaration, Used>();

  constructor(checker: ts.TypeChecker, place: ts.Node, exportedClasses: ReadonlySet<string>) {
    this.#checker = checker;
    this.#place = place;
    this.#exportedClasses = exportedClasses;
  }

  signature(signature: ts.Signature): Signature {
    const parameters = signature.getParameters().map((symbol, index) => {
      const declaration = symbol.valueDeclaration;
      const parameter = declaration && ts.isParameter(declaration) ? declaration : null;
      const type = this.#checker.getTypeOfSymbolAtLocation(symbol, this.#place);
      const rest = parameter?.dotDotDotToken !== undefined;
      const used = this.#used(parameter, type);
      const documented = parameter && enumerated(this.#checker, parameter);
      const spec = documented ?? used?.spec ?? this.#parameter(parameter, type, rest);
      const isDemanded = parameter !== null && this.#isDemanded(parameter);
      const optional =
        parameter !== null &&
        !isDemanded &&
        (this.#isOptional(parameter) ||
          (used?.mayBeAbsent === true && (index > 0 || OPTIONS.test(symbol.name))));
      return {
        name: symbol.name,
        spec: named(symbol.name, isDemanded ? present(spec) : spec, this.#scopeOf(parameter)),
        optional,
        rest,
      };
    });
    // What stands before something that must be given must be given too.
    const needed = parameters.findLastIndex(({ optional, rest }) => !optional && !rest);
    return {
      parameters: parameters.map((one, index) => (index < needed ? { ...one, optional: false } : one)),
      restated: restatedLengths(this.#checker, signature),
    };
  }

  /** The code that says what a parameter is for: its function, or the whole file where that has no body here. */
  #scopeOf(parameter: ts.ParameterDeclaration | null): ts.Node {
    const owner = parameter?.parent;
    return owner && 'body' in owner && owner.body ? owner : this.#place.getSourceFile();
  }

  /** In JavaScript every parameter may be left out; the optional ones are those that say so. */
  #isOptional(parameter: ts.ParameterDeclaration): boolean {
    return isJavaScript(parameter.getSourceFile())
      ? parameter.initializer !== undefined ||
          ts.getJSDocParameterTags(parameter).some(({ isBracketed }) => isBracketed)
      : this.#checker.isOptionalParameter(parameter);
  }

  /** What its type says; where that cannot be made (a class of the platform), what the function does with it. */
  #parameter(parameter: ts.ParameterDeclaration | null, type: ts.Type, rest: boolean): Spec {
    try {
      const spec = this.read(rest ? this.#elementOf(type) : type);
      return parameter && !rest && isOpen(this.#whole(spec)) ? this.#refined(parameter, type, spec) : spec;
    } catch (error) {
      if (!(error instanceof Unsupported) || !parameter || rest) throw error;
      const { spec } = this.#uses(parameter);
      // A class that is only passed on is not known by its uses.
      if (spec?.kind !== 'object') throw error;
      return spec;
    }
  }

  /** What the type leaves open is what the function does with it; of an object of the platform, only what it uses is there. */
  #refined(parameter: ts.ParameterDeclaration, type: ts.Type, spec: Spec): Spec {
    const { spec: used } = this.#uses(parameter);
    if (used === null) return spec;
    const typed = this.#whole(spec);
    if (typed.kind !== 'object' || used.kind !== 'object' || !isForeign(type)) return refined(typed, used);
    const names = new Set(used.fields.map(({ name }) => name));
    return refined({ ...typed, fields: typed.fields.filter(({ name }) => names.has(name)) }, used);
  }

  /** What a reference stands for, once that is known. */
  #whole(spec: Spec): Spec {
    return spec.kind === 'reference' ? (this.definitions[spec.id] ?? spec) : spec;
  }

  /** A parameter that has no type is what the function does with it. */
  #used(parameter: ts.ParameterDeclaration | null, type: ts.Type): Used | null {
    // In JavaScript a default of `{}` says no more than no type does, and no more does `Object`.
    const saysNothing =
      (type.flags & ts.TypeFlags.Any) !== 0 ||
      (parameter !== null &&
        isJavaScript(parameter.getSourceFile()) &&
        isAnyObject(this.#checker.getNonNullableType(type)));
    return parameter && saysNothing ? this.#uses(parameter) : null;
  }

  #uses(parameter: ts.ParameterDeclaration): Used {
    const uses =
      this.#usesOf.get(parameter) ?? usesOfParameter(this.#checker, parameter, (known) => this.read(known));
    this.#usesOf.set(parameter, uses);
    return uses;
  }

  /** Without it the function throws, whatever its default or its type says: JavaScript's types do not say it better. */
  #isDemanded(parameter: ts.ParameterDeclaration): boolean {
    return isJavaScript(parameter.getSourceFile()) && this.#uses(parameter).isDemanded;
  }

  read(type: ts.Type): Spec {
    const { flags } = type;
    if (flags & ts.TypeFlags.TypeParameter) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      const usable =
        constraint &&
        !(constraint.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Any));
      return usable && !isEmptyObject(constraint) ? this.read(constraint) : { kind: 'token' };
    }
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return { kind: 'any' };
    if (flags & ts.TypeFlags.Never) throw new Unsupported('never');
    const primitive = this.#primitive(type);
    if (primitive) return primitive;
    if (type.isUnion()) return this.#union(type.types);
    if (flags & ts.TypeFlags.TemplateLiteral) {
      const template = type as ts.TemplateLiteralType;
      return { kind: 'template', texts: template.texts, of: template.types.map((part) => this.read(part)) };
    }
    if (
      flags &
      (ts.TypeFlags.Index | ts.TypeFlags.IndexedAccess | ts.TypeFlags.Conditional | ts.TypeFlags.Substitution)
    ) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint && constraint !== type ? this.read(constraint) : { kind: 'any' };
    }
    return this.#recursive(type);
  }

  #primitive(type: ts.Type): Spec | null {
    const { flags } = type;
    const constant = (value: TaggedValue): Spec => ({ kind: 'constant', value });
    if (flags & ts.TypeFlags.Null) return constant(null);
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return constant({ $undefined: true });
    if (flags & ts.TypeFlags.BooleanLiteral) return constant(this.#checker.typeToString(type) === 'true');
    if (type.isStringLiteral() || type.isNumberLiteral()) return constant(type.value);
    if (flags & ts.TypeFlags.BigIntLiteral) {
      const { negative, base10Value } = (type as ts.BigIntLiteralType).value;
      return constant({ $bigint: `${negative ? '-' : ''}${base10Value}` });
    }
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.StringMapping)) return { kind: 'string' };
    if (flags & ts.TypeFlags.Number) return { kind: 'number' };
    if (flags & ts.TypeFlags.Boolean) return { kind: 'boolean' };
    if (flags & ts.TypeFlags.BigInt) return { kind: 'bigint' };
    if (flags & ts.TypeFlags.ESSymbolLike) return { kind: 'symbol' };
    if (flags & ts.TypeFlags.NonPrimitive) return { kind: 'object', fields: [] };
    return null;
  }

  /** What can be made of it: an alternative of a type that cannot be generated is left out while others remain. */
  #union(types: readonly ts.Type[]): Spec {
    const of: Spec[] = [];
    let reason = 'empty union';
    for (const type of types) {
      try {
        of.push(this.read(type));
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        reason = error.message;
      }
    }
    if (of.length === 0) throw new Unsupported(reason);
    return of.length === 1 ? of[0]! : { kind: 'union', of: of.map((one) => asQuestion(one, of)) };
  }

  #recursive(type: ts.Type): Spec {
    if (this.#open.includes(type)) {
      if (!this.#names.has(type)) this.#names.set(type, `type${this.#names.size}`);
      return { kind: 'reference', id: this.#names.get(type)! };
    }
    if (this.#open.length > DEPTH_LIMIT) return { kind: 'any' };
    this.#open.push(type);
    try {
      const spec = this.#object(type);
      const name = this.#names.get(type);
      if (name === undefined) return spec;
      this.definitions[name] = spec;
      return { kind: 'reference', id: name };
    } finally {
      this.#open.pop();
    }
  }

  #object(type: ts.Type): Spec {
    const checker = this.#checker;
    if (checker.isTupleType(type)) return this.#tuple(type as ts.TupleTypeReference);
    if (checker.isArrayType(type)) return { kind: 'array', of: this.#argument(type, 0) };
    const platform = this.#platformPart(type);
    if (platform) return platform;
    const name = type.symbol?.name ?? '';
    if (isForeign(type)) {
      const known = this.#platformClass(type, name);
      if (known) return known;
    }
    const [call] = type.getCallSignatures();
    if (call) return this.#function(call);
    if (type.getConstructSignatures().length > 0) throw new Unsupported(`constructor ${name}`);
    if (isForeign(type) && (checker.getPropertiesOfType(type).length > MEMBER_LIMIT || type.isClass()))
      throw new Unsupported(name);
    if (type.isClass()) return this.#instance(type, name);
    return this.#plainObject(type);
  }

  /** An intersection with a class of the platform is one of its instances, whatever else the type says of it. */
  #platformPart(type: ts.Type): Spec | null {
    if (!type.isIntersection()) return null;
    for (const part of type.types) {
      const name = part.symbol?.name;
      const known =
        name === undefined || part.getCallSignatures().length > 0 ? null : this.#platformClass(part, name);
      if (known) return known;
    }
    return null;
  }

  #platformClass(type: ts.Type, name: string): Spec | null {
    if (name === 'Object') return { kind: 'any' };
    const plain = PLAIN_CLASSES.get(name);
    if (plain) return { kind: plain } as Spec;
    if (TYPED_ARRAYS.test(name)) return { kind: 'bytes', class: name };
    switch (name) {
      case 'Function':
        return { kind: 'function', returns: { kind: 'any' }, echoes: [0], data: [], callees: [] };
      case 'ArrayBufferLike':
        return { kind: 'bytes', class: 'ArrayBuffer' };
      case 'Map':
      case 'ReadonlyMap':
        return { kind: 'map', key: this.#argument(type, 0), value: this.#argument(type, 1) };
      case 'Set':
      case 'ReadonlySet':
        return { kind: 'set', of: this.#argument(type, 0) };
      case 'Promise':
      case 'PromiseLike':
        return { kind: 'promise', of: this.#argument(type, 0) };
      case 'Iterable':
      case 'ArrayLike':
      case 'ConcatArray':
        return { kind: 'array', of: this.#argument(type, 0) };
      case 'AsyncIterable':
      case 'AsyncIterableIterator':
      case 'AsyncGenerator':
        return { kind: 'asyncIterable', of: this.#argument(type, 0) };
      default:
        return null;
    }
  }

  #tuple(type: ts.TupleTypeReference): Spec {
    const parts = this.#checker.getTypeArguments(type);
    const of: Spec[] = [];
    let rest: Spec | null = null;
    for (const [index, flags] of type.target.elementFlags.entries()) {
      const spec = this.read(parts[index]!);
      if (flags & ts.ElementFlags.Variable) rest = spec;
      else of.push(spec);
    }
    return { kind: 'tuple', of, rest };
  }

  #function(signature: ts.Signature): Spec {
    const returned = this.#checker.getReturnTypeOfSignature(signature);
    const types = signature
      .getParameters()
      .map((parameter) => this.#checker.getTypeOfSymbolAtLocation(parameter, this.#place));
    const where = (holds: (type: ts.Type) => boolean): number[] =>
      types.flatMap((type, index) => (holds(type) ? [index] : []));
    const saysNothing = ts.TypeFlags.Void | ts.TypeFlags.Any | ts.TypeFlags.Unknown;
    return {
      kind: 'function',
      returns: this.read(returned),
      echoes: where(
        (type) => !(returned.flags & saysNothing) && this.#checker.isTypeAssignableTo(type, returned),
      ),
      data: where(({ flags }) => (flags & OPAQUE) !== 0),
      callees: types.flatMap((type, parameter) => this.#callees(type, parameter)),
    };
  }

  /** The functions that come with an argument of a function: itself, or members of an object of the project's. */
  #callees(given: ts.Type, parameter: number): Callee[] {
    const type = this.#checker.getNonNullableType(given);
    const [call] = type.getCallSignatures();
    if (call) return [{ parameter, ...this.#called(call) }];
    if (this.#isOpaque(given)) return [{ parameter, isInside: true, takes: [], leaves: null }];
    if (!(type.flags & ts.TypeFlags.Object) || this.#checker.isArrayLikeType(type)) return [];
    if (this.#checker.getPropertiesOfType(type).some((property) => this.#isOpaque(this.#typeOf(property))))
      return [{ parameter, isInside: true, takes: [], leaves: null }];
    return this.#checker.getPropertiesOfType(type).flatMap((property) => {
      const { valueDeclaration } = property;
      if (valueDeclaration?.getSourceFile().isDeclarationFile !== false) return [];
      // What is the project's own affair, no callback calls.
      if (isInner(valueDeclaration) || isDocumentedPrivate(property, this.#checker)) return [];
      const [own] = this.#checker.getNonNullableType(this.#typeOf(property)).getCallSignatures();
      return own && !property.name.startsWith('__@')
        ? [{ parameter, member: property.name, ...this.#called(own) }]
        : [];
    });
  }

  /** Its type says nothing, or nothing but that it may be absent: it may hold functions. */
  #isOpaque(type: ts.Type): boolean {
    return (type.isUnion() ? type.types : [type]).some((one) => {
      if (!(one.flags & OPAQUE)) return false;
      const constraint = this.#checker.getBaseConstraintOfType(one);
      return !constraint || !(constraint.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike));
    });
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbolAtLocation(symbol, this.#place);
  }

  #called(call: ts.Signature): Pick<Callee, 'takes' | 'leaves'> {
    const [left] = this.#checker.getReturnTypeOfSignature(call).getCallSignatures();
    return { takes: this.#taken(call), leaves: left ? this.#taken(left) : null };
  }

  /** What a handler is called with; what cannot be made is anything. */
  #taken(call: ts.Signature): Spec[] {
    if (this.#open.length > HANDLER_DEPTH) return [];
    return call.getParameters().map((parameter) => {
      try {
        const type = this.#typeOf(parameter);
        const spec = this.read(type);
        // An event of the platform: the code says what it needs of it.
        const isLarge = spec.kind === 'reference' && isForeign(type);
        return isLarge ? { kind: 'any' } : smallOr(spec, { kind: 'any' });
      } catch (error) {
        if (!(error instanceof Unsupported)) throw error;
        return { kind: 'any' };
      }
    });
  }

  #instance(type: ts.InterfaceType, name: string): Spec {
    if (!this.#exportedClasses.has(name)) return this.#plainObject(type);
    const declaration = type.symbol.valueDeclaration!;
    const [signature] = this.#checker
      .getTypeOfSymbolAtLocation(type.symbol, declaration)
      .getConstructSignatures();
    // What a test would put in its place: an object with its members.
    if (!signature || isAbstract(declaration)) return this.#plainObject(type);
    return { kind: 'instance', class: name, args: this.signature(signature) };
  }

  #plainObject(type: ts.Type): Spec {
    const [index] = this.#checker.getIndexInfosOfType(type);
    const properties = this.#checker.getPropertiesOfType(type);
    if (index && properties.length === 0)
      return { kind: 'record', key: this.read(index.keyType), value: this.read(index.type) };
    // A mapped copy of a byte array has its members and not its name.
    if (properties.some((symbol) => symbol.name === 'BYTES_PER_ELEMENT'))
      return { kind: 'bytes', class: 'Uint8Array' };
    if (properties.length > MEMBER_LIMIT) throw new Unsupported(this.#checker.typeToString(type));
    return { kind: 'object', fields: properties.flatMap((symbol) => this.#field(symbol) ?? []) };
  }

  /** An optional field that cannot be generated is never there. */
  #field(symbol: ts.Symbol): Field | null {
    const optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    if (symbol.name.startsWith('__@')) return null;
    const declaration = symbol.valueDeclaration;
    if (declaration && isInner(declaration)) throw new Unsupported(`private ${symbol.name}`);
    let type = this.#checker.getTypeOfSymbolAtLocation(symbol, this.#place);
    if (optional) type = this.#checker.getNonNullableType(type);
    try {
      return {
        name: symbol.name,
        spec: named(symbol.name, this.read(type), this.#place.getSourceFile()),
        optional,
      };
    } catch (error) {
      if (error instanceof Unsupported && optional) return null;
      throw error;
    }
  }

  #argument(type: ts.Type, index: number): Spec {
    const argument = this.#checker.getTypeArguments(type as ts.TypeReference)[index];
    return argument ? this.read(argument) : { kind: 'any' };
  }

  #elementOf(type: ts.Type): ts.Type {
    return this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? this.#checker.getAnyType();
  }
}

/** Of the platform, or of a package. */
function isForeign({ symbol }: ts.Type): boolean {
  return symbol?.declarations?.every((one) => one.getSourceFile().isDeclarationFile) ?? false;
}

function isAbstract(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0;
}

function isJavaScript({ fileName }: ts.SourceFile): boolean {
  return /\.[cm]?jsx?$/u.test(fileName);
}

function isAnyObject(type: ts.Type): boolean {
  return isEmptyObject(type) || (type.symbol?.name === 'Object' && isForeign(type));
}

function isEmptyObject(type: ts.Type): boolean {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    type.getProperties().length === 0 &&
    type.getCallSignatures().length === 0 &&
    !type.symbol?.name.startsWith('Array')
  );
}

/** Without the alternatives that are no value. */
function present(spec: Spec): Spec {
  if (spec.kind !== 'union') return spec;
  const of = spec.of.filter((one) => one.kind !== 'constant' || !isNothing(one.value));
  return of.length === 1 ? of[0]! : { ...spec, of };
}

function isNothing(value: TaggedValue): boolean {
  return value === null || isTagged(value, '$undefined');
}

/** In `number | (() => number)` the function stands for the value that it gives. */
function asQuestion(spec: Spec, alternatives: readonly Spec[]): Spec {
  if (spec.kind !== 'function') return spec;
  const given = primitiveOf(spec.returns);
  const isValueToo = given !== null && alternatives.some((other) => primitiveOf(other) === given);
  return isValueToo ? { ...spec, isQuestion: true } : spec;
}

function primitiveOf(spec: Spec): string | null {
  if (spec.kind === 'constant') return typeof spec.value === 'object' ? null : typeof spec.value;
  return PRIMITIVES.has(spec.kind) ? spec.kind : null;
}
