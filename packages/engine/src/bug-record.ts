import { invertEdits, LineMap, lineStarts, orderedEdits, sha256, type Edit } from '@bebug/core';
import type { Bug, Evidence } from '@bebug/core/truth';
import ts from 'typescript';
import type { Planting } from './combine.ts';
import type { ProvedMutant } from './5-examine.ts';

/** An enclosing statement longer than this says too little about where a gap is. */
const MAX_GAP_LINES = 10;

/** The truth record of one of the bugs of a task: `edits` are its own, `fix` and spans are in the file with all of them. */
export function bugRecord(
  proved: ProvedMutant,
  { project, bugs, text: mutatedText }: Planting,
  ids: { id: string; task: string; canary: string },
): Bug {
  const { candidate } = proved.mutant;
  const cleanText = project.text(candidate.file);
  const edits = orderedEdits(
    bugs.flatMap(({ mutant }) => mutant.candidate.edits),
    cleanText.length,
  );
  const own = new Set(candidate.edits);
  const fix = invertEdits(cleanText, edits).filter((_, index) => own.has(edits[index]!));
  const mutatedLines = new LineMap(mutatedText);
  const { site } = candidate;
  const mutatedRange = { start: moveStart(edits, site.start), end: moveEnd(edits, site.end) };
  const regions = candidate.regions.map(({ start, end }) => ({
    start: moveStart(edits, start),
    end: moveEnd(edits, end),
  }));
  if (mutatedRange.start === mutatedRange.end)
    regions.push(...gapRegions(candidate.file, mutatedText, mutatedRange.start));
  return {
    id: ids.id,
    task: ids.task,
    corpus: candidate.corpus,
    file: candidate.file,
    operator: candidate.operator,
    family: candidate.family,
    cwe: candidate.cwe,
    tier: proved.tier,
    title: candidate.title,
    explanation: candidate.explanation,
    mutated: mutatedLines.span(mutatedRange.start, mutatedRange.end),
    clean: new LineMap(cleanText).span(site.start, site.end),
    regions: regions.map(({ start, end }) => mutatedLines.span(start, end)),
    enclosing: candidate.enclosing && {
      name: candidate.enclosing.name,
      span: mutatedLines.span(
        moveStart(edits, candidate.enclosing.start),
        moveEnd(edits, candidate.enclosing.end),
      ),
    },
    edits: [...candidate.edits],
    fix,
    mutatedHash: sha256(mutatedText),
    evidence: { ...proved.evidence, lint: lintTogether(proved, edits, mutatedLines) },
    witness: proved.witness,
    density: proved.density,
    canary: ids.canary,
  };
}

/** What the linter says of the bug, at its lines in the file with all bugs. */
function lintTogether(
  { mutant, evidence }: ProvedMutant,
  all: readonly Edit[],
  lines: LineMap,
): Evidence['lint'] {
  const own = mutant.candidate.edits;
  const others = all
    .filter((edit) => !own.includes(edit))
    .map((edit) => ({ ...edit, start: moveStart(own, edit.start), end: moveEnd(own, edit.end) }));
  const starts = lineStarts(mutant.mutatedText);
  const carried = (line: number): number => lines.position(moveStart(others, starts[line - 1] ?? 0)).line;
  return evidence.lint && { new: evidence.lint.new.map((one) => ({ ...one, line: carried(one.line) })) };
}

/** Where a stretch of the clean text starts in the mutated one: text inserted right there belongs to it. */
function moveStart(edits: readonly Edit[], offset: number): number {
  return offset + shiftOf(edits.filter((edit) => edit.end <= offset && edit.start < offset));
}

/** Where a stretch of the clean text ends in the mutated one: text inserted right there belongs to it. */
function moveEnd(edits: readonly Edit[], offset: number): number {
  return offset + shiftOf(edits.filter((edit) => edit.end <= offset));
}

function shiftOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
}

/** A deletion leaves an empty span: the lines around it and the enclosing statement are its region (SCORING: Matching). */
function gapRegions(path: string, text: string, offset: number): { start: number; end: number }[] {
  const before = text.slice(0, offset).trimEnd().length;
  const after = offset + (text.slice(offset).length - text.slice(offset).trimStart().length);
  const around = { start: Math.max(0, before - 1), end: Math.min(text.length, after + 1) };
  const statement = enclosingStatement(path, text, offset);
  const lines = new LineMap(text);
  const isShort =
    statement !== null &&
    lines.position(statement.end).line - lines.position(statement.start).line < MAX_GAP_LINES;
  return isShort ? [around, statement] : [around];
}

function enclosingStatement(
  path: string,
  text: string,
  offset: number,
): { start: number; end: number } | null {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
  let found: { start: number; end: number } | null = null;
  const visit = (node: ts.Node): void => {
    const start = node.getStart(file);
    if (offset < start || offset > node.end) return;
    if (ts.isStatement(node) && !ts.isBlock(node)) found = { start, end: node.end };
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
