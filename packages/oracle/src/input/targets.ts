import type { Target } from '@bebug/core/truth';
import type { Project } from '@bebug/engine';
import ts from 'typescript';
import { setterOf } from '../sandbox/case.ts';
import {
  exportedSymbols,
  isDocumentedPrivate,
  passedOnSymbols,
  type NamedSymbol,
} from './callable-symbols.ts';
import { addedMethod } from './added-methods.ts';
import { innerStateOf, isInner } from '../subject/inner-state.ts';
import { isPublic } from './public.ts';
import { named } from './named.ts';
import { namesAround } from './reach.ts';
import { SpecReader } from './spec-from-type.ts';
import { Unsupported, withSureFormats, type CallableSpec, type MemberSpec, type Signature } from './spec.ts';

/** An exported function or class, and how to generate uses of it. */
export interface ExportTarget {
  readonly target: Extract<Target, { kind: 'function' | 'class' }>;
  readonly callable: CallableSpec;
  /** Its first overload, and where it is declared. */
  readonly signature: ts.Signature;
  readonly place: ts.Node;
  /** Names of the top-level declarations that it stands for: an export may be called otherwise. */
  readonly declared: readonly string[];
  /** Others than the project itself can name it. */
  readonly isKnown: boolean;
}

/** What the declaration of a target says of it. */
type Made = Pick<ExportTarget, 'target' | 'callable' | 'signature' | 'place'>;
type Home = Pick<ExportTarget, 'declared' | 'isKnown'>;

/** Something exported that cannot be called, and why. */
export interface Unreachable {
  readonly name: string;
  readonly why: string;
}

const OVERLOAD_LIMIT = 10;

interface TargetOptions {
  /** They are not exported. */
  readonly internal: boolean;
  /** Classes that the sandbox can make instances of, by name. */
  readonly classes: ReadonlySet<string>;
  /** Also say what may be called on what methods give. */
  readonly withResults?: boolean;
  /** Others than the project itself can name it; left out: all of them. */
  readonly isKnown?: (symbol: ts.Symbol) => boolean;
}

/** Everything exported by `file` that can be called; in the order of the text. */
export function exportTargets(
  project: Project,
  file: ts.SourceFile,
  withResults: boolean,
): readonly ExportTarget[] {
  const { checker } = project;
  const exported = exportedSymbols(checker, file);
  const classes = new Set(exported.filter(isClass).map(({ name }) => name));
  const isKnown = (symbol: ts.Symbol): boolean => isPublic(project, symbol);
  return callTargets(checker, file, exported, { internal: false, classes, withResults, isKnown }).targets;
}

/** What `file` passes on of other modules and can be called. */
export function passedOnTargets(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  classes: ReadonlySet<string>,
): readonly ExportTarget[] {
  const symbols = passedOnSymbols(checker, file);
  const own = new Set([...classes, ...symbols.filter(isClass).map(({ name }) => name)]);
  return callTargets(checker, file, symbols, { internal: false, classes: own }).targets;
}

