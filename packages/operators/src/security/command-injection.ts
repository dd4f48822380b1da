import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import { speaksOf } from '../kit/once.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Functions that start a program without a shell, unless they are told otherwise. */
const STARTS = /^(?:spawn|spawnSync|execFile|execFileSync)$/u;
/** Functions that make one word of a command line of any text. */
const QUOTES = /^_?(?:(?:shell|sh|bash|posix)_?(?:quote|escape)\w*|quote\w*|escape(?:shell|arg|word)\w*)$/iu;
/** Words of a file in which such a function is about a shell. */
const isAboutProcesses = speaksOf(/\bchild_process\b/u);
const isAboutShells = speaksOf(
  /\bshell\b|\bcommand(?:s|Line)?\b|child_process|(?<!\.)\bexec(?:Sync|File\w*)?\(|\bspawn\w*\(/iu,
);

export const commandInjection: Operator = {
  id: 'command-injection',
  family: 'security',
  tier: 'expert',
  cwe: 78,
  status: 'nursery',
  title: 'Words from outside are read by a shell',
  mistake:
    'A program is started through a shell, and what comes from outside is trusted to hold no more than one word.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    if (ts.isIdentifier(node)) yield* withoutQuoting(node, context);
    if (!ts.isCallExpression(node)) return;
    yield* throughShell(node, context);
    yield* inPlainQuotes(node, context);
  },
  examples: {
    injects: [
      {
        before:
          "import { execFileSync } from 'node:child_process';\n\nexport function history(file: string): string {\n  return execFileSync('git', ['log', '--', file], { encoding: 'utf8' });\n}\n",
        after:
          "import { execFileSync } from 'node:child_process';\n\nexport function history(file: string): string {\n  return execFileSync('git', ['log', '--', file], { encoding: 'utf8', shell: true });\n}\n",
        witness:
          "(() => { require('node:child_process').execFileSync = (...parts) => parts; return history('a; b'); })()",
      },
      {
        before:
          "import { spawn } from 'node:child_process';\n\nexport const unpack = (file: string): unknown => spawn('tar', ['-xf', file]);\n",
        after:
          "import { spawn } from 'node:child_process';\n\nexport const unpack = (file: string): unknown => spawn('tar', ['-xf', file], { shell: true });\n",
        witness:
          "(() => { require('node:child_process').spawn = (...parts) => parts; return unpack('a; b'); })()",
      },
      {
        before:
          "const quote = (word: string): string => `'${word.replaceAll(\"'\", `'\\\\''`)}'`;\nexport const quoteAll = (words: string[]): string => words.map((word) => quote(word)).join(' ');\nexport const command = (file: string): string => `wc -l ${quote(file)}`;\n",
        after:
          "const quote = (word: string): string => `'${word.replaceAll(\"'\", `'\\\\''`)}'`;\nexport const quoteAll = (words: string[]): string => words.map((word) => quote(word)).join(' ');\nexport const command = (file: string): string => `wc -l '${file}'`;\n",
        witness: 'command("a\'; b \'")',
      },
      {
        before:
          "const quote = (word: string): string => `'${word.replaceAll(\"'\", `'\\\\''`)}'`;\nexport const command = (program: string, words: string[]): string =>\n  [program, ...words.map(quote)].join(' ');\n",
        after:
          "export const command = (program: string, words: string[]): string =>\n  [program, ...words.map((word) => `'${word}'`)].join(' ');\n",
        witness: 'command("wc", ["a\'; b \'"])',
      },
    ],
    skips: [
      {
        code: "import { execFileSync } from 'node:child_process';\nexport const version = (): string => execFileSync('git', ['--version'], { encoding: 'utf8' });\n",
        because: 'Nothing in it comes from outside.',
      },
      {
        code: 'const quote = (text: string): string => JSON.stringify(text);\nexport const title = (text: string): string => `<b>${quote(text)}</b>`;\n',
        because: 'No shell reads it.',
      },
    ],
  },
};

/** `spawn(program, words)` gets the option `shell: true`. */
function* throughShell(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  if (!STARTS.test(calledName(call) ?? '')) return;
  const [, words, options] = call.arguments;
  if (words === undefined || !holdsOpenText(words, context) || !isOfNode(call, context)) return;
  const edit = withShell(words, options, context);
  if (edit === null) return;
  yield {
    edits: [edit],
    explanation: {
      mechanism: `${subjectOf(call)} starts ${gist(call.arguments[0]!, context)} through a shell, which reads ${gist(words, context)} as part of a command line.`,
      trigger: 'It shows when a word from outside holds `;`, `|`, `$(…)` or a blank.',
      consequence: 'What stands behind is run as a command of its own, with the rights of this program.',
      fix: `Start the program without a shell: ${gist(call, context)}.`,
    },
  };
}

function withShell(
  words: ts.Expression,
  options: ts.Expression | undefined,
  context: SiteContext,
): Edit | null {
  if (options === undefined) return { start: words.end, end: words.end, text: ', { shell: true }' };
  if (ts.isFunctionLike(options)) {
    const start = startOf(options, context);
    return { start, end: start, text: '{ shell: true }, ' };
  }
  if (!ts.isObjectLiteralExpression(options)) return null;
  const own = options.properties.find((property) => property.name?.getText() === 'shell');
  if (own !== undefined) {
    const isOff = ts.isPropertyAssignment(own) && own.initializer.kind === ts.SyntaxKind.FalseKeyword;
    return isOff ? replaceNode(own.initializer, 'true', context) : null;
  }
  const last = options.properties.at(-1);
  return last === undefined
    ? replaceNode(options, '{ shell: true }', context)
    : { start: last.end, end: last.end, text: ', shell: true' };
}

/** Some word is not a constant. */
function holdsOpenText(words: ts.Expression, context: SiteContext): boolean {
  if (!ts.isArrayLiteralExpression(words)) return ts.isIdentifier(words);
  return words.elements.some((word) => {
    const value = ts.isSpreadElement(word) ? word.expression : word;
    return !ts.isStringLiteralLike(value) && (value !== word || isStringType(typeOf(value, context)));
  });
}

function isOfNode(call: ts.CallExpression, context: SiteContext): boolean {
  const declaration = context.checker.getResolvedSignature(call)?.declaration;
  return declaration === undefined
    ? isAboutProcesses(context)
    : /child_process/u.test(declaration.getSourceFile().fileName);
}

/** `${quote(word)}` in a command line becomes `'${word}'`. */
function* inPlainQuotes(call: ts.CallExpression, context: SiteContext): Generator<Rewrite> {
  const [word] = call.arguments;
  if (!ts.isTemplateSpan(call.parent) || word === undefined || call.arguments.length !== 1) return;
  if (!isQuoting(call.expression, context)) return;
  const start = call.pos - '${'.length;
  if (/['"]$/u.test(context.text.slice(0, start))) return;
  const edits = [
    { start, end: start, text: "'" },
    { start: startOf(call, context), end: startOf(word, context), text: '' },
    { start: word.end, end: call.end, text: '' },
    {
      start: call.parent.literal.getStart(context.sourceFile) + 1,
      end: call.parent.literal.getStart(context.sourceFile) + 1,
      text: "'",
    },
  ];
  yield* unquoted(call, call.expression, edits, gist(word, context), context);
}

/** `words.map(quote)` in a command line. */
function* withoutQuoting(name: ts.Identifier, context: SiteContext): Generator<Rewrite> {
  const { parent } = name;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== name || calledName(parent) !== 'map') return;
  if (!isQuoting(name, context)) return;
  yield* unquoted(parent, name, [replaceNode(name, "(word) => `'${word}'`", context)], 'every word', context);
}

function* unquoted(
  node: ts.Node,
  callee: ts.Expression,
  edits: readonly Edit[],
  word: string,
  context: SiteContext,
): Generator<Rewrite> {
  const leftovers = unusedAfter([stretchOf(callee, context)], context);
  if (leftovers === null) return;
  yield {
    edits: [...edits, ...leftovers],
    explanation: {
      mechanism: `${subjectOf(node)} puts ${word} between quotes and does not call ${gist(callee, context)}, so a quote inside ends them.`,
      trigger: `It shows for a word that holds a quote and goes on with \`;\` or \`$(…)\`.`,
      consequence: 'What stands behind the quote is run as a command of its own.',
      fix: `Let ${gist(callee, context)} make one word of it.`,
    },
  };
}

function isQuoting(callee: ts.Expression, context: SiteContext): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : textOf(callee, context);
  return QUOTES.test(name) && isAboutShells(context);
}
