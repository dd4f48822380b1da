import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const unclosedTemplate: Operator = {
  id: 'unclosed-template',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Template literal not closed',
  mistake:
    'The closing backtick of a template is forgotten, so all the code behind it becomes part of the text.',
  kinds: [ts.SyntaxKind.TemplateExpression, ts.SyntaxKind.NoSubstitutionTemplateLiteral],
  *mutate(node, context) {
    if (context.text[node.end - 1] !== '`' || isInside(node)) return;
    // Another template further on would be read inside out; one backtick fewer never comes out even.
    if (/\\`/u.test(context.text.slice(node.end)) || backticks(context.text) % 2 === 1) return;
    yield {
      edits: [{ start: node.end - 1, end: node.end, text: '' }],
      explanation: {
        mechanism: `The template ${gist(node, context).replaceAll(/(?<!^)`(?!$)/gu, "'")} in ${placeOf(node)} has lost its closing backtick.`,
        trigger: 'It shows as soon as anything reads the file.',
        consequence:
          'The text runs on to the next backtick or to the end of the file, and the file does not parse.',
        fix: 'Close the template with a backtick.',
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const unit = `ms`;\n',
        after: 'export const unit = `ms;\n',
        witness: null,
      },
      {
        before: 'export function greet(name: string): string {\n  return `Hello, ${name}!`;\n}\n',
        after: 'export function greet(name: string): string {\n  return `Hello, ${name}!;\n}\n',
        witness: null,
      },
    ],
    skips: [
      { code: "export const unit = 'ms';\n", because: 'A string ends with its line; that is another slip.' },
      {
        code: '/** Texts between ` and the next one. */\nexport const unit = `ms`;\n',
        because: 'The odd backtick of the comment might close it.',
      },
    ],
  },
};

/** Part of the text of another template. */
function isInside(node: ts.Node): boolean {
  return ts.findAncestor(node.parent, ts.isTemplateSpan) !== undefined;
}

function backticks(text: string): number {
  return text.split('`').length - 1;
}
