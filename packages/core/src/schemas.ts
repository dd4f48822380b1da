import type { z } from 'zod';
import { adjudicationSchema } from './adjudication.ts';
import { choiceSchema, comparisonSchema, comparisonTaskSchema } from './comparison.ts';
import { findingSchema, responseSchema, unplacedSchema } from './finding.ts';
import { gradeSchema, marksSchema, modelMarksSchema } from './grade.ts';
import { manifestSchema } from './manifest.ts';
import { mutantSchema } from './mutant.ts';
import { plantedDecoySchema } from './planted-decoy.ts';
import { judgementSchema, problemSchema, problemTaskSchema } from './problem.ts';
import { configSchema, profileSchema } from './profile.ts';
import { runSchema } from './run.ts';
import { taskSchema } from './task.ts';
import { taskSetManifestSchema } from './task-set-manifest.ts';
import { bugSchema, controlSchema } from './bug.ts';
import { twinManifestSchema } from './twin-manifest.ts';

/** Every file format of the core: where it stands, what one document of it is, and its schema. */
export const SCHEMAS: readonly {
  readonly name: string;
  readonly file: string;
  readonly what: string;
  readonly schema: z.ZodType;
}[] = [
  {
    name: 'mutant',
    file: 'output of `bebug mutants`, a line each',
    what: 'one operator applied at one site',
    schema: mutantSchema,
  },
  { name: 'manifest', file: 'SET/bugset.json', what: 'what a bug set is made of', schema: manifestSchema },
  { name: 'task', file: 'SET/tasks.jsonl, a line each', what: 'what a bug-finder sees', schema: taskSchema },
  {
    name: 'bug',
    file: 'SET/truth/bugs.jsonl, a line each',
    what: 'one bug, with evidence and witness',
    schema: bugSchema,
  },
  {
    name: 'control',
    file: 'SET/truth/controls.jsonl, a line each',
    what: 'one task that carries no bug',
    schema: controlSchema,
  },
  {
    name: 'decoy',
    file: 'SET/truth/decoys.jsonl, a line each',
    what: 'one edit that keeps the behaviour',
    schema: plantedDecoySchema,
  },
  {
    name: 'twins',
    file: 'TWINS/bugset.json',
    what: 'whose clean twins the tasks of a folder are',
    schema: twinManifestSchema,
  },
  {
    name: 'profile',
    file: 'a file for `--profile`',
    what: 'how often each kind of bug should come',
    schema: profileSchema,
  },
  {
    name: 'config',
    file: 'bebug.config.json',
    what: 'profiles of one’s own, and which is used',
    schema: configSchema,
  },
  {
    name: 'run',
    file: 'RUN/run.json',
    what: 'whose findings these are, and on which set',
    schema: runSchema,
  },
  {
    name: 'finding',
    file: 'RUN/findings.jsonl, a line each',
    what: 'one report by a bug-finder',
    schema: findingSchema,
  },
  {
    name: 'response',
    file: 'RUN/responses.jsonl, a line each',
    what: 'that a task was answered at all',
    schema: responseSchema,
  },
  {
    name: 'unplaced',
    file: 'RUN/unplaced.jsonl, a line each',
    what: 'what an imported report holds and the run does not',
    schema: unplacedSchema,
  },
  {
    name: 'grade',
    file: 'RUN/grades.jsonl, a line each',
    what: 'what running a finding’s fix and trigger showed',
    schema: gradeSchema,
  },
  {
    name: 'marks',
    file: 'RUN/marks.jsonl, a line each',
    what: 'a person’s marks for one explanation',
    schema: marksSchema,
  },
  {
    name: 'model-marks',
    file: 'RUN/model-marks.jsonl, a line each',
    what: 'a model’s marks for one explanation',
    schema: modelMarksSchema,
  },
  {
    name: 'adjudication',
    file: 'a file for `--known`, a line each',
    what: 'a finding that met no planted bug, and what people say of it',
    schema: adjudicationSchema,
  },
  {
    name: 'task-set',
    file: 'TASKS/taskset.json',
    what: 'what `bebug tasks` made of a bug set',
    schema: taskSetManifestSchema,
  },
  {
    name: 'comparison-task',
    file: 'TASKS/tasks.jsonl of `bebug tasks compare`, a line each',
    what: 'implementations of one module: which is best?',
    schema: comparisonTaskSchema,
  },
  {
    name: 'comparison',
    file: 'TASKS/truth/comparisons.jsonl, a line each',
    what: 'which one is, and which bugs the others have',
    schema: comparisonSchema,
  },
  {
    name: 'choice',
    file: 'RUN/choices.jsonl, a line each',
    what: 'which implementation somebody takes for the best',
    schema: choiceSchema,
  },
  {
    name: 'problem-task',
    file: 'TASKS/tasks.jsonl of `bebug tasks problem`, a line each',
    what: 'a specification, tests and solutions: which are right?',
    schema: problemTaskSchema,
  },
  {
    name: 'problem',
    file: 'TASKS/truth/problems.jsonl, a line each',
    what: 'which one is, and which tests fail on the others',
    schema: problemSchema,
  },
  {
    name: 'judgement',
    file: 'RUN/judgements.jsonl, a line each',
    what: 'whether somebody takes a solution for right',
    schema: judgementSchema,
  },
];
