import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatJsonLines,
  gradeSchema,
  parseJsonLines,
  sha256,
  sha256Schema,
  type Finding,
  type Grade,
} from '@bebug/core';
import type { StoredSet } from '@bebug/engine';
import { z } from 'zod';
import { dropTornLine, readWholeLines } from './whole-lines.ts';

const entrySchema = z.strictObject({ key: sha256Schema, grade: gradeSchema });

/**
 * Grades of a run that are known so far, on disk as soon as each is: a grader that is stopped goes on where it was. A grade is taken up again
 * for the same finding on the same set alone.
 */
export class GradeJournal {
  readonly #path: string;
  readonly #setHash: string;
  readonly #known: ReadonlyMap<string, Grade>;

  private constructor(path: string, setHash: string, known: ReadonlyMap<string, Grade>) {
    this.#path = path;
    this.#setHash = setHash;
    this.#known = known;
  }

  /** @throws BebugError `file-format` for a line that is no such grade */
  static async open(runFolder: string, { hash }: Pick<StoredSet, 'hash'>): Promise<GradeJournal> {
    const path = join(runFolder, 'grades.partial.jsonl');
    await dropTornLine(path);
    const entries = parseJsonLines(entrySchema, await readWholeLines(path), path);
    return new GradeJournal(path, hash, new Map(entries.map(({ key, grade }) => [key, grade])));
  }

  /** The grade that an earlier sitting gave, or one that is given and noted now. */
  async gradeOf(bug: string, index: number, finding: Finding, grade: () => Promise<Grade>): Promise<Grade> {
    const key = sha256(JSON.stringify([this.#setHash, bug, index, finding.fix, finding.trigger]));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const given = await grade();
    await appendFile(this.#path, formatJsonLines([{ key, grade: given }]));
    return given;
  }

  /** All grades are written elsewhere. */
  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
