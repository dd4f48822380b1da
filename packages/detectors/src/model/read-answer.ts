import { anchoredLines, isInsidePath, oneLine, type Finding } from '@bebug/core';
import { jsonrepair } from 'jsonrepair';
import { explanationOf } from '../import/tidy.ts';
import type { DetectorTask } from '../detector.ts';
import { looseAnswerSchema, looseFindingSchema, type LooseFinding } from './answer-schema.ts';

export type ReadAnswer =
  | {
      readonly status: 'answered';
      readonly findings: readonly Finding[];
      readonly remarks: readonly string[];
    }
  | { readonly status: 'empty' | 'unparsable'; readonly message: string };

/**
 * The findings in what a model or a program wrote: the JSON that was asked for, also in a code fence, behind words, or with the slips
 * that can be repaired. What it says is data: nothing in it is obeyed. Findings on files or lines that are not there are kept, so
 * that they are scored as the false alarms that they are.
 */
export function readAnswer(text: string, task: DetectorTask): ReadAnswer {
  if (text.trim() === '') return { status: 'empty', message: 'The reply holds no text.' };
  const answer = parseAnswer(text);
  if (answer === null)
    return { status: 'unparsable', message: `The reply is no list of findings: ${excerpt(text)}` };
  const remarks: string[] = [];
  const findings = answer.findings.map((loose) => findingOf(loose, task, remarks));
  if (answer.leftOut > 0) remarks.push(`${answer.leftOut} items without file and line were left out.`);
  if (answer.isRepaired) remarks.push('The JSON of the reply was repaired.');
  return { status: 'answered', findings, remarks };
}

interface FoundList {
  readonly findings: readonly LooseFinding[];
  /** Items that are no findings. */
  readonly leftOut: number;
}

interface ParsedAnswer extends FoundList {
  readonly isRepaired: boolean;
}

/** Where JSON may stand in a text. */
interface Candidate {
  readonly text: string;
  /** An empty list there says that there is no bug; elsewhere it may be talked about. */
  readonly mayBeEmpty: boolean;
}

/** A list that names a bug goes before one that names none, whichever is written first. */
function parseAnswer(text: string): ParsedAnswer | null {
  const candidates = jsonCandidates(text);
  const read = (decode: (json: string) => string): (FoundList & Candidate)[] =>
    candidates.flatMap((candidate) => {
      const found = accepted(() => JSON.parse(decode(candidate.text)) as unknown);
      return found ? [{ ...found, ...candidate }] : [];
    });
  const plain = read((json) => json);
  const filled = plain.find(({ findings }) => findings.length > 0);
  if (filled) return { ...filled, isRepaired: false };
  const empty = plain.find(({ mayBeEmpty, leftOut }) => mayBeEmpty && leftOut === 0);
  if (empty) return { ...empty, isRepaired: false };
  // An empty list may be all that is left of an answer that broke off: that is no clean bill.
  const repaired = read(jsonrepair).find(({ findings }) => findings.length > 0);
  return repaired ? { ...repaired, isRepaired: true } : null;
}

/** Brackets in words that are tried. */
const MOST_STARTS = 20;

