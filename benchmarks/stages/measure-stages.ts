/**
 * What each stage costs and yields, by corpus: `npm run -s bebug` is not involved, only the packages.
 * Usage: node benchmarks/stages/measure-stages.ts [candidates per corpus, default 60]
 */
import { groupBy } from '@bebug/core';
import { scan, Screen, type Candidate, type ScreenedMutant } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { STABLE } from '../compiling.ts';
import { openCorpora } from '../packages.ts';

const perCorpus = Number(process.argv[2] ?? 60);
const projects = await openCorpora();

const oracle = await createOracle({ workers: 2, seed: 1 });
const rows = [];
const fates = new Map<string, Map<string, number>>();
for (const project of projects) {
  const scanStart = performance.now();
  const candidates = [...scan(project, STABLE)];
  const scanMs = performance.now() - scanStart;
  const sample = spread(candidates, perCorpus);
  const screen = new Screen();
  const screenStart = performance.now();
  const verdicts = sample.map((candidate) => screen.check(project, candidate));
  const screenMs = performance.now() - screenStart;
  const passed: ScreenedMutant[] = [];
  for (const [index, verdict] of verdicts.entries()) {
    const operator = sample[index]!.operator;
    if (verdict.status === 'dropped') count(operator, verdict.reason);
    else if (verdict.mutant.parser.length > 0 || (verdict.mutant.types ?? []).length > 0)
      count(operator, 'flagged by the compiler');
    else passed.push(verdict.mutant);
  }
  const times: number[] = [];
  let proved = 0;
  for (const mutant of passed) {
    const start = performance.now();
    const proof = await oracle.prove(mutant);
    times.push(performance.now() - start);
    if (proof.status === 'proved') proved++;
    count(
      mutant.candidate.operator,
      proof.status === 'proved' ? `proved (${proof.witness.kind})` : `prove: ${proof.reason}`,
    );
  }
  times.sort((a, b) => a - b);
  rows.push({
    corpus: project.corpus.name,
    files: project.corpus.sources.size,
    candidates: candidates.length,
    'scanned per second': Math.round((candidates.length / scanMs) * 1000),
    'ms to screen one': Math.round(screenMs / Math.max(1, sample.length)),
    'to prove': passed.length,
    'proved %': Math.round((100 * proved) / Math.max(1, passed.length)),
    'ms to prove one (median)': Math.round(times[times.length >> 1] ?? 0),
    'ms (p95)': Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
  });
}
await oracle.close();
console.table(rows);
console.table(
  Object.fromEntries(
    [...fates]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([operator, reasons]) => [
        operator,
        [...reasons].map(([reason, number]) => `${number} ${reason}`).join(', '),
      ]),
  ),
);

function count(operator: string, fate: string): void {
  const reasons = fates.get(operator) ?? new Map<string, number>();
  fates.set(operator, reasons);
  reasons.set(fate, (reasons.get(fate) ?? 0) + 1);
}

/** At most `limit` candidates, operators taking turns, evenly over each operator's sites. */
function spread(candidates: readonly Candidate[], limit: number): Candidate[] {
  const groups = [...groupBy(candidates, (candidate) => candidate.operator).values()];
  const share = Math.max(1, Math.ceil(limit / Math.max(1, groups.length)));
  return groups.flatMap((group) => {
    const step = Math.max(1, Math.floor(group.length / share));
    return group.filter((_, index) => index % step === 0).slice(0, share);
  });
}
