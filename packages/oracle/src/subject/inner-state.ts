import ts from 'typescript';

/** What of a class is its own affair: what it does with that shows in its other members. */
export interface InnerState {
  /** Fields that are `private` or `protected`, and those of which `dumps` speak. */
  readonly fields: ReadonlySet<string>;
  /** `toJSON() { return this.data; }` and its `fromJSON`: a form that nobody but the two has to know. */
  readonly dumps: ReadonlySet<string>;
}

/** Each member of a class asks for it. */
const known = new WeakMap<ts.ClassLikeDeclaration, InnerState>();

/** By syntax alone, so that it is the same for a text that is run again years later. */
export function innerStateOf(declaration: ts.ClassLikeDeclaration): InnerState {
  const state = known.get(declaration) ?? readInnerState(declaration);
  known.set(declaration, state);
  return state;
}

function readInnerState({ members }: ts.ClassLikeDeclaration): InnerState {
  const names = new Set(members.flatMap((member) => nameOf(member) ?? []));
  const fields = new Set<string>();
  const dumps = new Set<string>();
  for (const member of members) {
    const name = nameOf(member);
    if (name !== null && ts.isPropertyDeclaration(member) && isInner(member)) fields.add(name);
    if (ts.isConstructorDeclaration(member))
      for (const parameter of member.parameters)
        if (ts.isIdentifier(parameter.name) && isInner(parameter)) fields.add(parameter.name.text);
    const dumped = dumpedField(member);
    const reader = name?.replace(/^to(?=[A-Z])/u, 'from');
    if (name === null || dumped === null || reader === undefined || reader === name || !names.has(reader))
      continue;
    fields.add(dumped);
    dumps.add(name).add(reader);
  }
  return { fields, dumps };
}

/** Inner fields of the named classes in a text, by the name of the class. */
export function innerFields(path: string, text: string): Readonly<Record<string, readonly string[]>> {
  if (!/\b(?:private|protected|from[A-Z])/u.test(text)) return {};
  const file = ts.createSourceFile(path, text, {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const found: Record<string, readonly string[]> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const { fields } = innerStateOf(node);
      // The sandbox knows instances by the name of their class.
      if (node.name && fields.size > 0) found[node.name.text] = [...(found[node.name.text] ?? []), ...fields];
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Written `private` or `protected`. */
export function isInner(declaration: ts.Declaration): boolean {
  const inner = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(declaration) & inner) !== 0;
}

function nameOf({ name }: ts.ClassElement): string | null {
  return name && ts.isIdentifier(name) ? name.text : null;
}

/** `data` of `{ return this.data; }`. */
function dumpedField(member: ts.ClassElement): string | null {
  if (!ts.isMethodDeclaration(member) || member.parameters.length > 0) return null;
  const [only, more] = member.body?.statements ?? [];
  if (!only || more || !ts.isReturnStatement(only)) return null;
  const { expression } = only;
  return expression &&
    ts.isPropertyAccessExpression(expression) &&
    expression.expression.kind === ts.SyntaxKind.ThisKeyword
    ? expression.name.text
    : null;
}
