import { abilityInterval, fit2pl, fitRasch, standardAbilitiesOf, type RaschItem } from '@bebug/scorer';
import { CoverageTable, type Interval } from '../coverage.ts';
import { normal, randomOf, type Effort } from '../simulated-files.ts';

const Z95 = 1.959963984540054;
const BUGS = 30;
/** Runs, and how many sets are fitted for each hundred: a fit takes up to a second, and two with slopes of their own. */
const RUNS = [
  { runs: 3, model: 'Rasch', share: 0.04 },
  { runs: 5, model: 'Rasch', share: 0.04 },
  { runs: 10, model: 'Rasch', share: 0.04 },
  { runs: 20, model: 'Rasch', share: 0.02 },
  { runs: 39, model: 'Rasch', share: 0.02 },
  { runs: 40, model: '2PL', share: 0.02 },
] as const;

/** Difficulties and abilities are normal; both are told from the mean of the runs, as the scorer does. */
export function difficulty({ sets }: Effort): string {
  const table = new CoverageTable();
  const columns: Record<string, string[]> = {};
  for (const { runs, model, share } of RUNS) {
    const column = `${model}, ${runs} runs`;
    columns[column] = [column];
    for (let set = 0; set < Math.max(2, Math.round(sets * share)); set++) {
      const random = randomOf('difficulty', runs, set);
      const hasSlopes = model === '2PL';
      const abilities = Array.from({ length: runs }, () => normal(random));
      const mean = abilities.reduce((sum, one) => sum + one, 0) / runs;
      const bugs = Array.from({ length: BUGS }, () => ({
        a: hasSlopes ? Math.exp(0.3 * normal(random)) : 1,
        b: normal(random),
      }));
      const responses = abilities.map((theta) =>
        bugs.map(({ a, b }) => (random() < 1 / (1 + Math.exp(-a * (theta - b))) ? 1 : 0)),
      );
      const note = (name: string, interval: Interval, truth: number): void =>
        table.add(name, column, interval, truth);
      const rasch = fitRasch(responses);
      const slopes = hasSlopes ? fit2pl(responses) : null;
      const shown = hasSlopes ? standardAbilitiesOf(rasch) : rasch.abilities;
      for (const [run, ability] of shown.entries()) {
        const own = (slopes ?? rasch).abilities[run]!;
        note('ability ± 1.96 SE, its own model', around(own.theta, own.se), abilities[run]! - mean);
        note('ability: **shown**', abilityInterval(ability, runs), abilities[run]! - mean);
      }
      const items: readonly (RaschItem & { readonly a?: number | null; readonly seA?: number | null })[] = (
        slopes ?? rasch
      ).items;
      for (const [bug, { b, se, a = null, seA = null }] of items.entries()) {
        if (b !== null) note('difficulty ± 1.96 SE: **shown**', around(b, se), bugs[bug]!.b - mean);
        if (a !== null) note('slope ± 1.96 SE', around(a, seA), bugs[bug]!.a);
      }
    }
  }
  return table.toMarkdown('Difficulty and ability', columns);
}

function around(value: number, se: number | null): Interval {
  return se === null || se === 0 ? null : { low: value - Z95 * se, high: value + Z95 * se };
}
