import ts from 'typescript';
import { isEnd, statementsIn } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { isWritten, shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { executed } from '../kit/tree.ts';
import { unboundedCache } from '../resource/unbounded-cache.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const ifBlockDrop: Operator = {
  id: 'if-block-drop',
  family: 'omission',
  tier: 'hard',
  cwe: null,
  status: 'stable',
  title: 'Special case is not dealt with',
  mistake: 'A case that needs something done besides is not thought of.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return;
    const done = statementsIn(node.thenStatement);
    if (done.length === 0 || isEnd(done, context)) return;
    if (takes(unboundedCache, node, context)) return;
    if (teaches(node, context) || leavesUnassigned([stretchOf(node, context)], context)) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does nothing about the case ${gist(node.expression, context)}.`,
        trigger: `It shows when ${gist(node.expression, context)} holds.`,
        consequence: `Then ${gist(done[0]!, context)} is left undone.`,
        fix: `Deal with the case: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Recent {\n  readonly #items: string[] = [];\n  readonly #limit = 2;\n  add(item: string): readonly string[] {\n    this.#items.push(item);\n    if (item.length > this.#limit) {\n      this.#items.reverse();\n    }\n    return [...this.#items, `of ${this.#limit}`];\n  }\n}\n',
        after:
          'export class Recent {\n  readonly #items: string[] = [];\n  readonly #limit = 2;\n  add(item: string): readonly string[] {\n    this.#items.push(item);\n    return [...this.#items, `of ${this.#limit}`];\n  }\n}\n',
        witness:
          "(() => { const recent = new Recent(); recent.add('a'); recent.add('b'); return recent.add('long'); })()",
      },
      {
        before:
          'export function price(cart: { sum: number; isMember: boolean }): number {\n  let price = cart.sum;\n  if (cart.isMember) price *= 0.9;\n  price += 5;\n  return price;\n}\n',
        after:
          'export function price(cart: { sum: number; isMember: boolean }): number {\n  let price = cart.sum;\n  price += 5;\n  return price;\n}\n',
        witness: 'price({ sum: 100, isMember: true })',
      },
    ],
    skips: [
      {
        code: 'export function count(xs: number[]): number {\n  let found = 0;\n  for (const x of xs) {\n    console.log(x);\n    if (x > 0) found += 1;\n  }\n  return found;\n}\n',
        because: 'A counter that nothing changes any more gives the gap away.',
      },
      {
        code: 'export class Lazy {\n  value: number[] | null = null;\n  get(): number[] {\n    if (this.value === null) this.value = [];\n    return this.value;\n  }\n}\n',
        because: 'The code after it compiles only because the value is there by then.',
      },
      {
        code: "function fail(): never {\n  throw new Error('no');\n}\nexport function size(box: { text?: string }): number {\n  if (box.text === undefined) fail();\n  return box.text.length;\n}\n",
        because: 'The call never returns: this is a guard.',
      },
      {
        code: 'export function only(xs: Set<string>): void {\n  if (xs.size > 9) xs.clear();\n}\n',
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};

/** The block mends what the test asks about, so that the code after it knows more than before. */
function teaches(node: ts.IfStatement, context: SiteContext): boolean {
  return (
    narrows(node.expression, context) &&
    [...executed(node.thenStatement)].some((part) => isWritten(part) && shareName(part, node.expression))
  );
}
