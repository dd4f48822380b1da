import type { Edit } from '@bebug/core';
import ts from 'typescript';

/** An edit that keeps the behaviour for certain: nothing may tell it from the clean code. */
export interface Decoy {
  readonly rule: string;
  readonly edits: readonly Edit[];
}

type Rule = (node: ts.Node, site: Site) => readonly Edit[] | null;

interface Site {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly text: (node: ts.Node) => string;
  readonly replace: (node: ts.Node, text: string) => Edit;
  /** A name that the file does not hold. */
  readonly fresh: (stem: string) => string;
}

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '===': '===',
  '!==': '!==',
};

/** The rules of the catalogue's decoys (and a few of their kind), only where the edit is equivalent whatever the values. */
const RULES: Readonly<Record<string, Rule>> = {
  'mirror-comparison'(node, { checker, text, replace }) {
    if (!ts.isBinaryExpression(node)) return null;
    const mirrored = MIRRORED[node.operatorToken.getText()];
    const isEquality = mirrored === '===' || mirrored === '!==';
    if (mirrored === undefined || ![node.left, node.right].every(isPlain)) return null;
    // Objects would be asked for their primitive values in the other order.
    if (!isEquality && ![node.left, node.right].every((side) => isOf(checker, side, ts.TypeFlags.NumberLike)))
      return null;
    return [replace(node, `${text(node.right)} ${mirrored} ${text(node.left)}`)];
  },
  'invert-if-else'(node, { text, replace }) {
    if (
      !ts.isIfStatement(node) ||
      !node.elseStatement ||
      !ts.isBlock(node.thenStatement) ||
      !ts.isBlock(node.elseStatement)
    )
      return null;
    return [
      replace(
        node,
        `if (!(${text(node.expression)})) ${text(node.elseStatement)} else ${text(node.thenStatement)}`,
      ),
    ];
  },
  'extract-variable'(node, { text, replace, fresh }) {
    if (!ts.isReturnStatement(node) || !node.expression || !ts.isBlock(node.parent)) return null;
    // A function would get the variable's name.
    if (!ts.isCallExpression(node.expression) && !ts.isBinaryExpression(node.expression)) return null;
    const name = fresh('answer');
    return [replace(node, `const ${name} = ${text(node.expression)};\nreturn ${name};`)];
  },
  'rename-local'(node, { file, checker, replace, fresh }) {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return null;
    if (!ts.findAncestor(node, ts.isFunctionLike) || namesItsValue(node.initializer)) return null;
    const symbol = checker.getSymbolAtLocation(node.name);
    if (!symbol || symbol.declarations?.length !== 1) return null;
    const name = fresh(node.name.text);
    const edits: Edit[] = [];
    const visit = (at: ts.Node): void => {
      if (ts.isShorthandPropertyAssignment(at) && checker.getShorthandAssignmentValueSymbol(at) === symbol)
        edits.push(replace(at, `${at.name.text}: ${name}`));
      else if (ts.isIdentifier(at) && checker.getSymbolAtLocation(at) === symbol)
        edits.push(replace(at, name));
      else ts.forEachChild(at, visit);
    };
    visit(file);
    return edits;
  },
  'de-morgan'(node, { text, replace }) {
    if (!ts.isIfStatement(node) || !ts.isBinaryExpression(node.expression)) return null;
    const { left, right, operatorToken } = node.expression;
    const other = { '&&': '||', '||': '&&' }[operatorToken.getText()];
    return other === undefined
      ? null
      : [replace(node.expression, `!(!(${text(left)}) ${other} !(${text(right)}))`)];
  },
  'template-for-concat'(node, { checker, text, replace }) {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
    if (![node.left, node.right].every((side) => isOf(checker, side, ts.TypeFlags.StringLike))) return null;
    return [replace(node, `\`\${${text(node.left)}}\${${text(node.right)}}\``)];
  },
  'arrow-to-function'(node, { file, text, replace }) {
    if (!ts.isArrowFunction(node) || !ts.isCallExpression(node.parent) || holdsOuterWords(node)) return null;
    const head = file.text.slice(node.getStart(file), node.equalsGreaterThanToken.getStart(file)).trim();
    const isAsync = head.startsWith('async');
    const given = head.replace(/^async\s*/u, '');
    const parameters = given.startsWith('(') || given.startsWith('<') ? given : `(${given})`;
    const body = ts.isBlock(node.body) ? text(node.body) : `{ return ${text(node.body)}; }`;
    return [replace(node, `${isAsync ? 'async ' : ''}function ${parameters} ${body}`)];
  },
  'early-return'(node, { text, replace }) {
    if (!ts.isIfStatement(node) || node.elseStatement || !ts.isBlock(node.thenStatement)) return null;
    const block = node.parent;
    if (!ts.isBlock(block) || !ts.isFunctionLike(block.parent) || block.statements.at(-1) !== node)
      return null;
    if (node.thenStatement.statements.some((statement) => !ts.isExpressionStatement(statement))) return null;
    return [
      replace(
        node,
        `if (!(${text(node.expression)})) return;\n${node.thenStatement.statements.map(text).join('\n')}`,
      ),
    ];
  },
  'assignment-written-out'(node, { text, replace }) {
    if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return null;
    const operator = /^([-+*/%])=$/u.exec(node.operatorToken.getText())?.[1];
    // A reader of `await` or `yield` sees the variable as it was before in both forms, too.
    return operator === undefined
      ? null
      : [replace(node, `${text(node.left)} = ${text(node.left)} ${operator} (${text(node.right)})`)];
  },
  'increment-written-out'(node, { checker, text, replace }) {
    if (!ts.isPostfixUnaryExpression(node) || !ts.isIdentifier(node.operand)) return null;
    if (
      !ts.isExpressionStatement(node.parent) &&
      !(ts.isForStatement(node.parent) && node.parent.incrementor === node)
    )
      return null;
    if (!isOf(checker, node.operand, ts.TypeFlags.NumberLike)) return null;
    return [
      replace(node, `${text(node.operand)} ${node.operator === ts.SyntaxKind.PlusPlusToken ? '+' : '-'}= 1`),
    ];
  },
  'invert-conditional'(node, { text, replace }) {
    if (!ts.isConditionalExpression(node)) return null;
    return [replace(node, `(!(${text(node.condition)}) ? ${text(node.whenFalse)} : ${text(node.whenTrue)})`)];
  },
  'return-by-branches'(node, { text, replace }) {
    if (!ts.isReturnStatement(node) || !node.expression || !ts.isConditionalExpression(node.expression))
      return null;
    const { condition, whenTrue, whenFalse } = node.expression;
    return [
      replace(node, `{ if (${text(condition)}) { return ${text(whenTrue)}; } return ${text(whenFalse)}; }`),
    ];
  },
};

