import { BebugError, parseJson } from '@bebug/core';
import { z } from 'zod';
import {
  GIT_LINES,
  type ForeignFinding,
  type ForeignLines,
  type ImportFormat,
  type SetAside,
} from './report.ts';
import { cweOf, explanationOf } from './tidy.ts';

const lineSchema = z.int().positive().nullish();
const sideSchema = z.enum(['LEFT', 'RIGHT']).nullish();
const commentSchema = z.object({
  path: z.string(),
  body: z.string().nullish(),
  line: lineSchema,
  start_line: lineSchema,
  original_line: lineSchema,
  original_start_line: lineSchema,
  side: sideSchema,
  start_side: sideSchema,
  subject_type: z.string().nullish(),
  diff_hunk: z.string().nullish(),
  in_reply_to_id: z.number().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
type Comment = z.infer<typeof commentSchema>;

/** Pages as `gh api --paginate --slurp` joins them are lists in a list. */
const commentsSchema = z.array(z.union([commentSchema, z.array(commentSchema)]));

/** Review comments of a pull request: `GET /repos/OWNER/REPO/pulls/NUMBER/comments`. */
export const githubReview: ImportFormat = {
  describe: 'review comments of a GitHub pull request, as its REST API gives them',
  read(text, name) {
    const findings: ForeignFinding[] = [];
    const setAside: SetAside[] = [];
    const authors = new Set<string>();
    for (const { at, comment } of numbered(parseJson(commentsSchema, text, name))) {
      if (comment.in_reply_to_id != null) {
        setAside.push({ at, path: comment.path, reason: 'it is a reply' });
        continue;
      }
      if (comment.user != null) authors.add(comment.user.login);
      findings.push({ at, path: comment.path, ...describe(comment, `${name} at ${at}`) });
    }
    const tools = [...authors].map((login) => ({ name: login, version: null }));
    return { tools, findings, setAside, looked: null, failures: [] };
  },
};

function* numbered(comments: z.infer<typeof commentsSchema>): Generator<{ at: string; comment: Comment }> {
  for (const [index, item] of comments.entries()) {
    if (!Array.isArray(item)) yield { at: `${index}`, comment: item };
    else for (const [inner, comment] of item.entries()) yield { at: `${index}.${inner}`, comment };
  }
}

function describe(comment: Comment, where: string): Omit<ForeignFinding, 'at' | 'path'> {
  const body = (comment.body ?? '').replaceAll('\r\n', '\n');
  const said = { explanation: explanationOf(undefined, withoutSuggestion(body)), cwe: cweOf(body) };
  if (comment.subject_type === 'file') return { place: { kind: 'file' }, measure: GIT_LINES, said };
  const place = linesOf(comment, where);
  const isBefore = comment.side === 'LEFT';
  const startsBefore = isBefore || comment.start_side === 'LEFT';
  const hasStart = startOf(comment) != null;
  const suggestion = SUGGESTION.exec(body)?.groups?.['text'];
  // A suggestion replaces the lines of its comment, as long as they are those of the file.
  const isCurrent = comment.line != null && !startsBefore;
  return {
    place,
    before: isBefore ? 'both' : startsBefore && hasStart ? 'start' : undefined,
    measure: GIT_LINES,
    said,
    fix:
      suggestion !== undefined && isCurrent
        ? { kind: 'replacements', replacements: [{ place, text: suggestion }] }
        : undefined,
  };
}

const SUGGESTION = /^```suggestion[^\n]*\n(?<text>(?:(?!```)[^\n]*\n)*)```/mu;

function withoutSuggestion(body: string): string {
  return body.replace(SUGGESTION, '');
}

/** Lines of a comment; an outdated one has only those of the commit that it was made on. */
function linesOf(comment: Comment, where: string): ForeignLines {
  const endLine = comment.line ?? comment.original_line ?? lastLineOf(comment);
  if (endLine === null) throw new BebugError('file-format', `${where} is a comment on no line.`);
  const startLine = startOf(comment) ?? endLine;
  const sidesDiffer = (comment.start_side ?? comment.side) !== comment.side;
  if (startLine > endLine && !sidesDiffer)
    throw new BebugError(
      'file-format',
      `${where} ends on line ${endLine}, before it starts on line ${startLine}.`,
    );
  return { kind: 'lines', startLine, endLine };
}

/** Of an outdated comment, too. */
function startOf(comment: Comment): number | null | undefined {
  return comment.line == null ? comment.original_start_line : comment.start_line;
}

/** Old API versions give the hunk alone: its last line is the one that is meant. */
function lastLineOf({ diff_hunk: hunk, side }: Comment): number | null {
  const lines = (hunk ?? '').split('\n');
  const head = /^@@ -(?<old>\d{1,9})(?:,\d+)? \+(?<new>\d{1,9})/u.exec(lines[0] ?? '')?.groups;
  if (!head || lines.length < 2) return null;
  const isLeft = side === 'LEFT';
  const other = isLeft ? '+' : '-';
  const count = lines.slice(1).filter((line) => !line.startsWith(other) && !line.startsWith('\\')).length;
  return Number(isLeft ? head['old'] : head['new']) + Math.max(0, count - 1);
}
