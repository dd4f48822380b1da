import { applyEdits, type Edit } from '@bebug/core';
import ts from 'typescript';

const STEP = '--$fuel.left<0&&$fuel.stop()';
const COMPARING_METHODS = new Set(['equals', 'compare', 'localeCompare', 'startsWith']);
const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
const MADE_OF_ITEMS = new Set(['Map', 'Set']);

export interface Counting {
  /** Equality operators and comparing methods go through `$comparison`, which charges as native code costs. */
  readonly comparisons?: boolean;
  /** Method calls, spreads and new collections go through `$native`, which charges for native work. */
  readonly natives?: boolean;
  /** Each region sets its place in `$seen` when it is entered. */
  readonly coverage?: boolean;
}

/** Stretch of code that runs only if it was entered at its start: the body of a function, a branch, a case. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** Count steps: one at every function entry and at every turn of a loop, by text inserted into the code; more by `Counting`. */
export function instrument(code: string, counting: Counting = {}): string {
  return instrumented(code, counting).code;
}

/** The same, with the regions (in `code` as given) that the indices of `$seen` stand for: they are found whatever is counted. */
export function instrumented(
  code: string,
  { comparisons = false, natives = false, coverage = false }: Counting,
): { readonly code: string; readonly regions: readonly Region[] } {
  const file = ts.createSourceFile('subject.js', code, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const regions: Region[] = [];
  const insert = (at: number, text: string): void => void edits.push({ start: at, end: at, text });

  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const body = node.body;
      if (ts.isBlock(body)) insert(afterDirectives(body, file), `${STEP};${seen(inside(body), ';')}`);
      else surround(body, `(${STEP},${seen(body, ',')}`, ')');
    } else if (ts.isIterationStatement(node, false)) {
      const { statement } = node;
      if (ts.isBlock(statement)) insert(statement.getStart(file) + 1, `${STEP};`);
      else surround(statement, `{${STEP};`, '}');
    } else if (comparisons) {
      compare(node);
    } else if (natives) {
      work(node);
    }
    branch(node);
    ts.forEachChild(node, visit);
  };

  /** Text that notes the entry of a region, with what stands between it and the code. */
  const seen = (region: ts.TextRange, separator: string): string => {
    regions.push({ start: region.pos, end: region.end });
    return coverage ? `$seen[${regions.length - 1}]=1${separator}` : '';
  };
  const inside = (block: ts.Block): ts.TextRange => ({ pos: block.getStart(file) + 1, end: block.end - 1 });

  const branch = (node: ts.Node): void => {
    if (ts.isIfStatement(node)) {
      for (const arm of [node.thenStatement, node.elseStatement]) {
        if (!arm || ts.isFunctionDeclaration(arm)) continue;
        if (ts.isBlock(arm)) insert(arm.getStart(file) + 1, seen(inside(arm), ';'));
        else note(arm, '{', ';', '}');
      }
    } else if (ts.isCaseOrDefaultClause(node)) {
      const [first] = node.statements;
      if (first) insert(first.getStart(file), seen({ pos: first.pos, end: node.end }, ';'));
    } else if (ts.isCatchClause(node)) {
      insert(node.block.getStart(file) + 1, seen(inside(node.block), ';'));
    } else if (ts.isConditionalExpression(node)) {
      for (const arm of [node.whenTrue, node.whenFalse]) note(arm, '(', ',', ')');
    } else if (ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind)) {
      note(node.right, '(', ',', ')');
    }
  };

  const note = (node: ts.Node, open: string, separator: string, close: string): void => {
    const text = seen(node, separator);
    if (text !== '') surround(node, open + text, close);
  };

  const surround = (node: ts.Node, before: string, after: string): void => {
    insert(node.getStart(file), before);
    insert(node.end, after);
  };

  const compare = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const call = comparingCall(node.operatorToken.kind);
      if (call === null) return;
      insert(node.getStart(file), call);
      edits.push({ start: node.left.end, end: node.right.getStart(file), text: ',' });
      insert(node.end, '))');
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name, questionDotToken } = node.expression;
      if (questionDotToken || node.questionDotToken || !COMPARING_METHODS.has(name.text)) return;
      insert(node.getStart(file), '$comparison.method(');
      edits.push({ start: expression.end, end: node.arguments.pos, text: `,${JSON.stringify(name.text)},[` });
      insert(node.end - 1, ']');
    }
  };

  const work = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      // A chain must stay one: what stands behind `?.` is not even looked at when there is nothing.
      if (ts.isOptionalChain(node) || ts.isPrivateIdentifier(name)) return;
      if (expression.kind === ts.SyntaxKind.SuperKeyword) return;
      insert(node.getStart(file), '$native.method(');
      edits.push({ start: expression.end, end: node.arguments.pos, text: `,${JSON.stringify(name.text)},[` });
      insert(node.end - 1, ']');
    } else if (ts.isSpreadElement(node)) surround(node.expression, '$native.walked(', ')');
    else if (ts.isSpreadAssignment(node)) surround(node.expression, '$native.copied(', ')');
    else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      if (!MADE_OF_ITEMS.has(node.expression.text)) return;
      surround(node, '$native.made(', ')');
      const [items] = node.arguments ?? [];
      if (items && !ts.isSpreadElement(items)) surround(items, '$native.walked(', ')');
    } else if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrayBindingPattern(node.name)) {
      const takesRest = node.name.elements.some(
        (element) => 'dotDotDotToken' in element && element.dotDotDotToken,
      );
      if (takesRest) surround(node.initializer, '$native.walked(', ')');
    }
  };

  visit(file);
  return { code: applyEdits(code, nested(edits)), regions };
}

function comparingCall(operator: ts.SyntaxKind): string | null {
  switch (operator) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return '($comparison.equal(';
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return '(!$comparison.equal(';
    case ts.SyntaxKind.EqualsEqualsToken:
      return '($comparison.looselyEqual(';
    case ts.SyntaxKind.ExclamationEqualsToken:
      return '(!$comparison.looselyEqual(';
    default:
      return null;
  }
}

/** A step before "use strict" would turn the directive into a mere string. */
function afterDirectives(body: ts.Block, file: ts.SourceFile): number {
  let end = body.getStart(file) + 1;
  for (const statement of body.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    end = statement.end;
  }
  return end;
}

/**
 * Insertions at one place, in an order that nests: `visit` goes from outside to inside, so openings stand as they came
 * and closings must stand the other way round.
 */
function nested(edits: readonly Edit[]): Edit[] {
  const merged = new Map<number, { open: string; close: string }>();
  const replacements: Edit[] = [];
  for (const edit of edits) {
    if (edit.end > edit.start) {
      replacements.push(edit);
      continue;
    }
    const place = merged.get(edit.start) ?? { open: '', close: '' };
    if (/^[)}\]]/u.test(edit.text)) place.close = edit.text + place.close;
    else place.open += edit.text;
    merged.set(edit.start, place);
  }
  const inserted = [...merged].map(([start, { open, close }]) => ({ start, end: start, text: close + open }));
  // At one offset an insertion stands before a replacement that starts there.
  return [...replacements, ...inserted];
}