/** Every decoy of `file`, the identity among them, in the order of the text. */
export function decoysOf(file: ts.SourceFile, checker: ts.TypeChecker): Decoy[] {
  const site: Site = {
    file,
    checker,
    text: (node) => node.getText(file),
    replace: (node, text) => ({ start: node.getStart(file), end: node.end, text }),
    fresh(stem) {
      for (let number = 2; ; number++) if (!file.text.includes(`${stem}${number}`)) return `${stem}${number}`;
    },
  };
  const found: Decoy[] = [{ rule: 'identity', edits: [] }];
  const visit = (node: ts.Node): void => {
    // Types have no behaviour; an edit there would prove nothing either way.
    if (ts.isTypeNode(node)) return;
    for (const [rule, make] of Object.entries(RULES)) {
      const edits = make(node, site);
      if (edits) found.push({ rule, edits });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Reading it does nothing, in whatever order. */
function isPlain(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isNumericLiteral(node) || ts.isStringLiteral(node);
}

function isOf(checker: ts.TypeChecker, node: ts.Expression, flags: ts.TypeFlags): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0);
}

/** Functions and classes are called after the variable. */
function namesItsValue(node: ts.Expression): boolean {
  let inner = node;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner))
    inner = inner.expression;
  return ts.isFunctionLike(inner) || ts.isClassExpression(inner);
}

function holdsOuterWords(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.isMetaProperty(node) ||
    (ts.isIdentifier(node) && node.text === 'arguments') ||
    (ts.forEachChild(node, holdsOuterWords) ?? false)
  );
}