/** What of `symbols` (declarations of `file`) can be called. */
export function callTargets(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  symbols: readonly NamedSymbol[],
  { internal, classes, withResults = false, isKnown = () => true }: TargetOptions,
): { targets: ExportTarget[]; unreachable: Unreachable[] } {
  const targets: ExportTarget[] = [];
  const unreachable: Unreachable[] = [];
  const attempt = (name: string, home: Home, make: () => Made): void => {
    try {
      const known = make();
      // What the project passes to its own functions has been looked at before.
      const made = home.isKnown ? known : { ...known, callable: withSureFormats(known.callable) };
      const target = internal ? ({ ...made.target, internal: true } as const) : made.target;
      targets.push({ ...made, target, ...home });
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      unreachable.push({ name, why: error.message });
    }
  };
  for (const { name, symbol } of symbols) {
    // `__TESTS`: for the module's own tests.
    if (!internal && name.startsWith('__')) continue;
    const declaration = symbol.valueDeclaration!;
    const reader = (): SpecReader => new SpecReader(checker, declaration, classes);
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    if (!internal && isDocumentedPrivate(symbol, checker)) {
      unreachable.push({ name, why: 'its documentation says that only the project calls it' });
      continue;
    }
    const home: Home = { declared: namesAround(file, declaration), isKnown: isKnown(symbol) };
    if (!home.isKnown && isLeftOpen(checker, type, declaration)) {
      unreachable.push({ name, why: 'only the project calls it, and its types do not say with what' });
      continue;
    }
    if (isClass({ name, symbol })) {
      attempt(name, home, () => {
        const made = classTarget(checker, reader(), name, symbol, type, withResults);
        // Its fields are nobody's business but the project's: what they do shows in what it does.
        return home.isKnown ? made : { ...made, callable: { ...made.callable, probes: [] } };
      });
      for (const method of staticMethods(checker, type)) {
        attempt(`${name}.${method.name}`, home, () =>
          functionTarget(
            checker,
            reader(),
            `${name}.${method.name}`,
            checker.getTypeOfSymbolAtLocation(method, declaration),
            declaration,
            withResults,
          ),
        );
      }
    } else if (type.getCallSignatures().length > 0) {
      attempt(name, home, () => functionTarget(checker, reader(), name, type, declaration, withResults));
    } else {
      for (const member of ownFunctions(checker, type)) {
        const path = `${name}.${member.name}`;
        const memberType = checker.getTypeOfSymbolAtLocation(member, declaration);
        attempt(path, home, () =>
          functionTarget(checker, reader(), path, memberType, declaration, withResults),
        );
      }
    }
  }
  return { targets, unreachable };
}

/** A parameter is written `any` or `unknown`: what is passed is its callers' choice. In JavaScript nothing is written. */
function isLeftOpen(checker: ts.TypeChecker, type: ts.Type, place: ts.Node): boolean {
  if ((place.flags & ts.NodeFlags.JavaScriptFile) !== 0) return false;
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown;
  return type
    .getCallSignatures()
    .some((signature) =>
      signature
        .getParameters()
        .some((parameter) => (checker.getTypeOfSymbolAtLocation(parameter, place).flags & open) !== 0),
    );
}

/** The functions of an exported constant (`codec.encode`) that the project itself declares: a Map's are none. */
function ownFunctions(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  return checker.getPropertiesOfType(type).filter((property) => {
    const declaration = property.valueDeclaration;
    if (!declaration || declaration.getSourceFile().isDeclarationFile || property.name.startsWith('__@'))
      return false;
    return checker.getTypeOfSymbolAtLocation(property, declaration).getCallSignatures().length > 0;
  });
}

/** What `make` gives; `null` where no values can be made of what it reads. */
function whereSupported<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

/** The overloads that values can be made for; throws `Unsupported` where there is none. */
function supported(reader: SpecReader, signatures: readonly ts.Signature[]): Signature[] {
  const made: Signature[] = [];
  let why: Unsupported | null = null;
  for (const signature of signatures) {
    try {
      made.push(reader.signature(signature));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      why ??= error;
    }
  }
  if (made.length === 0) throw why ?? new Unsupported('nothing to call');
  return made;
}

function functionTarget(
  checker: ts.TypeChecker,
  reader: SpecReader,
  name: string,
  type: ts.Type,
  place: ts.Node,
  withResults: boolean,
): Made {
  const signatures = type.getCallSignatures().slice(0, OVERLOAD_LIMIT);
  const returned = checker.getReturnTypeOfSignature(signatures[0]!);
  const value = checker.getAwaitedType(returned) ?? returned;
  return {
    signature: signatures[0]!,
    place,
    target: { kind: 'function', name },
    callable: {
      signatures: supported(reader, signatures),
      members: returnedMembers(checker, reader, value, place, withResults),
      probes: [],
      definitions: reader.definitions,
      isAsync: isAsync(checker, signatures[0]!),
    },
  };
}

