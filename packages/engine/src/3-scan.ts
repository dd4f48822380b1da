import { compareText } from '@bebug/core';
import type { Operator, Rewrite, SiteContext } from '@bebug/operators';
import * as ts from 'typescript';
import type { Project } from './2-open-project.ts';
import { enclosingFunction } from './enclosing-function.ts';
import { locate } from './locate.ts';
import type { Candidate } from './mutants.ts';

/**
 * Every candidate of a project, before screening and proof: file by file, node by node, operator by operator. The syntax tree
 * is walked once whatever the number of operators, and nothing is held back, so memory does not grow with the mutants.
 */
export function* scan(project: Project, operators: readonly Operator[]): Generator<Candidate> {
  const byKind = operatorsByKind(operators);
  for (const path of project.corpus.sources.keys()) yield* scanFile(project, path, byKind);
}

function* scanFile(
  project: Project,
  path: string,
  byKind: ReadonlyMap<ts.SyntaxKind, readonly Operator[]>,
): Generator<Candidate> {
  const sourceFile = project.sourceFile(path);
  const context: SiteContext = { sourceFile, text: sourceFile.text, checker: project.checker };
  const place: Place = { corpus: project.corpus.name, path, file: sourceFile };
  for (const node of nodesOf(sourceFile)) {
    const operators = byKind.get(node.kind);
    if (operators === undefined) continue;
    for (const found of candidatesAt(node, operators, context, place)) yield found;
  }
}

/** The file that is scanned, as candidates name it. */
interface Place {
  readonly corpus: string;
  readonly path: string;
  readonly file: ts.SourceFile;
}

/** No generator: this loop runs for every node and operator, and hardly ever finds anything. */
function candidatesAt(
  node: ts.Node,
  operators: readonly Operator[],
  context: SiteContext,
  place: Place,
): Candidate[] {
  const found: Candidate[] = [];
  for (const operator of operators)
    for (const rewrite of operator.mutate(node, context))
      found.push(candidate(place, operator, node, rewrite));
  return found;
}

function candidate(
  { corpus, path, file }: Place,
  operator: Operator,
  node: ts.Node,
  rewrite: Rewrite,
): Candidate {
  const { site, others } = locate(rewrite.edits, node, file);
  return {
    operator: operator.id,
    family: operator.family,
    tier: operator.tier,
    file: path,
    edits: rewrite.edits.map(({ start, end, text }) => ({ start, end, text })),
    corpus,
    cwe: operator.cwe,
    title: operator.title,
    explanation: rewrite.explanation,
    site,
    regions: [...others, ...(rewrite.regions ?? [])],
    enclosing: enclosingFunction(file, site.start, site.end),
  };
}

/** All nodes of a file, parents before children, in source order; without recursion, so that deep code cannot overflow. */
function* nodesOf(file: ts.SourceFile): Generator<ts.Node> {
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    pending.push(...children.reverse());
  }
}

function operatorsByKind(operators: readonly Operator[]): Map<ts.SyntaxKind, Operator[]> {
  const byKind = new Map<ts.SyntaxKind, Operator[]>();
  for (const operator of [...operators].sort((a, b) => compareText(a.id, b.id))) {
    for (const kind of new Set(operator.kinds)) {
      const others = byKind.get(kind);
      if (others) others.push(operator);
      else byKind.set(kind, [operator]);
    }
  }
  return byKind;
}
