import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

export interface Document {
  readonly title: string;
  readonly folder: string;
  readonly body: string;
  readonly isPublished: boolean;
}

export interface SearchHit {
  readonly title: string;
  readonly folder: string;
  /** The words around the first match. */
  readonly excerpt: string;
}

const EXCERPT_LENGTH = 40;
const MAX_HITS = 20;

/** Create the table where it is missing. */
export function createDocuments(database: DatabaseSync): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS documents (title TEXT NOT NULL, folder TEXT NOT NULL, body TEXT NOT NULL, published INTEGER NOT NULL)',
  );
}

export function addDocument(database: DatabaseSync, document: Document): void {
  const insert = database.prepare(
    'INSERT INTO documents (title, folder, body, published) VALUES (?, ?, ?, ?)',
  );
  insert.run(document.title, document.folder, document.body, document.isPublished ? 1 : 0);
}

/**
 * Published documents of a folder whose title or body holds the text, titles first; at most 20.
 *
 * @throws RangeError when there is nothing to search for
 */
export function searchDocuments(
  database: DatabaseSync,
  folder: string,
  text: string,
  limit = MAX_HITS,
): SearchHit[] {
  const term = text.trim();
  if (term === '') throw new RangeError('nothing to search for');
  const pattern = `%${escapeLike(term)}%`;
  const hits = database
    .prepare(
      "SELECT title, folder, body FROM documents WHERE published = 1 AND folder = ? AND title || char(10) || body LIKE ? ESCAPE '!' ORDER BY title",
    )
    .all(folder, pattern)
    .map((row) => toHit(row, term));
  const inTitle = hits.filter((hit) => holds(hit.title, term));
  const inBody = hits.filter((hit) => !holds(hit.title, term));
  return [...inTitle, ...inBody].slice(0, Math.max(0, Math.min(limit, MAX_HITS)));
}

/** The published document with a title, or `null`. */
export function findByTitle(database: DatabaseSync, title: string): SearchHit | null {
  const row = database
    .prepare(
      'SELECT title, folder, body FROM documents WHERE published = 1 AND title = ? ORDER BY folder LIMIT 1',
    )
    .get(title);
  return row === undefined ? null : toHit(row, '');
}

/** Folders that have published documents whose titles start with a prefix. */
export function foldersWithPrefix(database: DatabaseSync, prefix: string): string[] {
  const rows = database
    .prepare(
      'SELECT DISTINCT folder FROM documents WHERE published = 1 AND substr(title, 1, length(?1)) = ?1 ORDER BY folder',
    )
    .all(prefix);
  return rows.map((row) => String(row.folder));
}

/** Text for a LIKE pattern with `!` as the escape character. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/gu, '!$&');
}

function holds(text: string, term: string): boolean {
  return text.toLowerCase().includes(term.toLowerCase());
}

function toHit(row: Record<string, SQLOutputValue>, term: string): SearchHit {
  return { title: String(row.title), folder: String(row.folder), excerpt: excerptOf(String(row.body), term) };
}

function excerptOf(body: string, term: string): string {
  const position = body.toLowerCase().indexOf(term.toLowerCase());
  const start = Math.max(0, position - EXCERPT_LENGTH / 2);
  const end = Math.min(body.length, start + EXCERPT_LENGTH);
  return `${start > 0 ? '…' : ''}${body.slice(start, end)}${end < body.length ? '…' : ''}`;
}
