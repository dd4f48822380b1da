import { applyEdits } from '@bebug/core';
import { Examples, outcomeOf, sitesOf } from './kit/example-harness.ts';
import type { InjectExample, Operator, SkipExample } from './operator.ts';

/** Something that does not hold of an operator's examples. */
export interface Complaint {
  readonly operator: string;
  /** Which one, in words: `injects 1`. */
  readonly example: string;
  /** One sentence or a list of diagnostics. */
  readonly what: string;
}

/**
 * Try the examples of operators: clean code parses and type-checks; exactly one rewrite gives the code after; that one ends otherwise than the clean code
 * on the witness, or for a syntax slip does not compile; what must be left alone is left alone. The examples are run in this process: they are as
 * trusted as the operator itself.
 */
export async function complaintsAbout(operators: readonly Operator[]): Promise<Complaint[]> {
  const injects = operators.flatMap((operator) =>
    operator.examples.injects.map((example, index) => ({ operator, example, index })),
  );
  const skips = operators.flatMap((operator) =>
    operator.examples.skips.map((example, index) => ({ operator, example, index })),
  );
  const clean = new Examples([
    ...injects.map(({ example }) => example.before),
    ...skips.map(({ example }) => example.code),
  ]);
  const mutated = new Examples(injects.map(({ example }) => example.after));
  const complaints: Complaint[] = [];
  const complain = (operator: Operator, example: string, what: string | null): void => {
    if (what !== null) complaints.push({ operator: operator.id, example, what });
  };
  for (const { operator, example, index } of injects) {
    const name = `injects ${index + 1}`;
    const what = uncompilable(example.before, clean) ?? unmade(operator, example, clean);
    complain(operator, name, what ?? (await unshown(operator, example, mutated)));
  }
  for (const { operator, example, index } of skips)
    complain(
      operator,
      `skips ${index + 1}`,
      uncompilable(example.code, clean) ?? unskipped(operator, example, clean),
    );
  return complaints;
}

/** Why the clean code is none, or `null`. */
export function uncompilable(code: string, examples: Examples): string | null {
  const { parser, types } = examples.diagnostics(code);
  return parser.length + types.length === 0
    ? null
    : `the clean code does not compile: ${[...parser, ...types].join('; ')}`;
}

/** Why the operator does not make the code after, and nothing twice, or `null`. */
export function unmade(operator: Operator, example: InjectExample, clean: Examples): string | null {
  const results = resultsOf(operator, example.before, clean);
  if (!results.includes(example.after))
    return `no rewrite gives the code after; there are ${results.length}: ${results.map((text) => JSON.stringify(text)).join(', ')}`;
  return new Set(results).size === results.length ? null : 'two rewrites give the same code';
}

/** Why the code after is no bug on its witness, or `null`. */
export async function unshown(
  operator: Operator,
  example: InjectExample,
  mutated: Examples,
): Promise<string | null> {
  const { parser, types } = mutated.diagnostics(example.after);
  const diagnostics = [...parser, ...types];
  if (example.witness === null) {
    if (operator.family !== 'syntax') return 'only a syntax slip has no witness';
    return diagnostics.length > 0 ? null : 'the code after compiles';
  }
  if (diagnostics.length > 0) return `the code after does not compile: ${diagnostics.join('; ')}`;
  const before = await outcomeOf(example.before, example.witness);
  if ((await outcomeOf(example.before, example.witness)) !== before)
    return `the clean code ends differently each time: ${before}`;
  const after = await outcomeOf(example.after, example.witness);
  return after === before ? `both sides end the same on the witness: ${before}` : null;
}

/** What the operator makes of code that it must leave alone, or `null`. */
export function unskipped(operator: Operator, example: SkipExample, clean: Examples): string | null {
  const results = resultsOf(operator, example.code, clean);
  return results.length === 0
    ? null
    : `the code is not left alone: ${results.map((text) => JSON.stringify(text)).join(', ')}`;
}

function resultsOf(operator: Operator, code: string, examples: Examples): string[] {
  const rewrites = sitesOf(operator, examples.context(code)).flatMap((site) => site.rewrites);
  return rewrites.map((rewrite) => applyEdits(code, rewrite.edits));
}
