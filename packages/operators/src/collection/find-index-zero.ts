import * as ts from 'typescript';
import { isCondition } from '../kit/condition.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { replaceNode } from '../kit/replace.ts';
import { asksForFound, isSearch } from '../kit/search-result.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const findIndexZero: Operator = {
  id: 'find-index-zero',
  family: 'collection',
  tier: 'moderate',
  cwe: 1025,
  status: 'stable',
  title: 'Place of something asked for its truth',
  mistake:
    'A search is taken to give nothing when it finds nothing; it gives minus one, which is true, and zero is false.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isCondition(node) || !isSearch(bare(node.left), context)) return;
    const isFound = asksForFound(node, context);
    if (isFound === null || isAskedAgain(node, context)) return;
    const text = `${isFound ? '' : '!'}${textOf(node.left, context)}`;
    yield {
      edits: [replaceNode(node, text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} asks ${quoted(text)} for its truth.`,
        trigger: 'It shows when what is looked for stands at the very beginning, or nowhere.',
        consequence: 'The first element counts as missing, and a missing one as found.',
        fix: `Ask ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function isNamed(names: string[], name: string): string {\n  if (names.indexOf(name) !== -1) return 'yes';\n  return 'no';\n}\n",
        after:
          "export function isNamed(names: string[], name: string): string {\n  if (names.indexOf(name)) return 'yes';\n  return 'no';\n}\n",
        witness: "isNamed(['a'], 'a')",
      },
    ],
    skips: [
      {
        code: "export function parts(line: string): string[] {\n  const place = line.indexOf('=');\n  const name = place === -1 ? line : line.slice(0, place);\n  return [name, place === -1 ? '' : line.slice(place + 1)];\n}\n",
        because: 'The same place is asked rightly on the line above.',
      },
      {
        code: 'export const isAt = (at: number): string => (at !== -1 ? "yes" : "no");\n',
        because: 'It is no place that was searched for.',
      },
    ],
  },
};

/** The same function asks the right question of the same place elsewhere. */
function isAskedAgain(test: ts.BinaryExpression, context: SiteContext): boolean {
  const fn = enclosingFunction(test);
  return (
    fn !== null &&
    ts.isIdentifier(bare(test.left)) &&
    [...descendants(fn)].some(
      (other) =>
        other !== test &&
        ts.isBinaryExpression(other) &&
        isSameCode(other.left, test.left) &&
        asksForFound(other, context) !== null,
    )
  );
}
