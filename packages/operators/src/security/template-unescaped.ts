import * as ts from 'typescript';
import { stretchOf } from '../kit/leftover.ts';
import { textAsMarkup } from '../kit/markup.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Functions that take a text for markup. */
const TRUSTS =
  /^_?(?:raw|raw(?:Html|Markup)|unsafe\w*|trust\w*|safe(?:Html|String|Markup)|html(?:Safe|Raw)|unescaped)$/u;
/** Most rewrites of one template. */
const MOST = 2;

/** Ways to write an expression in a template language: escaped, and as it is. */
const MARKS: readonly { readonly escaped: RegExp; readonly plain: string; readonly file: RegExp }[] = [
  { escaped: /<%=(?=\s*\w)/gu, plain: '<%-', file: /<%/u },
  {
    escaped: /(?<!\{)\{\{(?=\s*[\w.]+\s*\}\}(?!\}))/gu,
    plain: '{{{',
    file: /handlebars|mustache|hogan|\{\{\{|\\\{\\\{\\\{|\{\{&/iu,
  },
];

export const templateUnescaped: Operator = {
  id: 'template-unescaped',
  family: 'security',
  tier: 'expert',
  cwe: 79,
  status: 'nursery',
  title: 'Template shows a text as markup',
  mistake: 'A text is put into a template in the way that is meant for markup of one’s own.',
  kinds: [
    ts.SyntaxKind.StringLiteral,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
    ts.SyntaxKind.TaggedTemplateExpression,
    ts.SyntaxKind.JsxElement,
  ],
  *mutate(node, context) {
    if (ts.isTaggedTemplateExpression(node)) yield* trusted(node, context);
    if (ts.isStringLiteralLike(node)) yield* unescaped(node, context);
    if (ts.isJsxElement(node)) yield* dangerous(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "class Markup {\n  constructor(readonly text: string) {}\n}\nexport const raw = (text: string): Markup => new Markup(text);\nconst show = (part: string | Markup): string =>\n  typeof part === 'string' ? part.replaceAll('<', '&lt;') : part.text;\nexport const html = (strings: TemplateStringsArray, ...parts: (string | Markup)[]): Markup =>\n  raw(strings.map((text, at) => text + show(parts[at] ?? '')).join(''));\nexport const greeting = (name: string): string => html`<p>Hello, ${name}</p>`.text;\n",
        after:
          "class Markup {\n  constructor(readonly text: string) {}\n}\nexport const raw = (text: string): Markup => new Markup(text);\nconst show = (part: string | Markup): string =>\n  typeof part === 'string' ? part.replaceAll('<', '&lt;') : part.text;\nexport const html = (strings: TemplateStringsArray, ...parts: (string | Markup)[]): Markup =>\n  raw(strings.map((text, at) => text + show(parts[at] ?? '')).join(''));\nexport const greeting = (name: string): string => html`<p>Hello, ${raw(name)}</p>`.text;\n",
        witness: "greeting('<b>')",
      },
      {
        before:
          "const fill = (template: string, name: string): string =>\n  template.replace('{{{name}}}', name).replace('{{name}}', name.replaceAll('<', '&lt;'));\nexport const page = (name: string): string => fill('<h1>{{name}}</h1>', name);\n",
        after:
          "const fill = (template: string, name: string): string =>\n  template.replace('{{{name}}}', name).replace('{{name}}', name.replaceAll('<', '&lt;'));\nexport const page = (name: string): string => fill('<h1>{{{name}}}</h1>', name);\n",
        witness: "page('<b>')",
      },
      {
        before:
          "export const page = (render: (template: string) => string): string => render('<td><%= user.name %></td>');\n",
        after:
          "export const page = (render: (template: string) => string): string => render('<td><%- user.name %></td>');\n",
        witness: 'page((template) => template)',
      },
    ],
    skips: [
      {
        code: "export const title = (name: string): string => '<h1>{{name}}</h1>'.replace('{{name}}', name);\n",
        because: 'Nothing in the file says that three brackets mean anything.',
      },
      {
        code: 'const join = (strings: TemplateStringsArray, ...parts: string[]): string => String.raw(strings, ...parts);\nexport const path = (name: string): string => join`/users/${name}`;\n',
        because: 'No function around takes a text for markup.',
      },
    ],
  },
};

/** `html`<p>${text}</p>`` gets `raw(text)`. */
function* trusted(node: ts.TaggedTemplateExpression, context: SiteContext): Generator<Rewrite> {
  const { template } = node;
  if (!ts.isTemplateExpression(template) || !/<[a-z]/iu.test(textOf(template, context))) return;
  const trust = trustIn(context, node);
  if (trust === null) return;
  const texts = template.templateSpans.filter(
    ({ expression }) => !ts.isLiteralExpression(expression) && isStringType(typeOf(expression, context)),
  );
  for (const { expression } of texts.slice(0, MOST)) {
    const { start, end } = stretchOf(expression, context);
    yield textAsMarkup(
      expression,
      [
        { start, end: start, text: `${trust}(` },
        { start: end, end, text: ')' },
      ],
      `puts ${quoted(`${trust}(${textOf(expression, context)})`)} into its template`,
      `Put the text itself into it: ${gist(expression, context)}.`,
    );
  }
}

/** The name under which the file knows a function that takes a text for markup. */
function trustIn(context: SiteContext, place: ts.Node): string | null {
  for (const statement of context.sourceFile.statements) {
    for (const name of namesOf(statement)) {
      if (!TRUSTS.test(name.text)) continue;
      const symbol = symbolOf(name, context);
      const signature =
        symbol && context.checker.getTypeOfSymbolAtLocation(symbol, place).getCallSignatures()[0];
      const [parameter] = signature?.parameters ?? [];
      if (parameter === undefined || signature?.parameters.length !== 1) continue;
      if (isStringType(context.checker.getTypeOfSymbolAtLocation(parameter, place))) return name.text;
    }
  }
  return null;
}

/** What a statement of the module declares or imports. */
function namesOf(statement: ts.Statement): ts.Identifier[] {
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name] : [],
    );
  const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
  return bindings !== undefined && ts.isNamedImports(bindings)
    ? bindings.elements.map(({ name }) => name)
    : [];
}

/** `{{name}}` gets a third bracket; `<%=` becomes `<%-`. */
function* unescaped(node: ts.StringLiteralLike, context: SiteContext): Generator<Rewrite> {
  const text = textOf(node, context);
  if (!/<[a-z%/]/iu.test(text)) return;
  for (const { escaped, plain, file } of MARKS) {
    if (!file.test(context.text)) continue;
    for (const match of [...text.matchAll(escaped)].slice(0, MOST)) {
      const start = startOf(node, context) + match.index;
      const shown = /^[^}%]*/u.exec(text.slice(match.index + match[0].length))![0].trim();
      const edits = [{ start, end: start + match[0].length, text: plain }];
      if (plain === '{{{') {
        const end = context.text.indexOf('}}', start);
        edits.push({ start: end, end, text: '}' });
      }
      yield textAsMarkup(
        node,
        edits,
        `shows ${quoted(shown)} in its template by \`${plain}\`, which escapes nothing`,
        `Write \`${match[0]}\`.`,
      );
    }
  }
}

/** `<p>{text}</p>` sets the inner markup. */
function* dangerous(node: ts.JsxElement, context: SiteContext): Generator<Rewrite> {
  const { tagName } = node.openingElement;
  const children = node.children.filter((child) => !ts.isJsxText(child) || child.text.trim() !== '');
  const [child] = children;
  if (children.length !== 1 || child === undefined || !ts.isJsxExpression(child)) return;
  if (child.expression === undefined || !ts.isIdentifier(tagName) || !/^[a-z]/u.test(tagName.text)) return;
  if (ts.isLiteralExpression(child.expression) || !isStringType(typeOf(child.expression, context))) return;
  const text = textOf(child.expression, context);
  const end = node.openingElement.end - 1;
  yield textAsMarkup(
    node,
    [{ start: end, end: node.end, text: ` dangerouslySetInnerHTML={{ __html: ${text} }} />` }],
    `hands ${quoted(text)} to \`dangerouslySetInnerHTML\``,
    `Show it as text: ${gist(child, context)}.`,
  );
}
