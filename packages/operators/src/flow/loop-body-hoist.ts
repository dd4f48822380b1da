import * as ts from 'typescript';
import { soleDeclaration } from '../kit/awaiting.ts';
import { isLoop, placeOf, siblingsOf } from '../kit/enclosing.ts';
import { hasComment } from '../kit/neighbour.ts';
import { moveAbove } from '../kit/replace.ts';
import { isTaken } from '../kit/scope.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const loopBodyHoist: Operator = {
  id: 'loop-body-hoist',
  family: 'flow',
  tier: 'hard',
  cwe: 665,
  status: 'stable',
  title: 'Turns of a loop share what each needs for itself',
  mistake: 'A variable that must start anew in every turn is declared outside of the loop.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || hasComment(node, context)) return;
    const declaration = soleDeclaration(node);
    const loop = loopAround(node);
    if (declaration?.initializer === undefined || loop === null || siblingsOf(loop) === null) return;
    const isLet = (node.declarationList.flags & ts.NodeFlags.Let) !== 0;
    if (!isFresh(declaration.initializer, isLet) || !isChanged(declaration.name, context)) return;
    if (isTaken(declaration.name.text, loop, context) || hasComment(loop, context)) return;
    if ((loop.statement as ts.Block).statements.length < 2) return;
    yield {
      edits: moveAbove(node, loop, context),
      explanation: {
        mechanism: `\`${declaration.name.text}\` in ${placeOf(node)} is made once, before the loop.`,
        trigger: 'It shows from the second turn of the loop on.',
        consequence: 'Each turn finds what the turns before it left there.',
        fix: `Declare it in the loop: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(loop, context), end: loop.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function table(rows: number, width: number): number[][] {\n  const table: number[][] = [];\n  for (let y = 0; y < rows; y++) {\n    const row: number[] = [];\n    for (let x = 0; x < width; x++) row.push(x);\n    table.push(row);\n  }\n  return table;\n}\n',
        after:
          'export function table(rows: number, width: number): number[][] {\n  const table: number[][] = [];\n  const row: number[] = [];\n  for (let y = 0; y < rows; y++) {\n    for (let x = 0; x < width; x++) row.push(x);\n    table.push(row);\n  }\n  return table;\n}\n',
        witness: 'table(2, 2)',
      },
    ],
    skips: [
      {
        code: 'export function squares(xs: readonly number[]): number[] {\n  const squares: number[] = [];\n  for (const x of xs) {\n    const square = x * x;\n    squares.push(square);\n  }\n  return squares;\n}\n',
        because: 'The value depends on the turn.',
      },
    ],
  },
};

function loopAround(node: ts.Statement): ts.IterationStatement | null {
  const loop = node.parent.parent;
  return ts.isBlock(node.parent) && isLoop(loop) && loop.statement === node.parent ? loop : null;
}

/** An empty list, object, map or set; for a `let` also a plain first value. */
function isFresh(value: ts.Expression, isLet: boolean): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  if (ts.isObjectLiteralExpression(value)) return value.properties.length === 0;
  if (ts.isNewExpression(value))
    return /^(?:Map|Set)$/u.test(value.expression.getText()) && (value.arguments ?? []).length === 0;
  return isLet && (ts.isLiteralExpression(value) || /^(?:true|false|null|undefined)$/u.test(value.getText()));
}

/** Without a change, one would do for all turns. */
function isChanged(name: ts.Identifier, context: SiteContext): boolean {
  const symbol = symbolOf(name, context);
  return symbol !== null && referencesTo(symbol, context).length > 1;
}
