import type { Calibration } from '@bebug/scorer';
import { decimal, decimalInterval } from '../figures.ts';
import type { ReportData } from '../report-data.ts';

/** What is known of a person beside their scorecard. */
export interface PersonMeasures {
  readonly name: string;
  /** In logits, from all runs of the cohort; `null` where there are too few, or they differ no more than by chance. */
  readonly ability: Calibration['abilities'][number] | null;
  /** Marks for explanations of bugs that were found, each criterion from 0 to 2; `null` where nobody marked. */
  readonly marks: {
    readonly explanations: number;
    readonly means: Readonly<Record<string, number>>;
  } | null;
  /** Active time on all submitted tasks, milliseconds, by the policy that reads it from the log; `null` where no log is. */
  readonly times: readonly { readonly policy: string; readonly activeMs: number }[] | null;
}

/** People on one bug set: `measures[i]` belongs to `data.entrants[i]`. */
export interface Cohort {
  readonly data: ReportData;
  readonly measures: readonly PersonMeasures[];
}

/** `0.52 [-0.09, 1.13]`, in logits. */
export function abilityText(ability: PersonMeasures['ability']): string {
  return ability === null
    ? '–'
    : `${decimal(ability.theta, 2)} ${decimalInterval(ability.interval, 2)}`.trim();
}

/** Bugs that one must have tried before their recall says much. */
export const FEW_BUGS = 20;
