import { compareText, formatJson } from '@bebug/core';
import type { Witness } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { IMPORT_TABLE } from './runtime-closure.ts';

type ImportTable = Record<string, Record<string, string>>;

/** Clean texts that running `files` takes: what they import, installed packages and the table of imports included, and their drivers. */
export async function subjectTexts(project: Project, files: Iterable<string>): Promise<Map<string, string>> {
  const { drivers, extras } = project.corpus;
  const texts = new Map<string, string>();
  let table: ImportTable = {};
  for (const file of [...new Set(files)].sort(compareText)) {
    for (const path of [file, ...project.closure(file)]) texts.set(path, project.text(path));
    for (const [path, text] of await project.runtime(file)) {
      if (path === IMPORT_TABLE) table = { ...table, ...(JSON.parse(text) as ImportTable) };
      else texts.set(path, text);
    }
    const driver = drivers.get(file);
    if (driver !== undefined) texts.set(driver, extras.get(driver)!);
  }
  const sorted = Object.entries(table).sort(([a], [b]) => compareText(a, b));
  if (sorted.length > 0) texts.set(IMPORT_TABLE, formatJson(Object.fromEntries(sorted)));
  return texts;
}

/** The module whose export a witness calls, where that is not the bug's own. */
export function callerOf(witness: Witness): string | undefined {
  return witness.kind === 'input' ? witness.target.module : undefined;
}
