import { applyEdits, invertEdits, orderedEdits } from '@bebug/core';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../src/catalogue.ts';
import { Examples, sitesOf, type Site } from '../src/kit/example-harness.ts';
import { isWellFormed, leavesOf } from '../src/kit/tree.ts';
import type { Operator } from '../src/operator.ts';
import { FIXTURES, withTabs } from './fixture-sources.ts';

/** Slips that parse: only a type checker sees them. */
const TYPE_SLIPS = new Set([
  'await-outside-async',
  'duplicate-declaration',
  'missing-import',
  'missing-required-property',
  'undefined-name',
  'wrong-property-name',
  'wrong-type-argument',
]);
/** Milliseconds for type-checking some thousand small files. */
const PATIENCE = 300_000;
const UNUSED = /^TS(?:6133|6138|6192|6196|6198)\b/u;

const EXAMPLES = new Set(
  CATALOGUE.flatMap(({ examples }) => [
    ...examples.injects.map(({ before }) => before),
    ...examples.skips.map(({ code }) => code),
  ]),
);
const TEXTS = [...EXAMPLES, ...FIXTURES.values()];
const program = new Examples(TEXTS);

interface Mutant {
  readonly operator: Operator;
  readonly text: string;
  readonly site: Site;
  readonly rewrite: Site['rewrites'][number];
  readonly result: string;
}

const MUTANTS: readonly Mutant[] = CATALOGUE.flatMap((operator) =>
  TEXTS.flatMap((text) => mutantsOf(operator, text, program)),
);

function mutantsOf(operator: Operator, text: string, examples: Examples): Mutant[] {
  return sitesOf(operator, examples.context(text)).flatMap((site) =>
    site.rewrites.map((rewrite) => ({
      operator,
      text,
      site,
      rewrite,
      result: applyEdits(text, rewrite.edits),
    })),
  );
}

function mutantsBy(operator: Operator): readonly Mutant[] {
  return MUTANTS.filter((mutant) => mutant.operator === operator);
}

/** Texts in which an operator is asked a second time. */
function sampleOf(mutants: readonly Mutant[]): string[] {
  return [...new Set(mutants.map(({ text }) => text))].slice(0, 3);
}

/** The same texts in a program that no operator has looked at. */
const fresh = new Examples(new Set(CATALOGUE.flatMap((operator) => sampleOf(mutantsBy(operator)))));

/** True when the two differ in their tokens; the parser is asked when the scanner takes the end of a regular expression for a comment. */
function differInTokens(a: string, b: string): boolean {
  return scanned(a) !== scanned(b) || parsed(a) !== parsed(b);
}

function scanned(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return JSON.stringify(tokens);
}

function parsed(text: string): string {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true);
  return JSON.stringify(leavesOf(file).map((leaf) => leaf.getText()));
}

function parses(text: string): boolean {
  return isWellFormed(ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext));
}

