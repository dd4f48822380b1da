import type { Operator } from '@bebug/operators';
import ts from 'typescript';

const explanation = { mechanism: 'm', trigger: 't', consequence: 'c', fix: 'f' };
const common = {
  cwe: null,
  status: 'stable',
  title: 'x',
  mistake: 'x',
  examples: { injects: [], skips: [] },
} as const;

/** `<` becomes `<=`: compiles, and changes what loops do. */
export const lessToLessOrEqual: Operator = {
  ...common,
  id: 'less-to-less-or-equal',
  family: 'boundary',
  tier: 'moderate',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node) {
    const { operatorToken } = node as ts.BinaryExpression;
    if (operatorToken.kind !== ts.SyntaxKind.LessThanToken) return;
    yield { edits: [{ start: operatorToken.end, end: operatorToken.end, text: '=' }], explanation };
  },
};

/** The last brace of a block is gone: does not parse. */
export const braceDrop: Operator = {
  ...common,
  id: 'brace-drop',
  family: 'syntax',
  tier: 'easy',
  kinds: [ts.SyntaxKind.Block],
  *mutate(node) {
    yield { edits: [{ start: node.end - 1, end: node.end, text: '' }], explanation };
  },
};

/** A returned value becomes a text: does not type-check where a number is declared. */
export const returnText: Operator = {
  ...common,
  id: 'return-text',
  family: 'flow',
  tier: 'moderate',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node) {
    const { expression } = node as ts.ReturnStatement;
    if (expression)
      yield { edits: [{ start: expression.getStart(), end: expression.end, text: "'text'" }], explanation };
  },
};

/** A whole statement that declares a call's result is replaced: leaves what it used unused. */
export const returnZero: Operator = {
  ...common,
  id: 'return-zero',
  family: 'flow',
  tier: 'hard',
  kinds: [ts.SyntaxKind.ReturnStatement],
  *mutate(node) {
    const { expression } = node as ts.ReturnStatement;
    if (expression)
      yield { edits: [{ start: expression.getStart(), end: expression.end, text: '0' }], explanation };
  },
};
