import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isChangedLater } from '../kit/change.ts';
import { enclosingFunction, siblingsOf, statementOf, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { isWritten, referencesTo, symbolOf } from '../kit/references.ts';
import { insertAbove, replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { descendants, isSameCode, wrapped } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Calls that keep the function and run it later. */
const LATER =
  /^(?:set(?:Timeout|Interval|Immediate)?|queueMicrotask|nextTick|requestAnimationFrame|on\w*|once|addEventListener|addListener|subscribe|listen|watch|observe|then|catch|finally|push|add|schedule\w*|defer\w*|enqueue\w*|register\w*|debounce|throttle)$/u;

export const staleClosure: Operator = {
  id: 'stale-closure',
  family: 'state',
  tier: 'hard',
  cwe: 672,
  status: 'stable',
  title: 'Function that runs later uses a value from before',
  mistake: 'A value is taken when the function is made, where the one at the time of its run is meant.',
  kinds: [ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.GetAccessor],
  *mutate(node, context) {
    if (ts.isGetAccessor(node)) {
      yield* valueForGetter(node, context);
      return;
    }
    if (!(ts.isArrowFunction(node) || ts.isFunctionExpression(node)) || !runsLater(node)) return;
    const home = statementOf(node);
    if (home === null || siblingsOf(home) === null || enclosingFunction(node) === null) return;
    if (enclosingFunction(home) !== enclosingFunction(node)) return;
    const reads = staleReads(node, home, context);
    if (reads === null) return;
    const [first] = reads as [ts.Expression, ...ts.Expression[]];
    const name = nameFor(first, [home, ...reads], context);
    if (name === null) return;
    yield {
      edits: [
        insertAbove(home, `const ${name} = ${textOf(first, context)};`, context),
        ...reads.map((read) => replaced(read, name, context)),
      ],
      explanation: {
        mechanism: `${subjectOf(home)} reads ${gist(first, context)} when the function is made, not when it runs.`,
        trigger: `It shows when ${gist(first, context)} changes before the function runs.`,
        consequence: 'The function goes by a value that no longer holds.',
        fix: `Read ${gist(first, context)} inside the function.`,
      },
      regions: [{ start: startOf(node, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "interface Source {\n  on(event: string, handle: (value: number) => void): void;\n}\nexport class Gauge {\n  #limit = 10;\n  readonly alarms: number[] = [];\n  setLimit(limit: number): void {\n    this.#limit = limit;\n  }\n  watch(source: Source): void {\n    source.on('value', (value) => {\n      if (value > this.#limit) this.alarms.push(value - this.#limit);\n    });\n  }\n}\n",
        after:
          "interface Source {\n  on(event: string, handle: (value: number) => void): void;\n}\nexport class Gauge {\n  #limit = 10;\n  readonly alarms: number[] = [];\n  setLimit(limit: number): void {\n    this.#limit = limit;\n  }\n  watch(source: Source): void {\n    const limit = this.#limit;\n    source.on('value', (value) => {\n      if (value > limit) this.alarms.push(value - limit);\n    });\n  }\n}\n",
        witness:
          '(() => { const gauge = new Gauge(); let emit; gauge.watch({ on: (_, handle) => { emit = handle; } }); gauge.setLimit(5); emit(7); return gauge.alarms; })()',
      },
      {
        before:
          'export function createCounter(): { add: () => void; isOdd: () => boolean } {\n  let count = 0;\n  return {\n    add: () => {\n      count += 1;\n    },\n    isOdd: () => count % 2 === 1,\n  };\n}\n',
        after:
          'export function createCounter(): { add: () => void; isOdd: () => boolean } {\n  let count = 0;\n  const currentCount = count;\n  return {\n    add: () => {\n      count += 1;\n    },\n    isOdd: () => currentCount % 2 === 1,\n  };\n}\n',
        witness: '(() => { const counter = createCounter(); counter.add(); return counter.isOdd(); })()',
      },
      {
        before:
          'export function createTimer(): { readonly ticks: number; tick(): void } {\n  let ticks = 0;\n  return {\n    get ticks() {\n      return ticks;\n    },\n    tick() {\n      ticks += 1;\n    },\n  };\n}\n',
        after:
          'export function createTimer(): { readonly ticks: number; tick(): void } {\n  let ticks = 0;\n  return {\n    ticks,\n    tick() {\n      ticks += 1;\n    },\n  };\n}\n',
        witness: '(() => { const timer = createTimer(); timer.tick(); return timer.ticks; })()',
      },
    ],
    skips: [
      {
        code: 'export class Scale {\n  #factor = 1;\n  setFactor(factor: number): void {\n    this.#factor = factor;\n  }\n  apply(values: readonly number[]): number[] {\n    return values.map((value) => value * this.#factor);\n  }\n}\n',
        because: 'The function runs at once.',
      },
      {
        code: 'export class Label {\n  readonly #name: string;\n  constructor(name: string) {\n    this.#name = name;\n  }\n  later(run: { on: (task: () => string) => void }): void {\n    run.on(() => this.#name);\n  }\n}\n',
        because: 'The field never changes.',
      },
    ],
  },
};

/** `get size() { return size; }` of an object that a function makes becomes a plain property. */
function* valueForGetter(node: ts.GetAccessorDeclaration, context: SiteContext) {
  const only = node.body?.statements.length === 1 ? node.body.statements[0]! : null;
  if (!ts.isObjectLiteralExpression(node.parent) || only === null || !ts.isReturnStatement(only)) return;
  const value = only.expression;
  if (value === undefined || !ts.isIdentifier(node.name) || !isMovingVariable(value, node, context)) return;
  const isPair = node.parent.properties.some(
    (other) => other !== node && other.name?.getText() === node.name.getText(),
  );
  if (isPair) return;
  const name = node.name.text;
  const text = value.getText() === name ? name : `${name}: ${textOf(value, context)}`;
  yield {
    edits: [replaceNode(node, text, context)],
    explanation: {
      mechanism: `\`${name}\` in ${subjectOf(node.parent)} holds ${gist(value, context)} as it was when the object was made.`,
      trigger: `It shows when ${gist(value, context)} changes, and \`${name}\` is asked for afterwards.`,
      consequence: 'The object says for ever what was true in the beginning.',
      fix: `Read it when it is asked for: ${gist(node, context)}.`,
    },
  };
}

/** The function is kept: by a call that is known for it, in a field, as a result or as a part of one. */
function runsLater(node: ts.Expression): boolean {
  const place = wrapped(node);
  const { parent } = place;
  if (ts.isCallExpression(parent)) return parent.expression !== place && LATER.test(calledName(parent) ?? '');
  if (ts.isReturnStatement(parent)) return true;
  if (ts.isPropertyAssignment(parent)) {
    const object = wrapped(parent.parent);
    return ts.isReturnStatement(object.parent) || runsLater(object);
  }
  const isStored =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    parent.right === place;
  return isStored && ts.isPropertyAccessExpression(parent.left);
}

/** All reads in the function of one place that changes elsewhere: a field of `this`, or a variable of a function around. */
function staleReads(
  node: ts.ArrowFunction | ts.FunctionExpression,
  home: ts.Statement,
  context: SiteContext,
): readonly ts.Expression[] | null {
  for (const part of descendants(node.body)) {
    if (!ts.isExpression(part)) continue;
    const isField =
      ts.isPropertyAccessExpression(part) && ts.isArrowFunction(node) && isMovingField(part, context);
    if (!isField && !isMovingVariable(part, node, context)) continue;
    const reads = [...descendants(node.body)].filter(
      (other): other is ts.Expression => ts.isExpression(other) && isSameCode(other, part) && !isName(other),
    );
    const isRead = !isWritten(wrapped(part)) && !isCalled(part);
    if (
      isRead &&
      reads.every((read) => !isWritten(wrapped(read))) &&
      !reads.some((read) => isDeclaredIn(read, home, context))
    )
      return reads;
  }
  return null;
}

function isName(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

function isCalled(node: ts.Expression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** `this.x`, which is given other values; an object that stays the same is as good later. */
function isMovingField(node: ts.PropertyAccessExpression, context: SiteContext): boolean {
  if (node.expression.kind !== ts.SyntaxKind.ThisKeyword || isCalled(node)) return false;
  const symbol = symbolOf(node.name, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isPropertyDeclaration(declaration)) return false;
  return isReplaced(symbol, context) && isChangedLater(symbol, context);
}

/** A `let` of a function around that is given other values. */
function isMovingVariable(node: ts.Node, fn: ts.Node, context: SiteContext): node is ts.Identifier {
  if (!ts.isIdentifier(node) || isName(node)) return false;
  const symbol = symbolOf(node, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const isOutside = enclosingFunction(declaration) !== null && declaration.end < fn.pos;
  return isOutside && declaration.initializer !== undefined && isReplacedBehind(symbol, fn, context);
}

function isReplaced(symbol: ts.Symbol, context: SiteContext): boolean {
  return referencesTo(symbol, context).some((name) => isWritten(wrapped(name.parent as ts.Expression)));
}

/** It is given a value behind the function, or in another function. */
function isReplacedBehind(symbol: ts.Symbol, fn: ts.Node, context: SiteContext): boolean {
  const own = enclosingFunction(symbol.valueDeclaration!);
  return referencesTo(symbol, context).some(
    (name) => isWritten(name) && (name.pos > fn.end || enclosingFunction(name) !== own),
  );
}

/** The home declares what is read: there is nothing to read above it. */
function isDeclaredIn(read: ts.Expression, home: ts.Statement, context: SiteContext): boolean {
  const declaration = ts.isIdentifier(read) ? symbolOf(read, context)?.valueDeclaration : undefined;
  return declaration !== undefined && declaration.pos >= home.pos && declaration.end <= home.end;
}

function nameFor(read: ts.Expression, nodes: readonly ts.Node[], context: SiteContext): string | null {
  const own = ts.isPropertyAccessExpression(read) ? read.name.text.replace(/^[#_]+/u, '') : read.getText();
  const capital = own.charAt(0).toUpperCase() + own.slice(1);
  const plain = ts.isPropertyAccessExpression(read) ? [own] : [];
  return freeName([...plain, `current${capital}`, `known${capital}`], nodes, context);
}

function replaced(read: ts.Expression, name: string, context: SiteContext): Edit {
  const { parent } = read;
  const isShort = ts.isShorthandPropertyAssignment(parent);
  return replaceNode(read, isShort ? `${read.getText()}: ${name}` : name, context);
}
