import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { dependsOn, isDeed, isReliedOn, storeTarget, usesNamesOf } from '../kit/effect.ts';
import { neighboursFrom, swapped } from '../kit/neighbour.ts';
import { gist, startOf } from '../kit/text-of.ts';
import { waits } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const readBeforeWrite: Operator = {
  id: 'read-before-write',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Value is taken before it is up to date',
  mistake: 'A value is read into a variable, and only then what it is read from is changed.',
  kinds: [ts.SyntaxKind.ExpressionStatement],
  *mutate(node, context) {
    const pair = neighboursFrom(node, context);
    if (pair === null || !ts.isVariableStatement(pair.second)) return;
    const { first, second } = pair;
    if (waits(first) || waits(second) || usesNamesOf(first, second) || !dependsOn(second, first)) return;
    if ((storeTarget(first) === null && !isDeed(first)) || isReliedOn(first, second, context)) return;
    yield {
      edits: swapped(pair, context),
      explanation: {
        mechanism: `${subjectOf(node)} runs ${gist(second, context)} before ${gist(first, context)}.`,
        trigger: `It shows whenever ${gist(first, context)} changes what is read.`,
        consequence: 'The variable holds the value of before, and all that follows goes by it.',
        fix: `Run ${gist(first, context)} first.`,
      },
      regions: [{ start: startOf(first, context), end: second.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Ticket {\n  last = 0;\n  next(): string {\n    this.last += 1;\n    const number = this.last;\n    return `#${number}`;\n  }\n}\n',
        after:
          'export class Ticket {\n  last = 0;\n  next(): string {\n    const number = this.last;\n    this.last += 1;\n    return `#${number}`;\n  }\n}\n',
        witness: 'new Ticket().next()',
      },
    ],
    skips: [
      {
        code: 'export class Ticket {\n  last = 0;\n  next(size: number): string {\n    this.last += 1;\n    const width = size * 2;\n    return `#${this.last}`.padStart(width);\n  }\n}\n',
        because: 'The variable has nothing to do with what is changed.',
      },
    ],
  },
};
