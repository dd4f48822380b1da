import * as ts from 'typescript';
import { alsoInlined } from '../kit/inlined.ts';
import { isEnd, statementsIn } from '../kit/body.ts';
import { narrows } from '../kit/condition.ts';
import { isDeed } from '../kit/effect.ts';
import { nextStatement, subjectOf } from '../kit/enclosing.ts';
import { isExit } from '../kit/exits.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { isWritten, shareName } from '../kit/references.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { executed } from '../kit/tree.ts';
import { unboundedCache } from '../resource/unbounded-cache.ts';
import { authorizationCheckDrop } from '../security/authorization-check-drop.ts';
import { csrfCheckDrop } from '../security/csrf-check-drop.ts';
import { inputLengthDrop } from '../security/input-length-drop.ts';
import { ownershipCheckDrop } from '../security/ownership-check-drop.ts';
import { rateLimitDrop } from '../security/rate-limit-drop.ts';
import { tokenExpiryDrop } from '../security/token-expiry-drop.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Operators for blocks of one kind; what they take is theirs. */
const SPECIALISTS = [
  authorizationCheckDrop,
  csrfCheckDrop,
  inputLengthDrop,
  ownershipCheckDrop,
  rateLimitDrop,
  tokenExpiryDrop,
  unboundedCache,
];

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
    if (done.length === 0 || (isEnd(done, context) && !isDealtWith(node, done, context))) return;
    if (SPECIALISTS.some((one) => takes(one, node, context))) return;
    if (teaches(node, context) || leavesUnassigned([stretchOf(node, context)], context)) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield* alsoInlined(
      {
        edits,
        explanation: {
          mechanism: `${subjectOf(node)} does nothing about the case ${gist(node.expression, context)}.`,
          trigger: `It shows when ${gist(node.expression, context)} holds.`,
          consequence: isEnd(done, context)
            ? `Then ${gist(done[0]!, context)} is left undone, and the code goes on as in any other case.`
            : `Then ${gist(done[0]!, context)} is left undone.`,
          fix: `Deal with the case: ${gist(node, context)}.`,
        },
        regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
      },
      context,
    );
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
      {
        before:
          "export function serve(items: string[], out: { write(text: string): void; end(): void }): void {\n  const first = items[0];\n  if (items.includes('')) {\n    out.write('none');\n    out.end();\n    return;\n  }\n\n  out.write(`${first}`);\n  out.end();\n}\n",
        after:
          'export function serve(items: string[], out: { write(text: string): void; end(): void }): void {\n  const first = items[0];\n\n  out.write(`${first}`);\n  out.end();\n}\n',
        witness:
          "(() => { const done = []; serve(['a', ''], { write: (text) => done.push(text), end: () => done.push('end') }); return done; })()",
      },
      {
        before:
          "import {\n  delimiter,\n  extname,\n  posix,\n  sep,\n} from 'node:path';\n\nexport function label(path: string): string {\n  const parts = [posix.normalize(path)];\n  if (path.includes(sep + delimiter)) {\n    parts.push('list');\n  }\n  return parts.join() + extname(path);\n}\n",
        after:
          "import {\n  extname,\n  posix,\n} from 'node:path';\n\nexport function label(path: string): string {\n  const parts = [posix.normalize(path)];\n  return parts.join() + extname(path);\n}\n",
        witness: "label('a/:b')",
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

/** A case that is dealt with and done, so that the code behind the block, which would go on, is not for it. */
function isDealtWith(node: ts.IfStatement, done: readonly ts.Statement[], context: SiteContext): boolean {
  const goesOn = nextStatement(node) !== null && isExit(done.at(-1)!);
  return goesOn && done.length > 1 && isDeed(done[0]!) && !narrows(node.expression, context);
}

/** The block mends what the test asks about, so that the code after it knows more than before. */
function teaches(node: ts.IfStatement, context: SiteContext): boolean {
  return (
    narrows(node.expression, context) &&
    [...executed(node.thenStatement)].some((part) => isWritten(part) && shareName(part, node.expression))
  );
}
