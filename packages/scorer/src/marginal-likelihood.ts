/** Answers of a person to every item: found, not found, not attempted. */
export type Responses = readonly (readonly (0 | 1 | null)[])[];

/** Logit of finding item j at standard ability z: slope · z + intercept. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** What an expectation step gives: for every item and node, how many persons answered there and how many found it. */
export interface Expected {
  readonly logLikelihood: number;
  readonly answered: readonly Float64Array[];
  readonly found: readonly Float64Array[];
}

/** Abilities are drawn from N(0, 1): 61 nodes on [−6, 6], weighted by its density. */
export const NODES: readonly number[] = Array.from({ length: 61 }, (_, index) => -6 + index / 5);
const WEIGHTS = normalised(NODES.map((node) => Math.exp((-node * node) / 2)));

/** A vector of answers, and how many persons gave it. */
export interface Pattern {
  readonly answers: readonly (0 | 1 | null)[];
  readonly count: number;
}

/** Equal vectors are worked out once. */
export function patternsOf(responses: Responses): Pattern[] {
  const counts = new Map<string, { answers: Responses[number]; count: number }>();
  for (const answers of responses) {
    const key = answers.map((answer) => answer ?? '-').join('');
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { answers, count: 1 });
  }
  return [...counts.values()];
}

/** Expectation step of marginal maximum likelihood. Source: R. D. Bock, M. Aitkin, Psychometrika 46 (1981). */
export function expected(patterns: readonly Pattern[], lines: readonly Line[]): Expected {
  const tables = lines.map(logProbabilities);
  const answered = lines.map(() => new Float64Array(NODES.length));
  const found = lines.map(() => new Float64Array(NODES.length));
  let logLikelihood = 0;
  for (const { answers, count } of patterns) {
    const { posterior, logMarginal } = posteriorOf(answers, tables);
    logLikelihood += count * logMarginal;
    for (const [item, answer] of answers.entries()) {
      if (answer === null) continue;
      for (const [node, share] of posterior.entries()) {
        answered[item]![node]! += count * share;
        if (answer === 1) found[item]![node]! += count * share;
      }
    }
  }
  return { logLikelihood, answered, found };
}

/** Mean and standard deviation of each person's standard ability, given the answers (expected a posteriori). */
export function standardAbilities(
  responses: Responses,
  lines: readonly Line[],
): { readonly mean: number; readonly sd: number }[] {
  const tables = lines.map(logProbabilities);
  return responses.map((answers) => {
    const { posterior } = posteriorOf(answers, tables);
    const mean = posterior.reduce((sum, share, node) => sum + share * NODES[node]!, 0);
    const variance = posterior.reduce((sum, share, node) => sum + share * (NODES[node]! - mean) ** 2, 0);
    return { mean, sd: Math.sqrt(variance) };
  });
}

export function probability({ slope, intercept }: Line, z: number): number {
  return 1 / (1 + Math.exp(-(slope * z + intercept)));
}

interface LogTable {
  readonly hit: Float64Array;
  readonly miss: Float64Array;
}

function logProbabilities({ slope, intercept }: Line): LogTable {
  const logits = NODES.map((node) => slope * node + intercept);
  return {
    hit: Float64Array.from(logits, (logit) => -softplus(-logit)),
    miss: Float64Array.from(logits, (logit) => -softplus(logit)),
  };
}

/** log(1 + eˣ), without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function posteriorOf(
  answers: Responses[number],
  tables: readonly LogTable[],
): { readonly posterior: Float64Array; readonly logMarginal: number } {
  const logs = new Float64Array(NODES.length);
  for (const [item, answer] of answers.entries()) {
    if (answer === null) continue;
    const table = answer === 1 ? tables[item]!.hit : tables[item]!.miss;
    for (let node = 0; node < logs.length; node++) logs[node]! += table[node]!;
  }
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  const posterior = logs.map((log, node) => Math.exp(log - most) * WEIGHTS[node]!);
  const marginal = posterior.reduce((sum, share) => sum + share, 0);
  return {
    posterior: posterior.map((share) => share / marginal),
    logMarginal: Math.log(marginal) + most,
  };
}

function normalised(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
