import { compareText } from '@bebug/core';
import { NOTHING, type Harvest } from './harvest.ts';

/** Which values a generator prefers. */
export interface Style {
  /** Constants of the source; empty for the unbiased generator. */
  readonly harvest: Harvest;
  readonly guided: boolean;
  readonly extreme: boolean;
  /** A domain of a few values, so that equal ones meet. */
  readonly tiny: boolean;
  /** Of a tiny domain: texts are two names, and what may be a name is one, so that calls that name a thing name the same one. */
  readonly keyed: boolean;
  /** An expression of the source that every text of the case is built from; `null`: texts of all kinds. */
  readonly focus: string | null;
  /** What has no type of its own (`T`) is data with parts, and no plain number. */
  readonly structured: boolean;
}

/** `evolved`: bred from the cases that lead the clean code along different ways. */
export type Generation = 'sane' | 'guided' | 'extreme' | 'evolved';

const FOCI = 2;

/** The styles of a generation: a case draws one of them, so that small and wide domains both get whole cases. */
export function stylesOf(generation: Generation, harvest: Harvest): readonly Style[] {
  const guided = generation !== 'sane';
  const wide: Style = {
    harvest: guided ? harvest : NOTHING,
    guided,
    extreme: generation === 'extreme',
    tiny: false,
    keyed: false,
    focus: null,
    structured: false,
  };
  // Code that parses two texts of one grammar sees little when each of them is valid one time in ten.
  const foci = generation === 'guided' ? longest(harvest.patterns) : [];
  return [
    { ...wide, tiny: true },
    wide,
    guided ? { ...wide, structured: true } : wide,
    ...(generation === 'guided' ? [{ ...wide, tiny: true, keyed: true }] : []),
    ...foci.concat(foci.slice(0, 1)).map((focus) => ({ ...wide, focus })),
  ];
}

/** The expressions that say most about a grammar. */
function longest(patterns: readonly string[]): string[] {
  return [...patterns].sort((a, b) => b.length - a.length || compareText(a, b)).slice(0, FOCI);
}
