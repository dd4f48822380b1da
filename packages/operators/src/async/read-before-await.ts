import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { awaitedBy, soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { isAssignmentToken } from '../kit/comparison.ts';
import { mentions, usesNamesOf } from '../kit/effect.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { hasComment } from '../kit/neighbour.ts';
import { isPure } from '../kit/purity.ts';
import { insertAbove, moveAbove, replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { isShared, storesInto, storesOf } from '../kit/shared-state.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed, isSameCode, waits } from '../kit/tree.ts';
import { lostUpdate } from './lost-update.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const readBeforeAwait: Operator = {
  id: 'read-before-await',
  family: 'async',
  tier: 'expert',
  cwe: 367,
  status: 'nursery',
  title: 'State of before a wait is used after it',
  mistake: 'A value that others may change is read before a wait, although it is needed as it is after it.',
  kinds: [ts.SyntaxKind.VariableStatement, ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isStatement(node) || awaitedBy(node) === null || hasComment(node, context)) return;
    const found = readBehind(node, context);
    if (found === null || takes(lostUpdate, node, context)) return;
    const { place, reader, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} reads ${gist(place, context)} before ${gist(node, context)} and uses it after that wait.`,
        trigger: `It shows when ${gist(place, context)} changes during the wait.`,
        consequence: 'The code goes on with a value that no longer holds.',
        fix: `Read ${gist(place, context)} after the wait.`,
      },
      regions: [{ start: startOf(node, context), end: reader.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Shop {\n  rate = 1;\n  setRate(rate: number): void {\n    this.rate = rate;\n  }\n  async price(load: () => Promise<number>): Promise<number> {\n    const amount = await load();\n    return amount * this.rate;\n  }\n}\n',
        after:
          'export class Shop {\n  rate = 1;\n  setRate(rate: number): void {\n    this.rate = rate;\n  }\n  async price(load: () => Promise<number>): Promise<number> {\n    const rate = this.rate;\n    const amount = await load();\n    return amount * rate;\n  }\n}\n',
        witness:
          '(async () => { const shop = new Shop(); const price = shop.price(async () => 2); shop.setRate(5); return price; })()',
      },
      {
        before:
          'export class Feed {\n  readonly #readers = new Set<string>();\n  join(name: string): void {\n    this.#readers.add(name);\n  }\n  async publish(write: () => Promise<void>): Promise<string[]> {\n    await write();\n    const names = [...this.#readers];\n    return names.toSorted();\n  }\n}\n',
        after:
          'export class Feed {\n  readonly #readers = new Set<string>();\n  join(name: string): void {\n    this.#readers.add(name);\n  }\n  async publish(write: () => Promise<void>): Promise<string[]> {\n    const names = [...this.#readers];\n    await write();\n    return names.toSorted();\n  }\n}\n',
        witness:
          "(async () => { const feed = new Feed(); const told = feed.publish(async () => {}); feed.join('a'); return told; })()",
      },
    ],
    skips: [
      {
        code: 'export class Shop {\n  readonly #rate: number;\n  constructor(rate: number) {\n    this.#rate = rate;\n  }\n  async price(load: () => Promise<number>): Promise<number> {\n    const amount = await load();\n    return amount * this.#rate;\n  }\n}\n',
        because: 'The value never changes.',
      },
      {
        code: 'export class Meter {\n  total = 0;\n  async add(read: () => Promise<number>): Promise<void> {\n    const amount = await read();\n    this.total += amount;\n  }\n}\n',
        because: 'What is written back is the business of lost-update.',
      },
    ],
  },
};

interface LateRead {
  readonly place: ts.Expression;
  readonly reader: ts.Statement;
  readonly edits: readonly Edit[];
}

/** The first read of changing state behind the wait that can be made before it. */
function readBehind(wait: ts.Statement, context: SiteContext): LateRead | null {
  const behind = statementsBehind(wait);
  for (const [index, reader] of behind.entries()) {
    const passed = [wait, ...behind.slice(0, index)];
    if (waits(reader)) return null;
    const found = readIn(reader, passed, context);
    if (found !== null) return found;
  }
  return null;
}

function readIn(
  reader: ts.Statement,
  passed: readonly ts.Statement[],
  context: SiteContext,
): LateRead | null {
  const [wait] = passed;
  for (const node of executed(reader)) {
    if (!ts.isPropertyAccessExpression(node) || !isShared(node, context)) continue;
    if (!changesElsewhere(node, wait!, context) || passed.some((one) => mentions(one, node))) continue;
    if (storesInto(reader, node)) return null;
    const value = soleDeclaration(reader)?.initializer;
    if (value !== undefined) {
      const isMovable =
        isPure(value) && !hasComment(reader, context) && passed.every((one) => !usesNamesOf(value, one));
      return isMovable ? { place: node, reader, edits: moveAbove(reader, wait!, context) } : null;
    }
    return isValueRead(node) ? saved(node, reader, wait!, context) : null;
  }
  return null;
}

/** `const rate = this.rate;` above the wait, and `rate` where it was read. */
function saved(
  node: ts.PropertyAccessExpression,
  reader: ts.Statement,
  wait: ts.Statement,
  context: SiteContext,
): LateRead | null {
  const own = node.name.text.replace(/^[#_]+/u, '');
  const name = freeName([own, `current${own.charAt(0).toUpperCase()}${own.slice(1)}`], [wait, node], context);
  const reads = [...descendants(reader)].filter((part) => ts.isExpression(part) && isSameCode(part, node));
  if (name === null || reads.some((read) => enclosingFunction(read) !== enclosingFunction(wait))) return null;
  const line = `const ${name} = ${textOf(node, context)};`;
  return {
    place: node,
    reader,
    edits: [insertAbove(wait, line, context), ...reads.map((read) => replaceNode(read, name, context))],
  };
}

/** A number, text or the like in a computation, an argument or a result. */
function isValueRead(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return !isAssignmentToken(parent.operatorToken.kind) || parent.right === node;
  if (ts.isCallExpression(parent)) return parent.expression !== node;
  return ts.isReturnStatement(parent) || ts.isTemplateSpan(parent) || ts.isPropertyAssignment(parent);
}

/** Another function of the file, not a constructor, stores into the place. */
function changesElsewhere(place: ts.Expression, wait: ts.Statement, context: SiteContext): boolean {
  const own = enclosingFunction(wait);
  return [...descendants(context.sourceFile)].some((fn) => {
    if (!ts.isFunctionLike(fn) || !('body' in fn) || fn.body === undefined || fn === own) return false;
    if (ts.isConstructorDeclaration(fn)) return false;
    return storesOf(fn.body).some((target) => isSameCode(bare(target), place));
  });
}
