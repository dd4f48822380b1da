import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { withoutElement } from '../kit/element.ts';
import { enclosing, subjectOf } from '../kit/enclosing.ts';
import { unusedAfter } from '../kit/leftover.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const causeDrop: Operator = {
  id: 'cause-drop',
  family: 'error-handling',
  tier: 'moderate',
  cwe: 755,
  status: 'nursery',
  title: 'Error does not say what caused it',
  mistake: 'A new error is thrown for an old one, and the old one is lost.',
  kinds: [ts.SyntaxKind.NewExpression],
  *mutate(node, context) {
    if (!ts.isNewExpression(node) || enclosing(node, ts.isCatchClause) === null) return;
    const edits = withoutCause(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} makes ${gist(node.expression, context)} without its \`cause\`.`,
        trigger: 'It shows when the error is looked into for what went wrong first.',
        consequence: 'What really happened, and where, is not known any more.',
        fix: `Hand on the cause: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function parsed(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch (error) {\n    throw new Error('no JSON', { cause: error });\n  }\n}\n",
        after:
          "export function parsed(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch {\n    throw new Error('no JSON');\n  }\n}\n",
        witness: "(() => { try { parsed('{'); } catch (error) { return error.cause !== undefined; } })()",
      },
    ],
    skips: [
      {
        code: "export function fail(cause: string): never {\n  throw new Error('failed', { cause });\n}\n",
        because: 'No error is caught.',
      },
    ],
  },
};

/** `{ cause: error }` goes, or the one property of several. */
function withoutCause(node: ts.NewExpression, context: SiteContext): Edit[] | null {
  const list = node.arguments;
  const options = list?.at(-1);
  if (list === undefined || options === undefined || !ts.isObjectLiteralExpression(options)) return null;
  const cause = options.properties.find(({ name }) => name?.getText() === 'cause');
  if (cause === undefined || !/Error$/u.test(node.expression.getText())) return null;
  if (options.properties.length > 1)
    return withoutElement(options.properties, options.properties.indexOf(cause), context);
  if (list.length < 2) return null;
  const gone = { start: list.at(-2)!.end, end: options.end };
  const leftovers = unusedAfter([gone], context);
  return leftovers === null ? null : [{ ...gone, text: '' }, ...leftovers];
}
