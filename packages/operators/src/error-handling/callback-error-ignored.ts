import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isEnd, statementsIn } from '../kit/body.ts';
import { siblingsOf, subjectOf } from '../kit/enclosing.ts';
import { hasFixedLines, indentOf, reindent } from '../kit/layout.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { hasComment } from '../kit/neighbour.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { freeName } from '../kit/scope.ts';
import { failureTest, type FailureTest } from '../kit/settling.ts';
import { gist, startOf } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const callbackErrorIgnored: Operator = {
  id: 'callback-error-ignored',
  family: 'error-handling',
  tier: 'hard',
  cwe: 252,
  status: 'nursery',
  title: 'Callback does not look at its error',
  mistake:
    'A callback goes on with the result and forgets that it may have been called because of a failure.',
  kinds: [ts.SyntaxKind.IfStatement],
  *mutate(node, context) {
    const found = failureTest(node, context);
    if (found === null) return;
    const { parameter, test } = found;
    const unnamed = withoutName(found, context);
    const edits = unnamed === null ? null : withoutTest(found, context);
    if (unnamed === null || edits === null) return;
    yield {
      edits: [unnamed, ...edits],
      explanation: {
        mechanism: `The callback in ${subjectOf(parameter)} does not look at ${gist(parameter.name, context)}.`,
        trigger: 'It shows when what calls back has failed.',
        consequence: 'The failure is lost, and the callback goes on with a result that is not there.',
        fix: `Look at it first: ${gist(test, context)}.`,
      },
      regions: [{ start: startOf(parameter.parent, context), end: parameter.parent.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'type Read = (name: string, done: (error: Error | null, text: string) => void) => void;\nexport function size(name: string, read: Read, done: (error: Error | null, size?: number) => void): void {\n  read(name, (error, text) => {\n    if (error) {\n      done(error);\n      return;\n    }\n    done(null, text.length);\n  });\n}\n',
        after:
          'type Read = (name: string, done: (error: Error | null, text: string) => void) => void;\nexport function size(name: string, read: Read, done: (error: Error | null, size?: number) => void): void {\n  read(name, (_error, text) => {\n    done(null, text.length);\n  });\n}\n',
        witness:
          "(() => { const seen = []; size('a', (_, done) => done(new Error('no'), ''), (error) => seen.push(error !== null)); return seen; })()",
      },
      {
        before:
          'type Ask = (done: (error: Error | undefined, answer: string) => void) => void;\nexport function ask(ask: Ask, done: (answer: string) => void): void {\n  ask((error, answer) => {\n    if (error !== undefined) done(`failed: ${error.message}`);\n    else done(answer);\n  });\n}\n',
        after:
          'type Ask = (done: (error: Error | undefined, answer: string) => void) => void;\nexport function ask(ask: Ask, done: (answer: string) => void): void {\n  ask((_error, answer) => {\n    done(answer);\n  });\n}\n',
        witness:
          "(() => { const seen = []; ask((done) => done(new Error('no'), ''), (answer) => seen.push(answer)); return seen; })()",
      },
      {
        before:
          'type Done = (error: Error | null, isWritten?: boolean) => void;\nexport function write(save: (done: (error: Error | null) => void) => void, done: Done): void {\n  save((error) => {\n    if (error) return done(error);\n    done(null, true);\n  });\n}\n',
        after:
          'type Done = (error: Error | null, isWritten?: boolean) => void;\nexport function write(save: (done: (error: Error | null) => void) => void, done: Done): void {\n  save(() => {\n    done(null, true);\n  });\n}\n',
        witness:
          "(() => { const seen = []; write((done) => done(new Error('no')), (error, isWritten) => seen.push(isWritten === true)); return seen; })()",
      },
    ],
    skips: [
      {
        code: "export function log(run: (done: (error: Error | null) => void) => void, lines: string[]): void {\n  run((error) => {\n    if (error) {\n      lines.push('failed');\n    }\n    lines.push(`done ${String(error)}`);\n  });\n}\n",
        because: 'The error is used behind the test, too.',
      },
      {
        code: 'export function check(value: number | null): number {\n  if (value === null) return 0;\n  return value + 1;\n}\n',
        because: 'Nothing is told of a failure.',
      },
    ],
  },
};

/** A parameter that others follow is only renamed, as one does with what is not used; alone it goes. */
function withoutName({ parameter, test }: FailureTest, context: SiteContext): Edit | null {
  const fn = parameter.parent;
  if (fn.parameters.length > 1) {
    const name = freeName([`_${parameter.name.getText()}`], [test], context);
    return name === null ? null : replaceNode(parameter.name, name, context);
  }
  const isInside = fn
    .getChildren(context.sourceFile)
    .some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return replaceNode(parameter, isInside ? '' : '()', context);
}

/** The test goes; of an `else` the statements stay. */
function withoutTest({ parameter, test }: FailureTest, context: SiteContext): Edit[] | null {
  const { elseStatement } = test;
  const own = stretchOf(parameter, context);
  if (elseStatement === undefined) {
    const siblings = siblingsOf(test);
    if (siblings === null || siblings.at(-1) === test || !isEnd(statementsIn(test.thenStatement), context))
      return null;
    const leftovers = unusedAfter([stretchOf(test, context), own], context);
    return leftovers === null || hasComment(test, context) ? null : [dropLines(test, context), ...leftovers];
  }
  const stay = statementsIn(elseStatement);
  const [first, last] = [stay[0], stay.at(-1)];
  if (first === undefined || last === undefined || hasFixedLines(elseStatement, context)) return null;
  const head = { start: startOf(test, context), end: startOf(first, context) };
  const tail = { start: last.end, end: test.end };
  const leftovers = unusedAfter([head, tail, own], context);
  const code = context.text.slice(head.end, tail.start);
  const text = reindent(code, indentOf(first, context), indentOf(test, context));
  return leftovers === null ? null : [{ start: head.start, end: test.end, text }, ...leftovers];
}
