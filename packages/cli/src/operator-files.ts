import { readFile } from 'node:fs/promises';
import { createRequire, registerHooks } from 'node:module';
import { relative, resolve } from 'node:path';
import { BebugError, familySchema, sha256, tierSchema } from '@bebug/core';
import { CATALOGUE, type Operator, type Rewrite, type SiteContext } from '@bebug/operators';
import type ts from 'typescript';
import { z } from 'zod';

/** Operators of one file, and the file's SHA-256. */
export interface OperatorFile {
  readonly operators: readonly Operator[];
  readonly sha256: string;
}

const FILE = /[/\\]|\.[cm]?[jt]s$/u;
const requireHere = createRequire(import.meta.url);
const KIT = import.meta.resolve('@bebug/operators/kit');
/** What a file of operators means by these is what bebug itself uses, wherever the file lies: syntax kinds of another compiler are other numbers. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['@bebug/operators', import.meta.resolve('@bebug/operators')],
  ['@bebug/operators/kit', KIT],
]);

const textSchema = z.string().trim().min(1);
const functionSchema = z.custom<Operator['mutate']>(
  (value) => typeof value === 'function',
  'must be a function',
);
const operatorSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u, 'must be in kebab-case'),
  family: familySchema,
  tier: tierSchema,
  cwe: z.int().positive().nullable(),
  status: z.enum(['nursery', 'stable']),
  title: textSchema,
  mistake: textSchema,
  kinds: z.array(z.int().nonnegative()).min(1),
  mutate: functionSchema,
  examples: z.object({
    injects: z
      .array(z.object({ before: textSchema, after: textSchema, witness: textSchema.nullable() }))
      .min(1),
    skips: z.array(z.object({ code: textSchema, because: textSchema })).min(1),
  }),
});
const stretchSchema = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() });
const rewriteSchema = z.object({
  edits: z.array(stretchSchema.extend({ text: z.string() })).min(1),
  explanation: z.object({
    mechanism: textSchema,
    trigger: textSchema,
    consequence: textSchema,
    fix: textSchema,
  }),
  regions: z.array(stretchSchema).optional(),
});

/** True when `--operators` names a file, not an id: it holds a slash, or ends like a script. */
export function isOperatorFile(name: string): boolean {
  return FILE.test(name);
}

/**
 * The operators that a file exports. The file is a program of the user's own and runs in this process, with all that the process may do.
 * @throws BebugError `file-missing`, `operator-file`
 */
export async function readOperatorFile(name: string, cwd: string): Promise<OperatorFile> {
  const path = resolve(cwd, name);
  const text = await readFile(path).catch((error: unknown) => {
    throw new BebugError('file-missing', `${path} cannot be read.`, { cause: error });
  });
  const operators = Object.entries(load(path, name)).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? [checked(value, key, name)] : [],
  );
  // A default export may be one of the named ones again.
  const distinct = [...new Map(operators.map((operator) => [operator.id, operator])).values()];
  if (distinct.length === 0) throw new BebugError('operator-file', `${name} exports no operator.`);
  for (const { id } of distinct)
    if (CATALOGUE.some((operator) => operator.id === id))
      throw new BebugError(
        'operator-file',
        `${name} exports ${id}, but the catalogue has an operator of that name.`,
      );
  return { operators: distinct.map((operator) => attributed(operator, name, cwd)), sha256: sha256(text) };
}

function load(path: string, name: string): Record<string, unknown> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const ours = OURS.get(specifier);
      if (ours !== undefined) return { url: ours, shortCircuit: true };
      return next(specifier, specifier === 'typescript' ? { ...context, parentURL: KIT } : context);
    },
  });
  try {
    return requireHere(path) as Record<string, unknown>;
  } catch (error) {
    throw new BebugError('operator-file', `${name} cannot be loaded: ${firstLine(error)}`, { cause: error });
  } finally {
    hooks.deregister();
  }
}

function checked(value: object, key: string, name: string): Operator {
  const { success, error } = operatorSchema.safeParse(value);
  if (success) return value as Operator;
  const [issue] = error.issues;
  throw new BebugError(
    'operator-file',
    `${name} exports ${key}, which is no operator: ${issue!.path.join('.')}: ${issue!.message}.`,
  );
}

/** What goes wrong in it is said to be its own, and what it makes is checked before anything is built on it. */
function attributed(operator: Operator, name: string, cwd: string): Operator {
  return {
    ...operator,
    *mutate(node, context) {
      const where = `${operator.id} of ${name} at ${placeOf(node, context, cwd)}`;
      let rewrites: readonly Rewrite[];
      try {
        rewrites = [...operator.mutate(node, context)];
      } catch (error) {
        throw new BebugError('operator-file', `${where} fails: ${firstLine(error)}`, { cause: error });
      }
      for (const rewrite of rewrites) {
        const { error } = rewriteSchema.safeParse(rewrite);
        const [issue] = error?.issues ?? [];
        if (issue)
          throw new BebugError(
            'operator-file',
            `${where} makes no rewrite: ${issue.path.join('.')}: ${issue.message}.`,
          );
        checkEdits(rewrite, context, where);
        yield rewrite;
      }
    },
  };
}

function checkEdits({ edits, regions = [] }: Rewrite, { text }: SiteContext, where: string): void {
  const inOrder = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, { start, end }] of inOrder.entries()) {
    if (start > end || end > text.length)
      throw new BebugError(
        'operator-file',
        `${where} makes an edit from ${start} to ${end} in a file of ${text.length} characters.`,
      );
    if (index > 0 && start < inOrder[index - 1]!.end)
      throw new BebugError('operator-file', `${where} makes edits that overlap at ${start}.`);
  }
  for (const { start, end } of regions)
    if (start > end || end > text.length)
      throw new BebugError(
        'operator-file',
        `${where} names a region from ${start} to ${end} in a file of ${text.length} characters.`,
      );
}

function placeOf(node: ts.Node, { sourceFile }: SiteContext, cwd: string): string {
  const { line } = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile));
  return `${relative(cwd, sourceFile.fileName)}:${line + 1}`;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]!;
}
