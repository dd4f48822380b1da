import * as ts from 'typescript';
import { statementsBefore } from '../kit/awaiting.ts';
import { dependsOn, isStateChange, usesNamesOf } from '../kit/effect.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { calledName, isExit } from '../kit/exits.ts';
import { hasComment } from '../kit/neighbour.ts';
import { moveAbove } from '../kit/replace.ts';
import { isSettler } from '../kit/settle.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { bare, waits } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const SIGNALS = /^(?:emit|notify\w*|publish|dispatch\w*|signal|announce|fire\w*|trigger\w*|on[A-Z]\w*)$/u;

export const resolveBeforeState: Operator = {
  id: 'resolve-before-state',
  family: 'async',
  tier: 'expert',
  cwe: 362,
  status: 'nursery',
  title: 'Told that it is done before it is done',
  mistake: 'Those who wait are told first, and the state that they then look at is made after a wait.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    if (!ts.isExpressionStatement(node) || !isSignal(node, context) || hasComment(node, context)) return;
    const siblings: readonly ts.Statement[] = siblingsOf(node) ?? [];
    const before = siblings.slice(0, siblings.indexOf(node)).reverse();
    const wait = before.findIndex(waits);
    const target = before[wait];
    const passed = before.slice(0, wait + 1);
    // Right behind the wait it is a matter of two neighbours.
    if (target === undefined || wait < 1 || passed.some(isExit) || hasComment(target, context)) return;
    const change = passed.find((one) => isStateChange(one, context));
    if (change === undefined || passed.some((one) => usesNamesOf(node, one) || dependsOn(node, one))) return;
    if (statementsBefore(node)[wait] !== target) return;
    yield {
      edits: moveAbove(node, target, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(node, context)} before ${gist(target, context)}, so ${gist(change, context)} comes later.`,
        trigger: 'It shows when who is told looks at the state at once.',
        consequence: 'The state of before is found, and taken for the new one.',
        fix: `Tell when all is done: ${gist(node, context)} comes last.`,
      },
      regions: [{ start: startOf(target, context), end: node.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Source {\n  value = 0;\n  onChange: () => void = () => undefined;\n  async refresh(load: () => Promise<number>): Promise<void> {\n    const value = await load();\n    this.value = value;\n    this.onChange();\n  }\n}\n',
        after:
          'export class Source {\n  value = 0;\n  onChange: () => void = () => undefined;\n  async refresh(load: () => Promise<number>): Promise<void> {\n    this.onChange();\n    const value = await load();\n    this.value = value;\n  }\n}\n',
        witness:
          '(async () => { const source = new Source(); let seen = -1; source.onChange = () => { seen = source.value; }; await source.refresh(async () => 1); return seen; })()',
      },
      {
        before:
          'export class Link {\n  state = "new";\n  readonly #opened = Promise.withResolvers<void>();\n  get opened(): Promise<void> {\n    return this.#opened.promise;\n  }\n  async open(connect: () => Promise<void>): Promise<void> {\n    await connect();\n    this.state = "open";\n    this.#opened.resolve();\n  }\n}\n',
        after:
          'export class Link {\n  state = "new";\n  readonly #opened = Promise.withResolvers<void>();\n  get opened(): Promise<void> {\n    return this.#opened.promise;\n  }\n  async open(connect: () => Promise<void>): Promise<void> {\n    this.#opened.resolve();\n    await connect();\n    this.state = "open";\n  }\n}\n',
        witness:
          '(async () => { const link = new Link(); void link.open(async () => { for (let i = 0; i < 9; i++) await null; }); await link.opened; return link.state; })()',
      },
    ],
    skips: [
      {
        code: 'export class Source {\n  value = 0;\n  onChange: (value: number) => void = () => undefined;\n  async refresh(load: () => Promise<number>): Promise<void> {\n    const value = await load();\n    this.value = value;\n    this.onChange(value);\n  }\n}\n',
        because: 'The message needs what is waited for.',
      },
      {
        code: 'export class Source {\n  value = 0;\n  onChange: () => void = () => undefined;\n  set(value: number): void {\n    this.value = value;\n    this.onChange();\n  }\n}\n',
        because: 'Nothing is waited for.',
      },
    ],
  },
};

/** Somebody is told, and gets no value made here. */
function isSignal(node: ts.ExpressionStatement, context: SiteContext): boolean {
  const call = bare(node.expression);
  if (!ts.isCallExpression(call)) return false;
  return isSettler(call.expression, context) || SIGNALS.test(calledName(call)?.replace(/^#/u, '') ?? '');
}
