import { CLEAN_FUEL } from './difference.ts';
import type { SourceOfCases } from './input/source-of-cases.ts';
import type { Pool } from './sandbox/pool.ts';
import type { Program } from './sandbox/protocol.ts';
import { runInFreshChild, type Result } from './sandbox/side.ts';

/** Cases of each source, and sources, by which it is told whether the packages of a module show what they remember. */
const CASES = 12;
const SOURCES = 4;

/** The same program without lasting modules: what a proof is repeated with. */
export function evaluatedAnew(code: Program): Program {
  return { ...code, lasting: [] };
}

/**
 * Which modules of the clean program may be evaluated once in a child, not once a case: those of packages, which take most of the time
 * where they are large, as long as `sources` do not tell the difference. What they remember unnoticed can cost a proof and make none: every
 * witness is repeated in fresh children (`evaluatedAnew`).
 */
export async function lastingModules(
  pool: Pool,
  clean: Program,
  sources: readonly SourceOfCases[],
): Promise<readonly string[]> {
  const lasting = Object.keys(clean.modules).filter((path) => path.startsWith('node_modules/'));
  if (lasting.length === 0 || sources.length === 0) return [];
  const cases = sources.slice(0, SOURCES).flatMap((source) => source.cases('sane', 0, CASES));
  const [anew, kept] = await Promise.all([
    runInFreshChild(pool, evaluatedAnew(clean), cases, CLEAN_FUEL),
    runInFreshChild(pool, { ...clean, lasting }, [...cases, ...cases], CLEAN_FUEL),
  ]);
  return kept.every((result, index) => isAlike(result, anew[index % cases.length]!)) ? lasting : [];
}

function isAlike(one: Result, other: Result): boolean {
  if (one.ending === 'breached' || other.ending === 'breached') return one.ending === other.ending;
  return one.ending === other.ending && one.verdict === other.verdict;
}