describe.for(CATALOGUE)('$id', (operator) => {
  const mutants = mutantsBy(operator);

  test('says the same on every walk', () => {
    for (const text of sampleOf(mutants)) {
      const again = mutantsOf(operator, text, fresh);
      expect(again.map(({ rewrite }) => rewrite)).toEqual(
        mutants.filter((mutant) => mutant.text === text).map(({ rewrite }) => rewrite),
      );
    }
  });

  test('makes edits that lie in the file, do not overlap and can be undone to the byte', () => {
    for (const { text, rewrite, result } of mutants) {
      expect(orderedEdits(rewrite.edits, text.length)).toHaveLength(rewrite.edits.length);
      expect(applyEdits(result, invertEdits(text, rewrite.edits))).toBe(text);
      for (const { start, end } of rewrite.regions ?? [])
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
    }
  });

  test('writes only in the statement or member that it looks at; elsewhere it only deletes what nobody uses any more', () => {
    for (const { site, rewrite } of mutants) {
      const top = ts.findAncestor(
        site.node,
        (node) => node.parent !== undefined && ts.isSourceFile(node.parent),
      )!;
      for (const edit of rewrite.edits)
        expect(edit.text === '' || (edit.start >= top.pos && edit.end <= top.end)).toBe(true);
    }
  });

  test('changes the tokens, and changes them to something that no other rewrite of the file gives', () => {
    for (const { text, result } of mutants) expect(differInTokens(text, result)).toBe(true);
    const results = mutants.map(({ text, result }) => JSON.stringify([text, result]));
    expect(new Set(results).size).toBe(results.length);
  });

  test(
    operator.family === 'syntax' && !TYPE_SLIPS.has(operator.id)
      ? 'gives code that does not parse'
      : 'gives code that parses',
    () => {
      const isParserSlip = operator.family === 'syntax' && !TYPE_SLIPS.has(operator.id);
      for (const { result } of mutants)
        expect({ result, parses: parses(result) }).toEqual({ result, parses: !isParserSlip });
    },
  );

  test('does the same in files with CR LF, with tabs and with a byte-order mark', () => {
    const plain = resultsIn('plain');
    expect(resultsIn('crlf')).toEqual(plain.map((text) => text.replaceAll('\n', '\r\n')));
    expect(resultsIn('bom')).toEqual(plain.map((text) => `\uFEFF${text}`));
    expect(resultsIn('tabs')).toEqual(plain.map(withTabs));
  });

  function resultsIn(fixture: string): string[] {
    return mutants.filter(({ text }) => text === FIXTURES.get(fixture)).map(({ result }) => result);
  }

  test('leaves no marker behind', () => {
    for (const { rewrite } of mutants) {
      for (const edit of rewrite.edits) expect(edit.text).not.toMatch(/mutant|mutated|bug|todo|fixme|hack/iu);
    }
  });

  test('explains itself in four plain sentences about this site', () => {
    for (const { rewrite } of mutants) {
      const sentences = Object.values(rewrite.explanation);
      expect(sentences).toHaveLength(4);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[`A-Z].*\.$/u);
        expect(sentence.replaceAll(/`[^`]*`/gu, '')).not.toMatch(/undefined|null|\[object|\.\.$/u);
      }
      expect(rewrite.explanation.mechanism).toContain('`');
    }
  });
});

describe('the catalogue as a whole', () => {
  test('has no two operators that make the same edit', () => {
    const owners = new Map<string, string>();
    const collisions: string[] = [];
    for (const { operator, text, rewrite } of MUTANTS) {
      const key = JSON.stringify([text, orderedEdits(rewrite.edits, text.length)]);
      const owner = owners.get(key) ?? operator.id;
      if (owner !== operator.id) collisions.push(`${owner} and ${operator.id}: ${key}`);
      owners.set(key, owner);
    }
    expect(collisions).toEqual([]);
  });

  test('has no two operators with the same title', () => {
    expect(new Set(CATALOGUE.map(({ title }) => title)).size).toBe(CATALOGUE.length);
  });

  test(
    'compiles in at least nine of ten rewrites outside syntax, and leaves nothing unused',
    () => {
      const outside = MUTANTS.filter(
        ({ operator, text }) => operator.family !== 'syntax' && text !== FIXTURES.get('untyped'),
      );
      const strict = { noUnusedLocals: true, noUnusedParameters: true };
      const clean = new Examples(TEXTS, strict);
      const results = new Examples(
        outside.map(({ result }) => result),
        strict,
      );
      const failures = outside.flatMap(({ operator, text, result }) => {
        const known = new Set(clean.diagnostics(text).types);
        const fresh = results.diagnostics(result).types.filter((message) => !known.has(message));
        return fresh.length === 0 ? [] : [{ id: operator.id, fresh, result }];
      });
      expect(failures.filter(({ fresh }) => fresh.some((message) => UNUSED.test(message)))).toEqual([]);
      expect(failures.length).toBeLessThan(outside.length / 10);
    },
    PATIENCE,
  );
});
