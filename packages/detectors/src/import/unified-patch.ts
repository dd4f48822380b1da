import { BebugError, oneLine } from '@bebug/core';
import { formatPatch, parsePatch, type StructuredPatch } from 'diff';
import {
  GIT_LINES,
  type ForeignFinding,
  type ForeignLines,
  type ImportFormat,
  type SetAside,
} from './report.ts';
import { explanationOf } from './tidy.ts';

/** The signature that git puts below a mail; a hunk cannot hold its second line. */
const SIGNATURE = /^-- \r?\n\d[\d.]*[^\n]*$/gmu;

/**
 * Unified diffs of the task's files: each hunk proposes a fix, and what it takes away or where it puts something in is the place.
 * The fix is all that the patch changes in that file, since hunks may need each other.
 */
export const unifiedPatch: ImportFormat = {
  describe: 'a unified diff that mends the files; each hunk is a finding',
  read(text, name) {
    const findings: ForeignFinding[] = [];
    const setAside: SetAside[] = [];
    const explanation = subjectOf(text);
    for (const [index, patch] of parse(text, name).entries()) {
      const path = oldPath(patch);
      const at = `file ${index + 1}`;
      if (patch.hunks.length === 0) setAside.push({ at, path, reason: 'it changes no line' });
      else if (path === null) setAside.push({ at, path: newPath(patch), reason: 'it adds a file' });
      else {
        const fix = fixOf(patch, path);
        for (const [hunkIndex, hunk] of patch.hunks.entries()) {
          const place = changedLines(hunk);
          const hunkAt = `${at}, hunk ${hunkIndex + 1}`;
          if (place === null) {
            setAside.push({ at: hunkAt, path, reason: 'it changes no line' });
            continue;
          }
          findings.push({
            at: hunkAt,
            path,
            place,
            measure: GIT_LINES,
            said: { explanation },
            fix: { kind: 'ready', fix },
          });
        }
      }
    }
    return { tools: [], findings, setAside, looked: null, failures: [] };
  },
};

function parse(text: string, name: string): StructuredPatch[] {
  if (text.trim() === '') return [];
  let patches: StructuredPatch[];
  try {
    patches = parsePatch(text.replaceAll(SIGNATURE, ''));
  } catch (error) {
    // parsePatch throws plain errors for a broken patch: each names the line of the hunk.
    const sentence = oneLine((error as Error).message).slice(0, 200);
    throw new BebugError('file-format', `${name} is no unified diff: ${sentence}.`, { cause: error });
  }
  const headless = patches.findIndex(
    ({ oldFileName, hunks }) => oldFileName === undefined && hunks.length > 0,
  );
  if (headless >= 0)
    throw new BebugError(
      'file-format',
      `${name} has a hunk without a file: part ${headless + 1} of the diff.`,
    );
  for (const { hunks, oldFileName } of patches) {
    if (
      hunks.some(
        ({ oldStart, newStart }) => !Number.isSafeInteger(oldStart) || !Number.isSafeInteger(newStart),
      )
    )
      throw new BebugError(
        'file-format',
        `${name} has a hunk without line numbers in ${String(oldFileName)}.`,
      );
  }
  const named = patches.filter(({ oldFileName }) => oldFileName !== undefined);
  if (named.length === 0)
    throw new BebugError('file-format', `${name}:1 is no unified diff: no line starts a file.`);
  return named;
}

/** The file that is changed, without the prefix of git; `null` where the patch makes a new one. */
function oldPath({ oldFileName, newFileName }: StructuredPatch): string | null {
  if (oldFileName === '/dev/null') return null;
  const isGit =
    oldFileName?.startsWith('a/') === true &&
    (newFileName?.startsWith('b/') === true || newFileName === '/dev/null');
  return isGit ? oldFileName.slice(2) : oldFileName!;
}

function newPath({ newFileName }: StructuredPatch): string | null {
  return newFileName?.replace(/^b\//u, '') ?? null;
}

/** The diff of one file, with plain headers: paths of the outside world do not travel on. */
function fixOf({ hunks }: StructuredPatch, path: string): string {
  const file = path.replaceAll(/[\r\n]/gu, ' ');
  return formatPatch({
    oldFileName: `a/${file}`,
    newFileName: `b/${file}`,
    oldHeader: '',
    newHeader: '',
    hunks,
  });
}

/** Old lines that go; where lines are only put in, the two beside the gap. */
function changedLines({ oldStart, lines }: StructuredPatch['hunks'][number]): ForeignLines | null {
  let line = oldStart;
  let first = Infinity;
  let last = 0;
  const take = (from: number, to: number): void => {
    first = Math.min(first, Math.max(1, from));
    last = Math.max(last, to);
  };
  for (let index = 0; index < lines.length;) {
    const run = { removed: 0, added: 0 };
    for (; /^[+\-\\]/u.test(lines[index] ?? ''); index++) {
      if (lines[index]!.startsWith('-')) run.removed++;
      else if (lines[index]!.startsWith('+')) run.added++;
    }
    if (run.removed > 0) take(line, line + run.removed - 1);
    else if (run.added > 0) take(line - 1, line);
    line += run.removed;
    if (index < lines.length) {
      index++;
      line++;
    }
  }
  return last === 0 ? null : { kind: 'lines', startLine: first, endLine: Math.max(first, last) };
}

/** What `git format-patch` says above the diff. */
function subjectOf(text: string): string | undefined {
  const head = text.slice(0, Math.max(0, text.search(/^(?:diff |--- |Index: )/mu)));
  const subject = /^Subject: (?:\[PATCH[^\]]*\] )?(?<subject>.*(?:\r?\n[ \t].*)*)/mu.exec(head)?.groups?.[
    'subject'
  ];
  return explanationOf(undefined, subject ?? '');
}
