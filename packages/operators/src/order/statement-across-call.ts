import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isDeed, isReliedOn, isStateChange, reachesOut } from '../kit/effect.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const statementAcrossCall: Operator = {
  id: 'statement-across-call',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'State is changed on the wrong side of a call',
  mistake: 'It is not thought of that a function that is called looks at the state, changes it, or fails.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const pair = neighboursFrom(node, context);
    if (pair === null || waits(pair.first) || waits(pair.second)) return;
    const { first, second } = pair;
    const changesFirst = isStateChange(first, context);
    const [change, call] = changesFirst ? [first, second] : [second, first];
    if (!isStateChange(change, context) || !isDeed(call) || !reachesOut(call, context)) return;
    if (isReliedOn(change, call, context)) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(change, context)} only ${changesFirst ? 'after' : 'before'} ${gist(call, context)}, on the wrong side of it.`,
        trigger: `It shows when what ${gist(call, context)} runs looks at the state, calls back, or throws.`,
        consequence: 'It finds, or leaves behind, the state of the wrong moment.',
        fix: `Run ${gist(first, context)} before ${gist(second, context)}.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Bell {\n  count = 0;\n  ring(listener: (bell: Bell) => void): void {\n    this.count += 1;\n    listener(this);\n  }\n}\n',
        after:
          'export class Bell {\n  count = 0;\n  ring(listener: (bell: Bell) => void): void {\n    listener(this);\n    this.count += 1;\n  }\n}\n',
        witness:
          '(() => { let seen = -1; new Bell().ring(({ count }) => { seen = count; }); return seen; })()',
      },
    ],
    skips: [
      {
        code: 'export class Names {\n  count = 0;\n  readonly list: string[] = [];\n  add(name: string): void {\n    this.list.push(name);\n    this.count += 1;\n  }\n}\n',
        because: 'The call looks at nothing but the list.',
      },
    ],
  },
};
