import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

const PARTS = /^(get|set)(UTC)?((?:FullYear|Month|Date|Day|Hours))$/u;

export const dateUtcLocal: Operator = {
  id: 'date-utc-local',
  family: 'collection',
  tier: 'hard',
  cwe: 682,
  status: 'nursery',
  title: 'Time of another zone',
  mistake: 'The time of the machine and the one of Greenwich are taken for the same.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    const parts = call === null ? null : PARTS.exec(call.name);
    if (call === null || parts === null || typeOf(call.receiver, context).getSymbol()?.name !== 'Date')
      return;
    const wrong = `${parts[1]!}${parts[2] === undefined ? 'UTC' : ''}${parts[3]!}`;
    yield {
      edits: [replaceNode(call.callee.name, wrong, context)],
      explanation: {
        mechanism: `${subjectOf(node)} calls \`${wrong}\` of ${gist(call.receiver, context)}.`,
        trigger: 'It shows on machines whose time is not that of Greenwich, for times near the end of a day.',
        consequence: 'The day, or the hour, is another one.',
        fix: `Call \`${call.name}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const day = (date: Date): number => {\n  date.getTimezoneOffset = () => 0;\n  date.getDate = () => -1;\n  return date.getUTCDate();\n};\n',
        after:
          'export const day = (date: Date): number => {\n  date.getTimezoneOffset = () => 0;\n  date.getDate = () => -1;\n  return date.getDate();\n};\n',
        witness: "day(new Date('2026-01-01'))",
      },
    ],
    skips: [
      {
        code: 'export const time = (date: Date): number => date.getTime();\n',
        because: 'A moment has no zone.',
      },
    ],
  },
};
