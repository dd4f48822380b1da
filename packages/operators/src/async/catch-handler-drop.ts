import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { gist, quoted } from '../kit/text-of.ts';
import { isJavaScript, isPromiseType, isReplacement, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const catchHandlerDrop: Operator = {
  id: 'catch-handler-drop',
  family: 'async',
  tier: 'hard',
  cwe: 755,
  status: 'stable',
  title: 'Failure of a promise is not dealt with',
  mistake: 'It is not thought of that work that is waited for, or left to itself, may fail.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const call = methodCall(node);
    if (call?.name !== 'catch' || call.call.arguments.length !== 1) return;
    const [from, to] = [typeOf(call.receiver, context), typeOf(node, context)];
    const isPromise = isPromiseType(from);
    if (!isPromise && !isJavaScript(context)) return;
    const isAlone = ts.isExpressionStatement(node.parent) || ts.isVoidExpression(node.parent);
    if (isPromise && !isAlone && !ts.isAwaitExpression(node.parent) && !isReplacement(from, to, context))
      return;
    const gone = { start: call.receiver.end, end: node.end };
    const leftovers = unusedAfter([gone], context);
    if (leftovers === null) return;
    yield {
      edits: [{ ...gone, text: '' }, ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} does not deal with a failure of ${gist(call.receiver, context)}.`,
        trigger: `It shows when ${gist(call.receiver, context)} fails.`,
        consequence: 'The error goes to the caller, or to nobody, which ends the process.',
        fix: `Deal with it: ${quoted(context.text.slice(gone.start, gone.end))}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const size = async (read: () => Promise<number>): Promise<number> => {\n  const size = await read().catch(() => 0);\n  return size + 1;\n};\n',
        after:
          'export const size = async (read: () => Promise<number>): Promise<number> => {\n  const size = await read();\n  return size + 1;\n};\n',
        witness: "size(async () => { throw new Error('no'); })",
      },
    ],
    skips: [
      {
        code: 'interface Net {\n  catch(fish: string): number;\n}\nexport const fish = (net: Net): number => net.catch("fish");\n',
        because: 'It is no promise.',
      },
    ],
  },
};
