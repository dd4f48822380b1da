import { editedRange, type Edit } from '@bebug/core';
import type { Target } from '@bebug/core/truth';
import ts from 'typescript';
import { SpecReader } from './spec-from-type.ts';
import { Unsupported, type CallableSpec, type MemberSpec, type Signature } from './spec.ts';

/** An exported function or class, and how to generate uses of it. */
export interface ExportTarget {
  readonly target: Extract<Target, { kind: 'function' | 'class' }>;
  readonly callable: CallableSpec;
}

/** Something exported that cannot be called, and why. */
export interface Unreachable {
  readonly name: string;
  readonly why: string;
}

const OVERLOAD_LIMIT = 4;

/**
 * Everything exported by `file` that can be called; in the order of the text. `withResults` also says what may be called on
 * what methods give.
 */
export function exportTargets(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  withResults = false,
): { targets: ExportTarget[]; unreachable: Unreachable[] } {
  const module = checker.getSymbolAtLocation(file) ?? (file as ts.SourceFile & { symbol?: ts.Symbol }).symbol;
  const targets: ExportTarget[] = [];
  const unreachable: Unreachable[] = [];
  if (!module) return { targets, unreachable };
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => ({
      name: symbol.name === 'export=' ? 'module.exports' : symbol.name,
      symbol: aliased(checker, symbol),
    }))
    .filter(({ symbol }) => symbol.valueDeclaration?.getSourceFile() === file)
    .sort((a, b) => a.symbol.valueDeclaration!.pos - b.symbol.valueDeclaration!.pos);
  const classes = new Set(
    exported.filter(({ symbol }) => symbol.flags & ts.SymbolFlags.Class).map(({ name }) => name),
  );
  const attempt = (name: string, make: () => ExportTarget | null): void => {
    try {
      const made = make();
      if (made) targets.push(made);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      unreachable.push({ name, why: error.message });
    }
  };
  for (const { name, symbol } of exported) {
    const declaration = symbol.valueDeclaration!;
    const reader = (): SpecReader => new SpecReader(checker, declaration, classes);
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    if (symbol.flags & ts.SymbolFlags.Class) {
      attempt(name, () => classTarget(checker, reader(), name, symbol, type, withResults));
      for (const method of staticMethods(checker, type)) {
        attempt(`${name}.${method.name}`, () =>
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
      attempt(name, () => functionTarget(checker, reader(), name, type, declaration, withResults));
    } else {
      for (const member of ownFunctions(checker, type)) {
        const path = `${name}.${member.name}`;
        const memberType = checker.getTypeOfSymbolAtLocation(member, declaration);
        attempt(path, () => functionTarget(checker, reader(), path, memberType, declaration, withResults));
      }
    }
  }
  return { targets, unreachable };
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

function functionTarget(
  checker: ts.TypeChecker,
  reader: SpecReader,
  name: string,
  type: ts.Type,
  place: ts.Node,
  withResults: boolean,
): ExportTarget {
  const signatures = type.getCallSignatures().slice(0, OVERLOAD_LIMIT);
  const returned = checker.getReturnTypeOfSignature(signatures[0]!);
  const value = checker.getAwaitedType(returned) ?? returned;
  return {
    target: { kind: 'function', name },
    callable: {
      signatures: signatures.map((signature) => reader.signature(signature)),
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
): ExportTarget {
  const constructors = type.getConstructSignatures().slice(0, OVERLOAD_LIMIT);
  const declaration = symbol.valueDeclaration!;
  if (constructors.length === 0 || ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract)
    throw new Unsupported('abstract class');
  const instance = checker.getDeclaredTypeOfSymbol(symbol);
  const probes: string[] = [];
  const members: MemberSpec[] = [];
  for (const property of checker.getPropertiesOfType(instance)) {
    if (isHidden(property)) continue;
    if (property.name.startsWith('__@iterator@')) probes.push('[Symbol.iterator]');
    if (property.name.startsWith('__@')) continue;
    const called = memberOf(checker, reader, property, declaration, withResults);
    if (called) members.push(called);
    else if (!(property.flags & ts.SymbolFlags.Method)) probes.push(property.name);
  }
  return {
    target: { kind: 'class', name },
    callable: {
      signatures: constructors.map((signature) => reader.signature(signature)),
      members,
      probes,
      definitions: reader.definitions,
      isAsync: false,
    },
  };
}

/** A method, or `null` when it is none or cannot be called with generated values. */
function memberOf(
  checker: ts.TypeChecker,
  reader: SpecReader,
  property: ts.Symbol,
  place: ts.Node,
  withResults: boolean,
): MemberSpec | null {
  const signatures = checker
    .getTypeOfSymbolAtLocation(property, place)
    .getCallSignatures()
    .slice(0, OVERLOAD_LIMIT);
  if (signatures.length === 0) return null;
  try {
    return {
      name: property.name,
      signatures: signatures.map((signature) => reader.signature(signature)),
      observes: observes(checker, signatures[0]!),
      isAsync: isAsync(checker, signatures[0]!),
      gives: withResults ? givenMembers(checker, reader, signatures[0]!, place) : [],
    };
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
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
    const signatures: Signature[] = [];
    try {
      for (const call of calls.slice(0, OVERLOAD_LIMIT)) signatures.push(reader.signature(call));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      return [];
    }
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
  if (!(type.flags & ts.TypeFlags.Object) || checker.isArrayLikeType(type)) return [];
  return checker.getPropertiesOfType(type).flatMap((property) => {
    const declared = property.valueDeclaration?.getSourceFile();
    if (!declared || declared.isDeclarationFile || isHidden(property)) return [];
    return memberOf(checker, reader, property, place, withResults) ?? [];
  });
}

/** One level only: what is called on a result's result says little more. */
function givenMembers(
  checker: ts.TypeChecker,
  reader: SpecReader,
  signature: ts.Signature,
  place: ts.Node,
): MemberSpec[] {
  const type = checker.getReturnTypeOfSignature(signature);
  return returnedMembers(checker, reader, checker.getAwaitedType(type) ?? type, place, false);
}

function isAsync(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const type = checker.getReturnTypeOfSignature(signature);
  return (type.isUnion() ? type.types : [type]).some(({ symbol }) =>
    /^Promise(?:Like)?$/u.test(symbol?.name),
  );
}

function observes(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const type = checker.getReturnTypeOfSignature(signature);
  const value = checker.getAwaitedType(type) ?? type;
  return (value.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) === 0;
}

function isHidden(property: ts.Symbol): boolean {
  const declaration = property.valueDeclaration;
  const modifiers = declaration ? ts.getCombinedModifierFlags(declaration) : 0;
  const name = declaration && ts.getNameOfDeclaration(declaration);
  return (
    (name !== undefined && ts.isPrivateIdentifier(name)) ||
    (modifiers & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0
  );
}

function staticMethods(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  return checker
    .getPropertiesOfType(type)
    .filter(
      (property) =>
        property.flags & ts.SymbolFlags.Method && !isHidden(property) && !property.name.startsWith('__@'),
    );
}

function aliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * Names of top-level declarations by how many references away from the edits they are: 0 holds the edits. Empty when the
 * edits are not inside a named declaration: then every export may show them.
 */
export function distances(file: ts.SourceFile, edits: readonly Edit[]): Map<string, number> {
  const { start } = editedRange(edits);
  const statements = file.statements.map((statement) => ({ statement, names: declaredNames(statement) }));
  const users = new Map<string, Set<string>>();
  const all = new Set(statements.flatMap(({ names }) => names));
  for (const { statement, names } of statements) {
    for (const used of identifiersOf(statement)) {
      if (!all.has(used)) continue;
      const set = users.get(used) ?? new Set();
      for (const name of names) set.add(name);
      users.set(used, set);
    }
  }
  const home = statements.find(
    ({ statement }) =>
      statement.pos <= start && start <= statement.end && declaredNames(statement).length > 0,
  );
  const result = new Map((home?.names ?? []).map((name) => [name, 0]));
  for (const [name, distance] of result) {
    for (const user of users.get(name) ?? []) if (!result.has(user)) result.set(user, distance + 1);
  }
  return result;
}

function declaredNames(statement: ts.Statement): string[] {
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  if (ts.isExportAssignment(statement)) return ['default'];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bindingNames(name));
  if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
    const { left } = statement.expression;
    if (ts.isPropertyAccessExpression(left))
      return [left.name.text === 'exports' ? 'module.exports' : left.name.text];
  }
  return [];
}

function bindingNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingNames(element.name) : []));
}

function identifiersOf(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) found.add(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}