function classTarget(
  checker: ts.TypeChecker,
  reader: SpecReader,
  name: string,
  symbol: ts.Symbol,
  type: ts.Type,
  withResults: boolean,
): Made {
  const declaration = symbol.valueDeclaration!;
  // A constructor function of old JavaScript has call signatures only.
  const constructors = [...type.getConstructSignatures(), ...type.getCallSignatures()].slice(
    0,
    OVERLOAD_LIMIT,
  );
  if (constructors.length === 0 || ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract)
    throw new Unsupported('abstract class');
  const instance = checker.getDeclaredTypeOfSymbol(symbol);
  const probes: string[] = [];
  const members: MemberSpec[] = [];
  for (const property of checker.getPropertiesOfType(instance)) {
    if (isHidden(property, checker) || (isOfEmitter(property) && !LISTENING.has(property.name))) continue;
    if (property.name.startsWith('__@iterator@')) probes.push('[Symbol.iterator]');
    if (property.name.startsWith('__@')) continue;
    const called = memberOf(checker, reader, property, declaration, { withResults, mayBeAbsent: false });
    const member = called ?? setterMember(checker, reader, property);
    if (member) members.push(member);
    if (!called && !(property.flags & ts.SymbolFlags.Method)) probes.push(property.name);
  }
  return {
    signature: constructors[0]!,
    place: declaration,
    target: { kind: 'class', name },
    callable: {
      signatures: supported(reader, constructors),
      members,
      probes,
      definitions: reader.definitions,
      isAsync: false,
    },
  };
}

/** What sets the property, where the project itself does something then. */
function setterMember(
  checker: ts.TypeChecker,
  reader: SpecReader,
  { name, declarations }: ts.Symbol,
): MemberSpec | null {
  const setter = declarations?.find(ts.isSetAccessorDeclaration);
  const [parameter] = setter?.parameters ?? [];
  if (!setter || !parameter || setter.getSourceFile().isDeclarationFile) return null;
  const read = whereSupported(() => reader.read(checker.getTypeAtLocation(parameter)));
  if (read === null) return null;
  const spec = named(name, read, setter.getSourceFile());
  const signature = { parameters: [{ name, spec, optional: false, rest: false }] };
  return { name: setterOf(name), signatures: [signature], observes: false, isAsync: false, gives: [] };
}

/** A method, or `null` when it is none or cannot be called with generated values. A function that may be absent is a class's option, and a result's method. */
function memberOf(
  checker: ts.TypeChecker,
  reader: SpecReader,
  property: ts.Symbol,
  place: ts.Node,
  { withResults, mayBeAbsent }: { readonly withResults: boolean; readonly mayBeAbsent: boolean },
): MemberSpec | null {
  const type = checker.getTypeOfSymbolAtLocation(property, place);
  const present = mayBeAbsent ? checker.getNonNullableType(type) : type;
  const signatures = present.getCallSignatures().slice(0, OVERLOAD_LIMIT);
  if (signatures.length === 0) return null;
  return whereSupported(() => {
    const added = addedMethod(checker, reader, property.name, signatures[0]!);
    return {
      name: property.name,
      signatures: supported(reader, signatures),
      observes: observes(checker, signatures[0]!),
      isAsync: isAsync(checker, signatures[0]!),
      gives: withResults ? givenMembers(checker, reader, signatures[0]!, place) : [],
      ...(added && { adds: added }),
    };
  });
}

/** What may be called on a function's result: the result itself, or methods that the project (not the platform) declares. */
function returnedMembers(
  checker: ts.TypeChecker,
  reader: SpecReader,
  type: ts.Type,
  place: ts.Node,
  withResults: boolean,
): MemberSpec[] {
  const calls = type.getCallSignatures();
  if (calls.length > 0) {
    const signatures = whereSupported(() => supported(reader, calls.slice(0, OVERLOAD_LIMIT)));
    if (signatures === null) return [];
    const [call] = calls;
    return [
      {
        name: null,
        signatures,
        observes: observes(checker, call!),
        isAsync: isAsync(checker, call!),
        gives: withResults ? givenMembers(checker, reader, call!, place) : [],
      },
    ];
  }
  const properties = new Map(
    alternativesOf(checker, type).flatMap((one) =>
      checker.getPropertiesOfType(one).map((property) => [property.name, property] as const),
    ),
  );
  return [...properties.values()].flatMap((property) => {
    const declared = property.valueDeclaration?.getSourceFile();
    if (
      !declared ||
      declared.isDeclarationFile ||
      property.name.startsWith('__@') ||
      isHidden(property, checker)
    )
      return [];
    return memberOf(checker, reader, property, place, { withResults, mayBeAbsent: true }) ?? [];
  });
}

