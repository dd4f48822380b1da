import ts from 'typescript';
import { binary, not, opposite, truth, type Form } from './form.ts';
import { isTransparent } from './parentheses.ts';

/** Comparisons and what they are with their sides changed. */
const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '===': '===',
  '!==': '!==',
  '==': '==',
  '!=': '!=',
};

/** Turns the nodes of one file into normal forms. Where no rule applies, a node is its kind and its children. */
export class FormMaker {
  readonly #file: ts.SourceFile;

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  of(node: ts.Node): Form {
    if (ts.isParenthesizedExpression(node) && isTransparent(node)) return this.of(node.expression);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return this.#text(node);
    if (ts.isNumericLiteral(node)) return ['number', this.#number(node)];
    if (ts.isIdentifier(node)) return ['name', node.text];
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      return not(this.of(node.operand));
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isIfStatement(node)) return this.#if(node);
    if (ts.isConditionalExpression(node))
      return this.#choice('choose', node.condition, this.of(node.whenTrue), this.of(node.whenFalse));
    return this.#plain(node);
  }

  /** Kind and children; what separates or ends them, and no more, is left out. */
  #plain(node: ts.Node): Form {
    const kind = String(node.kind);
    const children = node.getChildren(this.#file);
    if (children.length === 0) return [kind, node.getText(this.#file)];
    const isList = node.kind === ts.SyntaxKind.SyntaxList;
    const counted = children.filter(
      (child) =>
        !(isList && child.kind === ts.SyntaxKind.CommaToken) &&
        !(child.kind === ts.SyntaxKind.SemicolonToken && !ts.isForStatement(node)),
    );
    return [kind, ...counted.map((child) => this.#part(node, child))];
  }

  #part(node: ts.Node, child: ts.Node): Form {
    if (ts.isIterationStatement(node, false) && child === node.statement) return this.#body(child);
    const isCondition =
      ((ts.isWhileStatement(node) || ts.isDoStatement(node)) && child === node.expression) ||
      (ts.isForStatement(node) && child === node.condition);
    return isCondition ? truth(this.of(child)) : this.of(child);
  }

  /** A quoted text is its value. A directive is not: `'use\x20strict'` means nothing. */
  #text(node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral): Form {
    const { parent } = node;
    const raw = node.getText(this.#file);
    if (ts.isExpressionStatement(parent)) return ['statement', String(node.kind), raw.slice(1, -1)];
    if (ts.isTaggedTemplateExpression(parent) || ts.isJsxAttribute(parent)) return [String(node.kind), raw];
    return ['text', node.text];
  }

  #number(node: ts.NumericLiteral): string {
    const raw = node.getText(this.#file);
    return /^0\d/u.test(raw) ? raw : String(Number(raw.replaceAll('_', '')));
  }

  /** `5 > x` reads `x < 5`: a literal has no effect, so that the order in which the sides are evaluated does not show. */
  #binary(node: ts.BinaryExpression): Form {
    const operator = node.operatorToken.getText(this.#file);
    const [left, right] = [this.of(node.left), this.of(node.right)];
    const mirrored = MIRRORED[operator];
    return mirrored !== undefined && isLiteral(node.left) && !isLiteral(node.right)
      ? binary(right, mirrored, left)
      : binary(left, operator, right);
  }

  #if(node: ts.IfStatement): Form {
    const whenTrue = this.#body(node.thenStatement);
    if (!node.elseStatement) return ['if', truth(this.of(node.expression)), whenTrue];
    return this.#choice('if', node.expression, whenTrue, this.#body(node.elseStatement));
  }

  /** `if (!c) A else B` reads `if (c) B else A`: of a condition and its opposite, the one that sorts first. */
  #choice(kind: string, condition: ts.Expression, whenTrue: Form, whenFalse: Form): Form {
    const asked = truth(this.of(condition));
    const other = opposite(asked);
    return JSON.stringify(asked) <= JSON.stringify(other)
      ? [kind, asked, whenTrue, whenFalse]
      : [kind, other, whenFalse, whenTrue];
  }

  /** Braces around one statement that declares nothing. */
  #body(node: ts.Node): Form {
    if (!ts.isBlock(node) || node.statements.length !== 1) return this.of(node);
    const [only] = node.statements as unknown as readonly [ts.Statement];
    return ts.isBlock(only) || SIMPLE.has(only.kind) ? this.#body(only) : this.of(node);
  }
}

const SIMPLE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.IfStatement,
]);

/** Evaluating it, and turning it into a primitive, does nothing. */
function isLiteral(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isLiteral(node.expression);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isNumericLiteral(node) ||
    ts.isBigIntLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}
