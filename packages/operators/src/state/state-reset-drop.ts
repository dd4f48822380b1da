import * as ts from 'typescript';
import { isNeededBehind } from '../kit/effect.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { dropStatement, leavesUnassigned, stretchOf } from '../kit/leftover.ts';
import { resetBy } from '../kit/reset.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { cacheNotInvalidated } from './cache-not-invalidated.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

export const stateResetDrop: Operator = {
  id: 'state-reset-drop',
  family: 'state',
  tier: 'hard',
  cwe: 459,
  status: 'stable',
  title: 'State of the last run stays behind',
  mistake: 'When things start anew, a part of the state is not brought back to what it was in the beginning.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node)) return;
    const state = resetBy(node, context);
    const fn = enclosingFunction(node);
    if (state === null || fn === null) return;
    if (isNeededBehind(state, node, fn, context) || leavesUnassigned([stretchOf(node, context)], context))
      return;
    if (takes(cacheNotInvalidated, node, context)) return;
    const edits = dropStatement(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} does not bring ${gist(state, context)} back to what it was in the beginning.`,
        trigger: `It shows when ${gist(state, context)} was changed before, and is used again afterwards.`,
        consequence: 'The next run goes on from what the last one left.',
        fix: `Reset it together with the rest: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node.parent, context), end: node.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Meter {\n  #total = 0;\n  #count = 0;\n  add(value: number): void {\n    this.#total += value;\n    this.#count += 1;\n  }\n  get mean(): number {\n    return this.#total / this.#count;\n  }\n  restart(): void {\n    this.#total = 0;\n    this.#count = 0;\n  }\n}\n',
        after:
          'export class Meter {\n  #total = 0;\n  #count = 0;\n  add(value: number): void {\n    this.#total += value;\n    this.#count += 1;\n  }\n  get mean(): number {\n    return this.#total / this.#count;\n  }\n  restart(): void {\n    this.#count = 0;\n  }\n}\n',
        witness:
          '(() => { const meter = new Meter(); meter.add(4); meter.restart(); meter.add(2); return meter.mean; })()',
      },
      {
        before:
          'const seen = new Set<string>();\nconst order: string[] = [];\nexport function note(word: string): readonly string[] {\n  if (!seen.has(word)) order.push(word);\n  seen.add(word);\n  return order;\n}\nexport function forget(): void {\n  seen.clear();\n  order.length = 0;\n}\n',
        after:
          'const seen = new Set<string>();\nconst order: string[] = [];\nexport function note(word: string): readonly string[] {\n  if (!seen.has(word)) order.push(word);\n  seen.add(word);\n  return order;\n}\nexport function forget(): void {\n  seen.clear();\n}\n',
        witness: "(() => { note('a'); forget(); return note('b'); })()",
      },
    ],
    skips: [
      {
        code: 'export class Door {\n  isOpen = false;\n  count = 0;\n  open(): void {\n    this.isOpen = true;\n    this.count += 1;\n  }\n}\n',
        because: 'The state moves on; it is not what it was in the beginning.',
      },
      {
        code: 'export class Light {\n  #isOn = false;\n  turnOff(): void {\n    this.#isOn = false;\n  }\n  get isOn(): boolean {\n    return this.#isOn;\n  }\n}\n',
        because: 'A method without statements gives itself away.',
      },
    ],
  },
};
