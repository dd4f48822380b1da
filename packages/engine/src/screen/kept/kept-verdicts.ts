import { sha256 } from '@bebug/core';
import type { Project } from '../../2-open-project.ts';
import { circumstancesOf, hasSameImports } from './circumstances.ts';
import { toolVersions } from './tool-versions.ts';
import type { Verdict, VerdictCache } from './verdict-cache.ts';

/** What is known of one mutant. Whoever finds out more adds to it. */
export interface KnownVerdict {
  /** What rests on the mutated text and the clean one alone. */
  readonly text: Verdict;
  /** What rests on the project, too. */
  readonly project: Verdict;
}

/** Of a mutant about which nothing is kept. */
export function nothingKnown(): KnownVerdict {
  return { text: {}, project: {} };
}

/** What is known of `mutatedText` at `path` from this run or an earlier one. */
export function knownVerdict(
  cache: VerdictCache,
  project: Project,
  path: string,
  mutatedText: string,
): KnownVerdict {
  const cleanText = project.text(path);
  const hash = sha256(mutatedText);
  const find = (...key: readonly string[]): Verdict => {
    const { verdicts } = cache.shelf(sha256(JSON.stringify([toolVersions(), path, ...key])));
    const known = verdicts.get(hash) ?? {};
    verdicts.set(hash, known);
    return known;
  };
  return {
    text: find('text', sha256(cleanText)),
    project: hasSameImports(cleanText, mutatedText) ? find('project', circumstancesOf(project)) : {},
  };
}
