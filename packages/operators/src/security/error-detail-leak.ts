import * as ts from 'typescript';
import { enclosing, subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { freeName } from '../kit/scope.ts';
import { gist } from '../kit/text-of.ts';
import { replaceNode } from '../kit/replace.ts';
import { fits } from '../kit/fits.ts';
import type { Operator, SiteContext } from '../operator.ts';

const ANSWERS = /^(?:send|json|end|write|reply|respond|answer|text|render|fail\w*)$/u;
const FIELDS = /^(?:message|error|body|detail|reason|text|description)$/u;
const NAMES = ['error', 'cause', 'failure'];
/** Fewer letters are a code, not a sentence for a person. */
const SHORTEST = 8;

export const errorDetailLeak: Operator = {
  id: 'error-detail-leak',
  family: 'security',
  tier: 'expert',
  cwe: 209,
  status: 'nursery',
  title: 'Outsiders are told what went wrong inside',
  mistake: 'An answer that says nothing is hard to debug, so it says everything.',
  kinds: [ts.SyntaxKind.StringLiteral, ts.SyntaxKind.NoSubstitutionTemplateLiteral],
  *mutate(node, context) {
    if (!ts.isStringLiteralLike(node) || node.text.length < SHORTEST || !isAnswer(node)) return;
    const clause = enclosing(node, ts.isCatchClause);
    if (clause === null || !isOwnCatch(node, clause)) return;
    const name = boundName(clause, node, context);
    if (name === null || !fits(context.checker.getStringType(), node, context)) return;
    const edits = [replaceNode(node, `String(${name})`, context)];
    if (clause.variableDeclaration === undefined) {
      const start = clause.getStart(context.sourceFile) + 'catch'.length;
      edits.unshift({ start, end: start, text: ` (${name})` });
    }
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} answers with \`String(${name})\`.`,
        trigger: 'It shows when the code inside fails and its error names a path, a query or a secret.',
        consequence: 'An outsider reads how the inside is made, and sometimes what it holds.',
        fix: `Say no more than ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "export function load(read: () => string): { status: number; body: string } {\n  try {\n    return { status: 200, body: read() };\n  } catch {\n    return { status: 500, body: 'something went wrong' };\n  }\n}\n",
        after:
          'export function load(read: () => string): { status: number; body: string } {\n  try {\n    return { status: 200, body: read() };\n  } catch (error) {\n    return { status: 500, body: String(error) };\n  }\n}\n',
        witness: "load(() => { throw new Error('/etc/shop/key'); })",
      },
      {
        before:
          "export async function serve(work: () => Promise<string>, response: { send(text: string): void }, log: (error: unknown) => void): Promise<void> {\n  try {\n    response.send(await work());\n  } catch (failure) {\n    log(failure);\n    response.send('Please try again later.');\n  }\n}\n",
        after:
          'export async function serve(work: () => Promise<string>, response: { send(text: string): void }, log: (error: unknown) => void): Promise<void> {\n  try {\n    response.send(await work());\n  } catch (failure) {\n    log(failure);\n    response.send(String(failure));\n  }\n}\n',
        witness:
          "(async () => { const sent = []; await serve(async () => { throw new Error('key'); }, { send: (text) => sent.push(text) }, () => {}); return sent; })()",
      },
    ],
    skips: [
      {
        code: "export function parse(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch (error) {\n    throw new SyntaxError('the text is not JSON', { cause: error });\n  }\n}\n",
        because: 'The error goes to the caller, not to an outsider.',
      },
      {
        code: "export const answer = (): { status: number; body: string } => ({ status: 404, body: 'there is no such page' });\n",
        because: 'Nothing has failed.',
      },
    ],
  },
};

/** The text is what somebody gets to see: a field of an object that is given back or sent, or what is sent itself. */
function isAnswer(text: ts.StringLiteralLike): boolean {
  const { parent } = text;
  if (ts.isCallExpression(parent))
    return ANSWERS.test(calledName(parent) ?? '') && parent.arguments.at(-1) === text;
  if (!ts.isPropertyAssignment(parent) || !FIELDS.test(parent.name.getText())) return false;
  const holder = parent.parent.parent;
  if (ts.isReturnStatement(holder)) return true;
  return ts.isCallExpression(holder) && ANSWERS.test(calledName(holder) ?? '');
}

/** No function lies between the text and the clause. */
function isOwnCatch(text: ts.Node, clause: ts.CatchClause): boolean {
  return ts.findAncestor(text, (node) => node === clause || ts.isFunctionLike(node)) === clause;
}

/** The name of the caught error, or one that is free. */
function boundName(clause: ts.CatchClause, text: ts.Node, context: SiteContext): string | null {
  const { variableDeclaration } = clause;
  if (variableDeclaration === undefined) return freeName(NAMES, [text], context);
  return ts.isIdentifier(variableDeclaration.name) ? variableDeclaration.name.text : null;
}
