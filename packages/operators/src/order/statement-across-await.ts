import * as ts from 'typescript';
import { checkThenAct } from '../async/check-then-act.ts';
import { doubleStart } from '../async/double-start.ts';
import { eventBeforeListener } from '../async/event-before-listener.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isDeed, isReliedOn, isStateChange, usesNamesOf } from '../kit/effect.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';

/** Operators for steps of one kind; what they take is theirs. */
const SPECIALISTS = [checkThenAct, doubleStart, eventBeforeListener];

export const statementAcrossAwait: Operator = {
  id: 'statement-across-await',
  family: 'order',
  tier: 'expert',
  cwe: 362,
  status: 'stable',
  title: 'Step on the wrong side of a wait',
  mistake: 'It is not thought of what others do, or see, while the code waits.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    const pair = neighboursFrom(node, context);
    if (pair === null) return;
    const { first, second } = pair;
    const isEarlier = waits(second);
    const [step, wait] = isEarlier ? [first, second] : [second, first];
    if (waits(step) || !isWait(wait) || usesNamesOf(step, wait) || usesNamesOf(wait, step)) return;
    if (!isStateChange(step, context) && !isDeed(step)) return;
    if (isReliedOn(step, wait, context)) return;
    if (SPECIALISTS.some((one) => takes(one, first, context))) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(step, context)} ${isEarlier ? 'after' : 'before'} ${gist(wait, context)} instead of ${isEarlier ? 'before' : 'after'} it.`,
        trigger: isEarlier
          ? 'It shows when something else runs during the wait, or when the wait ends in an error.'
          : 'It shows when something else runs during the wait and finds the step done already.',
        consequence: isEarlier
          ? 'The step comes too late, or not at all.'
          : 'The step is done although what it rests on is not.',
        fix: `Run ${gist(first, context)} first, and ${gist(second, context)} then.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Pool {\n  open = 0;\n  async use(work: () => Promise<void>): Promise<void> {\n    this.open += 1;\n    await work();\n  }\n}\n',
        after:
          'export class Pool {\n  open = 0;\n  async use(work: () => Promise<void>): Promise<void> {\n    await work();\n    this.open += 1;\n  }\n}\n',
        witness: '(() => { const pool = new Pool(); void pool.use(async () => {}); return pool.open; })()',
      },
      {
        before:
          'export class Store {\n  saved = 0;\n  async save(write: () => Promise<void>): Promise<void> {\n    await write();\n    this.saved += 1;\n  }\n}\n',
        after:
          'export class Store {\n  saved = 0;\n  async save(write: () => Promise<void>): Promise<void> {\n    this.saved += 1;\n    await write();\n  }\n}\n',
        witness:
          '(() => { const store = new Store(); void store.save(async () => {}); return store.saved; })()',
      },
    ],
    skips: [
      {
        code: 'export class Page {\n  text = "";\n  async load(read: () => Promise<string>): Promise<void> {\n    const text = await read();\n    this.text = text;\n  }\n}\n',
        because: 'The step uses what is waited for.',
      },
    ],
  },
};

function isWait(statement: ts.Statement): boolean {
  return waits(statement) && (ts.isExpressionStatement(statement) || ts.isVariableStatement(statement));
}