/** The objects that a value of the type may be, but lists: `Lock | Channel | undefined`. */
function alternativesOf(checker: ts.TypeChecker, given: ts.Type): ts.Type[] {
  const type = checker.getNonNullableType(given);
  return (type.isUnion() ? type.types : [type]).filter(
    (one) => (one.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayLikeType(one),
  );
}

/** One level only: what is called on a result's result says little more. */
function givenMembers(
  checker: ts.TypeChecker,
  reader: SpecReader,
  signature: ts.Signature,
  place: ts.Node,
): MemberSpec[] {
  if (givesItself(checker, signature)) return [];
  const type = checker.getReturnTypeOfSignature(signature);
  return returnedMembers(checker, reader, checker.getAwaitedType(type) ?? type, place, false);
}

function isAsync(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const type = checker.getReturnTypeOfSignature(signature);
  return (type.isUnion() ? type.types : [type]).some(({ symbol }) =>
    /^Promise(?:Like)?$/u.test(symbol?.name),
  );
}

/** It tells something: more than what it is called on. */
function observes(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const type = checker.getReturnTypeOfSignature(signature);
  const value = checker.getAwaitedType(type) ?? type;
  return (
    (value.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) === 0 &&
    !givesItself(checker, signature)
  );
}

/** As it is written: of an instance's methods, the checker has put the class in the place of `this`. */
function givesItself(checker: ts.TypeChecker, { declaration }: ts.Signature): boolean {
  const written =
    declaration && !ts.isJSDocSignature(declaration) && checker.getSignatureFromDeclaration(declaration);
  return written ? checker.typeToString(checker.getReturnTypeOfSignature(written)) === 'this' : false;
}

export function isClass({ symbol }: NamedSymbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Class) !== 0;
}

/** Private, or marked so by an underscore or its documentation: whoever calls that is on their own. */
function isHidden(property: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (/^_[^_@]/u.test(property.name) || isDocumentedPrivate(property, checker)) return true;
  const declaration = property.valueDeclaration;
  const name = declaration && ts.getNameOfDeclaration(declaration);
  return (
    (name !== undefined && ts.isPrivateIdentifier(name)) ||
    (declaration !== undefined && (isInner(declaration) || isOwnAffair(declaration, property.name)))
  );
}

/** The class around `declaration` (in JavaScript, of an assignment) keeps `name` to itself, wherever an instance comes from. */
function isOwnAffair(declaration: ts.Declaration, name: string): boolean {
  const owner = ts.findAncestor(declaration, ts.isClassLike);
  if (!owner) return false;
  const { fields, dumps } = innerStateOf(owner);
  return fields.has(name) || dumps.has(name);
}

/** By these others hear an emitter; all else that a class has of the platform's emitter would be half of its members, and says nothing of it. */
const LISTENING = new Set(['on', 'once', 'off', 'emit', 'addEventListener']);

function isOfEmitter({ declarations = [] }: ts.Symbol): boolean {
  return (
    declarations.length > 0 &&
    declarations.every(
      ({ parent }) =>
        (ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent)) &&
        parent.getSourceFile().isDeclarationFile &&
        /EventEmitter/u.test(parent.name?.text ?? ''),
    )
  );
}

function staticMethods(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  return checker
    .getPropertiesOfType(type)
    .filter(
      (property) =>
        property.flags & ts.SymbolFlags.Method &&
        !isHidden(property, checker) &&
        !isOfEmitter(property) &&
        !property.name.startsWith('__@'),
    );
}