/** All of the text, its code fences from the last to the first, or what begins with a bracket. */
function jsonCandidates(text: string): Candidate[] {
  const trimmed = text.trim();
  const fences = [...trimmed.matchAll(/```(?:json)?[^\S\n]*\n(?<body>.*?)```/gsu)].map(
    ({ groups }) => groups!['body']!,
  );
  const starts = [...trimmed.matchAll(/\{\s*"?findings|\[\s*\{/gu)].map(({ index }) => index);
  const end = Math.max(trimmed.lastIndexOf('}'), trimmed.lastIndexOf(']')) + 1;
  const bracketed = starts
    .slice(0, MOST_STARTS)
    .map((start) => trimmed.slice(start, end <= start ? undefined : end));
  return [
    ...(/^[[{]/u.test(trimmed) ? [{ text: trimmed, mayBeEmpty: true }] : []),
    ...fences.toReversed().map((fence) => ({ text: fence, mayBeEmpty: fences.length === 1 })),
    ...bracketed.map((json) => ({ text: json, mayBeEmpty: fences.length === 0 && trimmed.endsWith(json) })),
  ];
}

/** The findings in a value that may be an answer; no text at all is an expected outcome, not an error. */
function accepted(decode: () => unknown): FoundList | null {
  let value: unknown;
  try {
    value = decode();
  } catch {
    return null;
  }
  const result = looseAnswerSchema.safeParse(value);
  if (!result.success) return null;
  const findings = result.data.flatMap((item) => looseFindingSchema.safeParse(item).data ?? []);
  return { findings, leftOut: result.data.length - findings.length };
}

function findingOf(loose: LooseFinding, { task, texts }: DetectorTask, remarks: string[]): Finding {
  const { category, severity, trigger, fix } = loose;
  const file = pathOf(loose.file, task.files, texts);
  const startLine = wholeLine(loose.startLine ?? loose.line) ?? 1;
  const claimed = { startLine, endLine: Math.max(startLine, wholeLine(loose.endLine) ?? startLine) };
  const text = texts.get(file);
  const lines = text === undefined ? claimed : anchoredLines(text, claimed, loose.anchor ?? loose.anchorText);
  if (text === undefined) remarks.push(`A finding is about ${file}, which the task does not hold.`);
  if (lines.startLine !== claimed.startLine)
    remarks.push(
      `Line ${claimed.startLine} of ${file} was moved to ${lines.startLine}, where its text stands.`,
    );
  const explanation = explanationOf(undefined, loose.explanation ?? '');
  const cwe = cweNumber(loose.cwe);
  return {
    task: task.id,
    file,
    ...lines,
    ...(category !== undefined && category !== '' && { category: category.slice(0, 200) }),
    ...(cwe !== undefined && { cwe }),
    ...(severity !== undefined && { severity }),
    ...(explanation !== undefined && { explanation }),
    ...(loose.confidence !== undefined && { confidence: probability(loose.confidence) }),
    ...(trigger !== undefined && trigger !== '' && { trigger: trigger.slice(0, MOST_CODE) }),
    ...(fix !== undefined && fix !== '' && fix.length <= MOST_CODE && { fix }),
  };
}

/** Longer ones are no fix of a file under review. */
const MOST_CODE = 100_000;

/** The file that is meant; a path that leaves its folder loses what makes it do so, and is then about no file of the task. */
function pathOf(
  named: string | undefined,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): string {
  if (named === undefined || named === '') return files.length === 1 ? files[0]! : 'unnamed';
  const path = named
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/iu, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .join('/')
    .replaceAll('\0', '')
    .slice(0, 500);
  if (texts.has(path) || !isInsidePath(path)) return texts.has(path) ? path : 'unnamed';
  // `repository/src/a.ts` and `a.ts` mean `src/a.ts` where no other file does.
  const alike = files.filter((file) => path.endsWith(`/${file}`) || file.endsWith(`/${path}`));
  return alike.length === 1 ? alike[0]! : path;
}

function wholeLine(line: number | undefined): number | undefined {
  return line === undefined || !Number.isFinite(line) || line < 1
    ? undefined
    : Math.min(Math.floor(line), 2 ** 31);
}

function probability(confidence: number): number {
  // Some count in per cent.
  const share = confidence > 1 && confidence <= 100 ? confidence / 100 : confidence;
  return Math.min(1, Math.max(0, share));
}

function cweNumber(cwe: number | string | undefined): number | undefined {
  const number = typeof cwe === 'string' ? Number(/\d+/u.exec(cwe)?.[0]) : cwe;
  return number !== undefined && Number.isInteger(number) && number > 0 && number < 1e6 ? number : undefined;
}

function excerpt(text: string): string {
  const line = oneLine(text).trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
