/**
 * Whether the linter says the same of an excerpt as of the whole file, mutant by mutant, and what each costs.
 * Usage: node benchmarks/speed/measure-linting.ts [--ours 200] [--stryker 100] [--only NAME,…] [--seed 1]
 * Both ways take turns, so that neither has a warmer machine.
 */
import { parseArgs } from 'node:util';
import { applyEdits } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import { openProject, readCorpus, type CorpusSource } from '@bebug/engine';
import { newDiagnostics } from '../../packages/engine/src/diagnostics.ts';
import { LintedFile } from '../../packages/engine/src/screen/lint/linted-file.ts';
import { SourceLinter } from '../../packages/engine/src/screen/lint/source-linter.ts';
import { lintWhole } from '../../packages/engine/test/whole-file-linter.ts';
import { embeddedAndPackages } from '../packages.ts';
import { SAMPLE_OPTIONS, sampleOf } from './mutants.ts';

const { values } = parseArgs({
  options: {
    ...SAMPLE_OPTIONS,
    only: { type: 'string' },
  },
});
const rows = [];
for (const source of await embeddedAndPackages(values.only?.split(','))) rows.push(await compare(source));
console.table(rows);

async function compare(source: CorpusSource): Promise<object> {
  const project = openProject(await readCorpus(source), { allowTypeErrors: true });
  const sample = await sampleOf(project, values);
  const linter = new SourceLinter();
  const before = new Map<string, readonly Diagnostic[]>();
  const files = new Map<string, LintedFile>();
  const spent = { whole: 0, excerpt: 0, clean: 0 };
  let [excerpts, wrong, flagged] = [0, 0, 0];
  for (const { file, edits } of sample) {
    const clean = project.text(file);
    const text = applyEdits(clean, edits);
    if (!before.has(file)) before.set(file, lintWhole(file, clean));
    if (!files.has(file))
      files.set(
        file,
        timed('clean', () => new LintedFile(linter, file, clean)),
      );
    const linted = files.get(file)!;
    const expected = timed('whole', () => newDiagnostics(before.get(file)!, lintWhole(file, text)));
    const excerpt = timed('excerpt', () => linted.excerpt(text));
    if (excerpt) excerpts++;
    const found = excerpt ?? timed('excerpt', () => linted.whole(text));
    if (expected.length > 0) flagged++;
    const isSame = JSON.stringify(newDiagnostics(linted.diagnostics, found)) === JSON.stringify(expected);
    if (isSame) continue;
    wrong++;
    console.log(
      file,
      JSON.stringify(edits),
      JSON.stringify(expected),
      JSON.stringify(newDiagnostics(linted.diagnostics, found)),
    );
  }
  return {
    corpus: project.corpus.name,
    mutants: sample.length,
    flagged,
    wrong,
    'from excerpts': excerpts,
    'ms, whole': (spent.whole / sample.length).toFixed(1),
    'ms, excerpt': (spent.excerpt / sample.length).toFixed(1),
    ratio: (spent.whole / spent.excerpt).toFixed(1),
    'ms a clean file': (spent.clean / files.size).toFixed(0),
  };

  function timed<T>(what: keyof typeof spent, work: () => T): T {
    const start = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(start);
    spent[what] += (user + system) / 1000;
    return result;
  }
}
