import { anchoredLines, type Finding } from '@bebug/core';
import type { TaskTexts } from './invalid-findings.ts';
import { formatLines, type Lines } from './lines.ts';
import type { Verdict } from './verdict.ts';

/** A finding where its anchor text stands. */
export interface AnchoredFinding extends Finding {
  /** The lines that it named, where those are others. */
  readonly claimed?: Lines;
}

/** Before anything is counted: the finding, moved to its anchor text where that stands on other lines. */
export function anchoredFinding(finding: Finding, texts: TaskTexts): AnchoredFinding {
  const { task, file, startLine, endLine, anchorText } = finding;
  const text = anchorText === undefined ? undefined : texts.get(task)?.get(file);
  if (text === undefined) return finding;
  const lines = anchoredLines(text, finding, anchorText);
  return lines.startLine === startLine ? finding : { ...finding, ...lines, claimed: { startLine, endLine } };
}

/** The verdict with a sentence about the move, if there was one. */
export function toldMove(verdict: Verdict, { claimed }: Pick<AnchoredFinding, 'claimed'>): Verdict {
  if (!claimed) return verdict;
  const text = `${verdict.text} It named ${formatLines(claimed)}, and was moved to where its anchor text stands.`;
  return { ...verdict, text };
}
