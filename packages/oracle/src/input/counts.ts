import { isComparison, isEquality } from '@bebug/operators/kit';
import ts from 'typescript';

/** Names of what is counted, indexed or waited for. */
const COUNTED =
  /(?:^|[a-z\d_])(?:[cC]ount|[lL]ength|[sS]ize|[iI]ndex|[iI]dx|[cC]apacity|[cC]oncurrency|[pP]os(?:ition)?|[uU]sage|[rR]etries|[aA]ttempts?|[cC]olumns|[rR]ows|[dD]elay|[wW]ait|[tT]imeout|[dD]uration|[iI]nterval|[wW]indow|[pP]eriod|[tT]tl|TTL|[mM]s|[mM]illis(?:econds)?)$|^(?:byte)?[oO]ffset$/u;
/** Names of ends of a stretch of something. */
const BOUND = /(?:In|Ex)clusive$/u;
/** Methods whose arguments are places or lengths. */
const PLACED = new Set([
  'charAt',
  'charCodeAt',
  'codePointAt',
  'copyWithin',
  'padEnd',
  'padStart',
  'repeat',
  'slice',
  'splice',
  'subarray',
  'substring',
  'substr',
]);
/** Functions that look at what number they are given. */
const LOOKING =
  /^(?:isInteger|isSafeInteger|isFinite|isNaN|abs|ceil|floor|round|trunc)$|assert|check|ensure|valid|^anumber$/iu;

/** Names in some code, by what the code does with what they stand for. */
interface Facts {
  /** Places, lengths and ends of loops. */
  readonly counting: ReadonlySet<string>;
  /** What is compared with a literal. */
  readonly compared: ReadonlySet<string>;
  /** What is handed to a function that looks at what number it is. */
  readonly checked: ReadonlySet<string>;
}

const factsOf = new WeakMap<ts.Node, Facts>();

/**
 * True when `name` stands for a number of things or for a place among them, by what `scope` does with it or by what it is called, and
 * `scope` does not look at what number it is: half a thing, fewer than none, or a wait of less than no time, is then nobody's promise.
 */
export function isCount(name: string, scope: ts.Node): boolean {
  const { counting, compared, checked } = factsIn(scope);
  return !compared.has(name) && !checked.has(name) && (counting.has(name) || COUNTED.test(name));
}

/** True when `scope` takes `name` for a place among things, or it is called an end of a stretch, and nothing asks whether it is whole: it may count from the end (-1). */
export function isWhole(name: string, scope: ts.Node): boolean {
  const { counting, checked } = factsIn(scope);
  return !checked.has(name) && (counting.has(name) || BOUND.test(name));
}

function factsIn(scope: ts.Node): Facts {
  const known = factsOf.get(scope) ?? gather(scope);
  factsOf.set(scope, known);
  return known;
}

function gather(scope: ts.Node): Facts {
  const counting = new Set<string>();
  const compared = new Set<string>();
  const checked = new Set<string>();
  const visit = (node: ts.Node): void => {
    for (const name of placesIn(node)) counting.add(name);
    for (const name of comparedIn(node)) compared.add(name);
    for (const name of checkedIn(node)) checked.add(name);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return { counting, compared, checked };
}

function placesIn(node: ts.Node): string[] {
  if (ts.isElementAccessExpression(node)) return namesIn(node.argumentExpression);
  if (ts.isForStatement(node)) return [...boundsOf(node.condition), ...startsOf(node.initializer)];
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text.endsWith('Array'))
    return node.arguments?.length === 1 ? namesIn(node.arguments[0]!) : [];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return PLACED.has(node.expression.name.text) ? node.arguments.flatMap(namesIn) : [];
  return [];
}

function boundsOf(condition: ts.Expression | undefined): string[] {
  return condition && isComparison(condition)
    ? [...namesIn(condition.left), ...namesIn(condition.right)]
    : [];
}

function startsOf(initializer: ts.ForInitializer | undefined): string[] {
  return initializer && ts.isVariableDeclarationList(initializer)
    ? initializer.declarations.flatMap((declaration) =>
        declaration.initializer ? namesIn(declaration.initializer) : [],
      )
    : [];
}

function checkedIn(node: ts.Node): string[] {
  const isCheck = ts.isCallExpression(node) && LOOKING.test(nameOf(node.expression) ?? '');
  return isCheck ? node.arguments.flatMap(itself) : [];
}

function comparedIn(node: ts.Node): string[] {
  if ((!isComparison(node) && !isEquality(node)) || isLoopCondition(node)) return [];
  if (isNumber(node.right)) return itself(node.left);
  return isNumber(node.left) ? itself(node.right) : [];
}

function isLoopCondition(node: ts.Node): boolean {
  return ts.isForStatement(node.parent) && node.parent.condition === node;
}

function isNumber(node: ts.Expression): boolean {
  return ts.isNumericLiteral(ts.isPrefixUnaryExpression(node) ? node.operand : node);
}

/** `n` of `n`, `this.n` and `n!`. */
function itself(node: ts.Expression): string[] {
  const name = nameOf(bare(node));
  return name === null ? [] : [name];
}

/** `n` of `n`, and of `n - 1` and `1 + n`. */
function namesIn(node: ts.Expression): string[] {
  const inner = bare(node);
  const isSum =
    ts.isBinaryExpression(inner) &&
    (inner.operatorToken.kind === ts.SyntaxKind.PlusToken ||
      inner.operatorToken.kind === ts.SyntaxKind.MinusToken);
  return isSum ? [...namesIn(inner.left), ...namesIn(inner.right)] : itself(inner);
}

function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? bare(node.expression) : node;
}

function nameOf(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : null;
}
