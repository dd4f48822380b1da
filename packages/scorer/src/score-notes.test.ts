import { expect, test } from 'vitest';
import { scoreNotes } from './score-notes.ts';

type Noted = Parameters<typeof scoreNotes>[0];

const COUNTS = { total: 9, attempted: 9, answered: 9, failed: 0, refused: 0, timedOut: 0, notAttempted: 0 };
const CLEAN = {
  manifest: { notes: [] },
  options: { draws: 2000 },
  attempts: { counts: COUNTS },
  bugsNotAttempted: 0,
  isPrecisionShown: true,
  level: { overall: { recall: { bootstrap: { clusters: 20 } } }, findings: { invalid: 0, total: 8 } },
  confidence: null,
  explanations: null,
  notCovered: 0,
  louderControls: 0,
};
const notesOf = (more: object): string[] => scoreNotes({ ...CLEAN, ...more } as unknown as Noted);
const tasks = (more: Partial<typeof COUNTS>) => ({ attempts: { counts: { ...COUNTS, ...more } } });
const level = (clusters: number, findings: object) => ({
  level: {
    overall: { recall: { bootstrap: { clusters } } },
    findings: { ...CLEAN.level.findings, ...findings },
  },
});
const model = (more: object) => ({
  explanations: {
    models: [{ by: 'm', marked: 7, unscored: 0, labelled: 3, criteria: [criterion('fix', 0.5)], ...more }],
  },
});
const criterion = (name: string, value: number | null) => ({ name, corrected: { value } });

test('a complete run of a large set needs no note, and what the set says of itself comes first', () => {
  expect(notesOf({})).toEqual([]);
  expect(notesOf({ manifest: { notes: ['Said by the set.'] }, options: { draws: 1999 } })).toEqual([
    'Said by the set.',
    'Only 1999 draws: intervals are rough.',
  ]);
});

test.for<[object, string]>([
  [
    { ...tasks({ attempted: 7, notAttempted: 2 }), bugsNotAttempted: 3 },
    '2 of 9 tasks were not attempted; their 3 bugs are not in the headline.',
  ],
  [
    tasks({ failed: 1, refused: 2, timedOut: 3 }),
    '6 of 9 attempted tasks brought no answer (failed 1, refused 2, timed out 3); their bugs count as missed.',
  ],
  [{ isPrecisionShown: false }, 'No clean control was answered: no precision, F1 or F0.5 is given.'],
  [
    level(19, {}),
    'Only 19 source files: percentiles and BCa, which draw files, are too narrow; the intervals that are shown are made for few files.',
  ],
  [
    level(20, { invalid: 1 }),
    '1 findings name a task, file or line that is not there; they count as false alarms.',
  ],
  [
    { confidence: { rated: 8, judged: 299 } },
    'Only 299 matches and false alarms have a confidence: Brier score and calibration error are unsteady.',
  ],
  [
    { confidence: { rated: 7, judged: 300 } },
    '1 findings have no confidence; they come last in the ranking.',
  ],
  [model({ unscored: 3 }), 'm left 3 of 10 explanations unscored; they are in no figure.'],
  [model({ labelled: 0 }), 'The marks of m are not corrected: people marked none of these explanations.'],
  [
    model({ criteria: [criterion('fix', null), criterion('trigger', 0.5), criterion('mechanism', null)] }),
    'The marks of m are not corrected for fix, mechanism: among the 3 explanations that people marked too, right and wrong ones are not both there, or it does no better than chance.',
  ],
  [{ notCovered: 1 }, 'The clean twins of 1 bugs were not attempted; these are not in the discrimination.'],
  [
    { louderControls: 1 },
    '1 clean controls are alarmed in the run and not in the run on the twins, where they are the same files: the discrimination may flatter.',
  ],
])('%j is told in one sentence', ([noted, sentence]) => {
  expect(notesOf(noted)).toEqual([sentence]);
});

test('what is just enough is not told', () => {
  expect(notesOf({ confidence: { rated: 8, judged: 300 }, ...model({}) })).toEqual([]);
});
