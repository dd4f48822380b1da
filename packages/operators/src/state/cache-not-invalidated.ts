import * as ts from 'typescript';
import { inFlightDedupeDrop } from '../async/in-flight-dedupe-drop.ts';
import { invalidatedBy } from '../kit/cache.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

export const cacheNotInvalidated: Operator = {
  id: 'cache-not-invalidated',
  family: 'state',
  tier: 'hard',
  cwe: 524,
  status: 'stable',
  title: 'Cached result outlives a change',
  mistake: 'What a result was worked out from is changed, and the result that is kept is not thrown away.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node)) return;
    const cache = invalidatedBy(node, context);
    if (cache === null || leavesUnassigned([stretchOf(node, context)], context)) return;
    if (takes(inFlightDedupeDrop, node, context)) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} leaves in ${gist(cache, context)} what was worked out before the change.`,
        trigger: `It shows when a result is asked for, then ${subjectOf(node)} is called, and the result is asked for again.`,
        consequence: 'The old result is given out as if nothing had changed.',
        fix: `Throw away what is out of date: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Prices {\n  readonly #base = new Map<string, number>();\n  readonly #totals = new Map<string, number>();\n  readonly #tax: (price: number) => number;\n  constructor(tax: (price: number) => number) {\n    this.#tax = tax;\n  }\n  update(name: string, price: number): void {\n    this.#base.set(name, price);\n    this.#totals.delete(name);\n  }\n  total(name: string): number {\n    const known = this.#totals.get(name);\n    if (known !== undefined) return known;\n    const total = this.#tax(this.#base.get(name) ?? 0);\n    this.#totals.set(name, total);\n    return total;\n  }\n}\n',
        after:
          'export class Prices {\n  readonly #base = new Map<string, number>();\n  readonly #totals = new Map<string, number>();\n  readonly #tax: (price: number) => number;\n  constructor(tax: (price: number) => number) {\n    this.#tax = tax;\n  }\n  update(name: string, price: number): void {\n    this.#base.set(name, price);\n  }\n  total(name: string): number {\n    const known = this.#totals.get(name);\n    if (known !== undefined) return known;\n    const total = this.#tax(this.#base.get(name) ?? 0);\n    this.#totals.set(name, total);\n    return total;\n  }\n}\n',
        witness:
          "(() => { const prices = new Prices((price) => price * 2); prices.update('a', 1); prices.total('a'); prices.update('a', 5); return prices.total('a'); })()",
      },
      {
        before:
          'export class Roster {\n  readonly #names: string[] = [];\n  #sorted: readonly string[] | null = null;\n  add(name: string): void {\n    this.#names.push(name);\n    this.#sorted = null;\n  }\n  get sorted(): readonly string[] {\n    this.#sorted ??= this.#names.toSorted();\n    return this.#sorted;\n  }\n}\n',
        after:
          'export class Roster {\n  readonly #names: string[] = [];\n  #sorted: readonly string[] | null = null;\n  add(name: string): void {\n    this.#names.push(name);\n  }\n  get sorted(): readonly string[] {\n    this.#sorted ??= this.#names.toSorted();\n    return this.#sorted;\n  }\n}\n',
        witness:
          "(() => { const roster = new Roster(); roster.add('b'); roster.sorted; roster.add('a'); return roster.sorted; })()",
      },
    ],
    skips: [
      {
        code: 'export class Visits {\n  readonly #last = new Map<string, number>();\n  #total = 0;\n  visit(name: string, at: number): void {\n    this.#last.set(name, at);\n    this.#total += 1;\n  }\n  leave(name: string): void {\n    this.#last.delete(name);\n    this.#total -= 1;\n  }\n  get total(): number {\n    return this.#total;\n  }\n}\n',
        because: 'What is deleted was stored by callers; nothing was worked out.',
      },
      {
        code: 'const squares = new Map<number, number>();\nexport function square(n: number): number {\n  const known = squares.get(n);\n  if (known !== undefined) return known;\n  const made = Math.imul(n, n);\n  squares.set(n, made);\n  return made;\n}\nexport function forget(): void {\n  squares.clear();\n}\n',
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
