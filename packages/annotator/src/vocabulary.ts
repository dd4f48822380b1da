import type { Adjudication, Family, Label } from '@bebug/core';
import type { StudyKind } from './study/study-kind.ts';

/** The kinds of bug a person can choose, in the order of the list; the first nine have a digit of their own. */
export const CATEGORIES: readonly { readonly family: Family; readonly label: string }[] = [
  { family: 'boundary', label: 'Boundary: off by one, wrong limit' },
  { family: 'condition', label: 'Condition: wrong or missing test' },
  { family: 'identifier', label: 'Wrong name: variable, property or method' },
  { family: 'argument', label: 'Arguments: order, number, value' },
  { family: 'nullish', label: 'Null, undefined or a default' },
  { family: 'async', label: 'Async: missing await, race, lost update' },
  { family: 'security', label: 'Security: an attacker can use it' },
  { family: 'error-handling', label: 'Error handling' },
  { family: 'omission', label: 'Something is left out' },
  { family: 'order', label: 'Order of statements or operands' },
  { family: 'number', label: 'Number: arithmetic, rounding, units' },
  { family: 'string', label: 'Text: encoding, pattern, format' },
  { family: 'collection', label: 'Collection: list, map, set, sorting' },
  { family: 'state', label: 'State: stale, shared or not reset' },
  { family: 'flow', label: 'Control flow: loop, return, switch' },
  { family: 'validation', label: 'Validation of input' },
  { family: 'resource', label: 'Resource: leak, not closed' },
  { family: 'performance', label: 'Performance' },
  { family: 'syntax', label: 'Syntax' },
];

/** Labels of implementations that a comparison may show; each has its letter as a key. */
export const COMPARED: readonly Label[] = ['A', 'B', 'C'];

/** Characters that people can write into a field, in the page and in the store. */
export const LONGEST = {
  explanation: 8000,
  trigger: 4000,
  fix: 20_000,
  note: 4000,
  reason: 4000,
  why: 8000,
} as const;

/** How sure a person is, as the page says it and as the run stores it. */
export const CONFIDENCES = [
  { level: 1, label: 'a guess', probability: 0.25 },
  { level: 2, label: 'as likely as not', probability: 0.5 },
  { level: 3, label: 'fairly sure', probability: 0.75 },
  { level: 4, label: 'certain', probability: 0.95 },
] as const;

/** How bad it is, as the page says it; the names are those of a finding. */
export const SEVERITIES = [
  { severity: 'info', label: 'low' },
  { severity: 'warning', label: 'medium' },
  { severity: 'error', label: 'high' },
] as const;

/** What an adjudicator can say of a finding that met no planted bug. */
export const VERDICTS = [
  { verdict: 'valid', label: 'Valid: a defect of this code' },
  { verdict: 'known', label: 'Known: a defect that is documented or agreed on' },
  { verdict: 'duplicate', label: 'Duplicate: another finding says the same' },
  { verdict: 'false', label: 'False: the code is right' },
] as const satisfies readonly {
  readonly verdict: NonNullable<Adjudication['verdict']>;
  readonly label: string;
}[];
export type Verdict = (typeof VERDICTS)[number]['verdict'];

/** On what people can agree, in each kind of study. */
export const QUESTIONS = [
  { question: 'verdict', kind: 'bugs', label: 'whether a task has a bug' },
  { question: 'place', kind: 'bugs', label: 'where it is, line by line' },
  { question: 'choice', kind: 'comparisons', label: 'which implementation is best' },
  { question: 'judgement', kind: 'problems', label: 'whether a solution is right' },
] as const satisfies readonly { question: string; kind: StudyKind; label: string }[];
export type Question = (typeof QUESTIONS)[number]['question'];
