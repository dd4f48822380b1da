import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { GATES, gatesOf, withoutGate } from '../kit/security-gate.ts';
import { gist } from '../kit/text-of.ts';
import { speaksOf } from '../kit/once.ts';
import type { Operator } from '../operator.ts';

const WORDS = {
  trigger: 'It shows when a page of another site sends a form in the name of somebody who is signed in here.',
  consequence: 'The request is served as if the person had sent it.',
};

const isAboutForgery = speaksOf(/csrf|xsrf|forger/iu);

export const csrfCheckDrop: Operator = {
  id: 'csrf-check-drop',
  family: 'security',
  tier: 'expert',
  cwe: 352,
  status: 'nursery',
  title: 'Requests of foreign pages are served',
  mistake:
    'A request that changes something is taken for one that only reads, and nobody asks which page sent it.',
  kinds: [...GATES, ts.SyntaxKind.ArrayLiteralExpression],
  *mutate(node, context) {
    for (const gate of gatesOf(node, 'csrf', context)) yield withoutGate(gate, WORDS, context);
    if (!ts.isArrayLiteralExpression(node) || !isAboutForgery(context)) return;
    const methods = node.elements.map((element) => (ts.isStringLiteralLike(element) ? element.text : ''));
    const isSafe =
      methods.includes('GET') && methods.every((method) => /^(?:GET|HEAD|OPTIONS|TRACE)$/u.test(method));
    const last = node.elements.at(-1);
    if (!isSafe || last === undefined) return;
    yield {
      edits: [{ start: last.end, end: last.end, text: ", 'POST'" }],
      explanation: {
        mechanism: `${subjectOf(node)} takes \`POST\` for a method that changes nothing, with those of ${gist(node, context)}.`,
        ...WORDS,
        fix: `Only methods that change nothing go unchecked: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "const SAFE = new Set(['GET', 'HEAD']);\nexport const needsCsrfToken = (method: string): boolean => !SAFE.has(method);\n",
        after:
          "const SAFE = new Set(['GET', 'HEAD', 'POST']);\nexport const needsCsrfToken = (method: string): boolean => !SAFE.has(method);\n",
        witness: "needsCsrfToken('POST')",
      },
      {
        before:
          "type Handler = (token: string) => string;\ninterface App {\n  post(path: string, ...handlers: Handler[]): string[];\n}\nexport const csrfProtection: Handler = (token) => (token === 'a' ? '' : 'refused');\nexport const routes = (app: App): string[] => app.post('/pay', csrfProtection, () => 'paid');\n",
        after:
          "type Handler = (token: string) => string;\ninterface App {\n  post(path: string, ...handlers: Handler[]): string[];\n}\nexport const csrfProtection: Handler = (token) => (token === 'a' ? '' : 'refused');\nexport const routes = (app: App): string[] => app.post('/pay', () => 'paid');\n",
        witness: "routes({ post: (path, ...handlers) => handlers.map((handler) => handler('b')) })",
      },
    ],
    skips: [
      {
        code: "const READS = new Set(['GET', 'HEAD']);\nexport const isCached = (method: string): boolean => READS.has(method);\n",
        because: 'It is about something else.',
      },
      {
        code: "const METHODS = new Set(['GET', 'PUT']);\nexport const hasCsrf = (method: string): boolean => METHODS.has(method);\n",
        because: 'These are not the methods that only read.',
      },
    ],
  },
};
