import ts from 'typescript';

/** A function as it is written. */
export type Handler =
  ts.FunctionExpression | ts.ArrowFunction | ts.FunctionDeclaration | ts.MethodDeclaration;

/** How many calls and names are followed to a function. */
const STEPS = 4;

/** The function that an expression is, that its name is declared as, or that the function that it calls gives back. */
export function functionOf(checker: ts.TypeChecker, node: ts.Expression, steps = STEPS): Handler | null {
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return node;
  if (steps === 0) return null;
  if (ts.isCallExpression(node)) {
    const called = checker.getResolvedSignature(node)?.declaration;
    return called && isHandler(called) ? (returnedFunctions(checker, called, steps - 1)[0] ?? null) : null;
  }
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
  if (!declaration) return null;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  return ts.isVariableDeclaration(declaration) && declaration.initializer
    ? functionOf(checker, declaration.initializer, steps - 1)
    : null;
}

/** The functions of an argument: itself, or members of the object that is written there. */
export function handlersIn(
  checker: ts.TypeChecker,
  argument: ts.Expression,
): { readonly member: string | undefined; readonly handler: Handler }[] {
  const handler = functionOf(checker, argument);
  if (handler) return [{ member: undefined, handler }];
  if (!ts.isObjectLiteralExpression(argument)) return [];
  return argument.properties.flatMap((property) => {
    const name = property.name;
    if (!name || !ts.isIdentifier(name)) return [];
    const own = ts.isMethodDeclaration(property)
      ? property
      : ts.isPropertyAssignment(property)
        ? functionOf(checker, property.initializer)
        : null;
    return own ? [{ member: name.text, handler: own }] : [];
  });
}

/** The functions that `handler` gives back. */
export function returnedFunctions(checker: ts.TypeChecker, handler: Handler, steps = STEPS): Handler[] {
  const { body } = handler;
  if (!body) return [];
  if (!ts.isBlock(body)) return [functionOf(checker, body, steps)].filter((one) => one !== null);
  const found: Handler[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const given = ts.isReturnStatement(node) && node.expression;
    const left = given ? functionOf(checker, given, steps) : null;
    if (left) found.push(left);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

function isHandler(node: ts.Node): node is Handler {
  return (
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node)
  );
}
