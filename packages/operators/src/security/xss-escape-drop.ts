import * as ts from 'typescript';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { textAsMarkup } from '../kit/markup.ts';
import { partInstead } from '../kit/part.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import { callUnwrap } from '../omission/call-unwrap.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Functions that make text, or harmless markup, of any text. */
const ESCAPES =
  /^_?(?:(?:html|xml|attr\w*)_?(?:escape|encode)\w*|escape(?!Like|Reg)\w*|encodeHtml\w*|encodeXml\w*|sanitize\w*|purify\w*)$/iu;
/** A tag somewhere in the file. */
const MARKUP = /<\/?[a-z][\w-]*[^<>]*>/iu;
const TEXTS = /^(?:textContent|innerText)$/u;

export const xssEscapeDrop: Operator = {
  id: 'xss-escape-drop',
  family: 'security',
  tier: 'expert',
  cwe: 79,
  status: 'nursery',
  title: 'Text goes into a page as markup',
  mistake: 'One of the ways by which text gets into a page leads past the function that makes it harmless.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    if (ts.isCallExpression(node)) yield* unescaped(node, context);
    if (!ts.isIdentifier(node)) return;
    yield* asMarkup(node, context);
    yield* handedOver(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "const escape = (value: string | number): string => String(value).replaceAll('<', '&lt;');\nexport const cell = (value: string | number): string => `<td>${escape(value)}</td>`;\nexport const row = (values: string[]): string => `<tr>${values.map((value) => escape(value)).join('')}</tr>`;\n",
        after:
          "const escape = (value: string | number): string => String(value).replaceAll('<', '&lt;');\nexport const cell = (value: string | number): string => `<td>${value}</td>`;\nexport const row = (values: string[]): string => `<tr>${values.map((value) => escape(value)).join('')}</tr>`;\n",
        witness: "cell('<b>')",
      },
      {
        before:
          "const ENTITIES: Record<string, string> = { '<': '&lt;', '&': '&amp;' };\nconst escapeText = (text: string): string => text.replaceAll(/[<&]/gu, (char) => ENTITIES[char]!);\nexport const list = (items: string[]): string => `<p>${items.map(escapeText).join('<br>')}</p>`;\n",
        after:
          "export const list = (items: string[]): string => `<p>${items.map(String).join('<br>')}</p>`;\n",
        witness: "list(['<b>'])",
      },
      {
        before:
          'interface Place {\n  textContent: string | null;\n  innerHTML: string;\n}\nexport function show(place: Place, name: string): void {\n  place.textContent = `Hello, ${name}`;\n}\n',
        after:
          'interface Place {\n  textContent: string | null;\n  innerHTML: string;\n}\nexport function show(place: Place, name: string): void {\n  place.innerHTML = `Hello, ${name}`;\n}\n',
        witness: "(() => { const place = {}; show(place, '<b>'); return place; })()",
      },
    ],
    skips: [
      {
        code: "const escape = (text: string): string => text.replaceAll('<', '&lt;');\nexport const cell = (text: string): string => `<td>${escape(text)}</td>`;\n",
        because: 'A call around a text is the business of call-unwrap.',
      },
      {
        code: "const escapeName = (value: unknown): string => String(value).replaceAll('/', '~1');\nexport const pointer = (value: unknown): string => `/${escapeName(value)}`;\n",
        because: 'There is no markup.',
      },
      {
        code: "export const clear = (place: { textContent: string; innerHTML: string }): void => {\n  place.textContent = '';\n};\n",
        because: 'An empty text is the same either way.',
      },
    ],
  },
};

/** `${escape(value)}`: what goes into a template need not be text, so that call-unwrap leaves it alone. */
function* unescaped(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const [value] = call.arguments;
  if (value === undefined || ts.isLiteralExpression(value) || !ESCAPES.test(calledName(call) ?? '')) return;
  const isInText = ts.isTemplateSpan(call.parent) || isStringType(typeOf(value, context));
  if (!isInText || !MARKUP.test(context.text) || ts.isSpreadElement(value)) return;
  if (ts.isExpressionStatement(call.parent) || takes(callUnwrap, call, context)) return;
  if (!ts.isTemplateSpan(call.parent) && !isStringType(typeOf(call, context))) return;
  const edits = partInstead(call, value, context);
  if (edits === null) return;
  yield textAsMarkup(
    call,
    edits,
    `puts ${gist(value, context)} into the page without ${gist(call.expression, context)}`,
    `Escape it: ${gist(call, context)}.`,
  );
}

/** `lines.map(escape)` takes the texts as they are. */
function* handedOver(name: ts.Identifier, context: SiteContext): Generator<Rewrite> {
  const { parent } = name;
  if (!ESCAPES.test(name.text) || !ts.isCallExpression(parent) || parent.expression === name) return;
  if (!MARKUP.test(context.text)) return;
  const expected = context.checker.getContextualType(name)?.getCallSignatures()[0];
  if (expected === undefined || !givesText(name, context)) return;
  const leftovers = unusedAfter([stretchOf(name, context)], context);
  if (leftovers === null) return;
  yield textAsMarkup(
    name,
    [replaceNode(name, 'String', context), ...leftovers],
    `takes the texts in ${gist(parent, context)} as they are`,
    `Escape each: ${gist(parent, context)}.`,
  );
}

function givesText(name: ts.Identifier, context: SiteContext): boolean {
  const [signature] = typeOf(name, context).getCallSignatures();
  return signature !== undefined && isStringType(context.checker.getReturnTypeOfSignature(signature));
}

/** `place.textContent = text` writes markup. */
function* asMarkup(name: ts.Identifier, context: SiteContext): Generator<Rewrite> {
  const access = name.parent;
  if (!TEXTS.test(name.text) || !ts.isPropertyAccessExpression(access) || access.name !== name) return;
  const { parent } = access;
  if (!ts.isBinaryExpression(parent) || parent.left !== access) return;
  if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  if (ts.isStringLiteralLike(parent.right) || !isStringType(typeOf(parent.right, context))) return;
  const owner = typeOf(access.expression, context);
  if (context.checker.getPropertyOfType(owner, 'innerHTML') === undefined) return;
  yield textAsMarkup(
    name,
    [replaceNode(name, 'innerHTML', context)],
    `writes ${gist(parent.right, context)} to \`innerHTML\``,
    `Write it as text: ${gist(parent, context)}.`,
  );
}
