import { invertEdits, LineMap, lineStarts, orderedEdits, sha256, type Edit, type Span } from '@bebug/core';
import type { Bug, Evidence } from '@bebug/core/truth';
import type { Stretch } from '@bebug/operators';
import ts from 'typescript';
import type { ProvedMutant } from './5-examine.ts';
import { carry, carryEdits, carryStart } from './carry.ts';
import { bugEdits, cleanTextOf, decoyEdits, taskTextOf, type PlannedTask } from './planned-task.ts';

/** An enclosing statement longer than this says too little about where a gap is. */
const MAX_GAP_LINES = 10;

/**
 * The truth record of one of the bugs of a task. Its clean file has the decoys of the task: `edits` are the bug's own, `fix` and
 * spans are in the file with all bugs.
 */
export function bugRecord(proved: ProvedMutant, task: PlannedTask, ids: { id: string; canary: string }): Bug {
  const { candidate } = proved.mutant;
  const decoys = decoyEdits(task);
  const cleanText = cleanTextOf(task);
  const mutatedText = taskTextOf(task);
  const own = carryEdits(decoys, candidate.edits);
  const all = orderedEdits(carryEdits(decoys, bugEdits(task)), cleanText.length);
  const isOwn = (edit: Edit): boolean =>
    own.some(({ start, end, text }) => start === edit.start && end === edit.end && text === edit.text);
  const fix = invertEdits(cleanText, all).filter((_, index) => isOwn(all[index]!));
  const mutatedLines = new LineMap(mutatedText);
  const spanOf = ({ start, end }: Stretch): Span => mutatedLines.span(start, end);
  const inTask = (stretch: Stretch): Stretch => carry(all, carry(decoys, stretch));
  const site = carry(decoys, candidate.site);
  const mutated = inTask(candidate.site);
  const regions = candidate.regions.map(inTask);
  if (mutated.start === mutated.end) regions.push(...gapRegions(candidate.file, mutatedText, mutated.start));
  return {
    id: ids.id,
    task: task.id,
    corpus: candidate.corpus,
    file: candidate.file,
    operator: candidate.operator,
    family: candidate.family,
    cwe: candidate.cwe,
    tier: proved.tier,
    title: candidate.title,
    explanation: candidate.explanation,
    mutated: spanOf(mutated),
    clean: new LineMap(cleanText).span(site.start, site.end),
    regions: regions.map(spanOf),
    enclosing: candidate.enclosing && {
      name: candidate.enclosing.name,
      span: spanOf(inTask(candidate.enclosing)),
    },
    edits: own,
    fix,
    mutatedHash: sha256(mutatedText),
    evidence: { ...proved.evidence, lint: lintTogether(proved, task, mutatedLines) },
    witness: proved.witness,
    density: proved.density,
    canary: ids.canary,
  };
}

/** What the linter says of the bug, at its lines in the file with all bugs and decoys. */
function lintTogether(
  { mutant, evidence }: ProvedMutant,
  task: PlannedTask,
  lines: LineMap,
): Evidence['lint'] {
  const own = mutant.candidate.edits;
  const others = [...decoyEdits(task), ...bugEdits(task)].filter((edit) => !own.includes(edit));
  const elsewhere = carryEdits(own, others);
  const starts = lineStarts(mutant.mutatedText);
  const carried = (line: number): number => lines.position(carryStart(elsewhere, starts[line - 1] ?? 0)).line;
  return evidence.lint && { new: evidence.lint.new.map((one) => ({ ...one, line: carried(one.line) })) };
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
