import { compareText, CRITERIA, groupBy, type Criterion, type Marks, type ModelMarks } from '@bebug/core';
import { z } from 'zod';
import { bootstrapSchema, intervalSchema } from './cluster-bootstrap.ts';
import { estimateSchema } from './estimate.ts';
import { estimateOf, proportionOf, sumByCluster, toInterval, type Sampling } from './estimates.ts';
import { shareByCluster } from './clustered-wilson.ts';
import { mean } from './mean.ts';
import { ratio } from './precision-recall.ts';
import { proportionSchema } from './proportion.ts';
import { clopperPearson } from './proportions.ts';
import { roganGladen, roganGladenInterval } from './rogan-gladen.ts';

/** From this mark on an explanation counts as right: 2, that is "yes". */
const RIGHT_FROM = 2;

const count = z.int().nonnegative();

/** Successes over n with the exact interval: the labelled set is small. */
const exactShareSchema = z.strictObject({
  value: z.number().nullable(),
  successes: count,
  n: count,
  clopperPearson: intervalSchema.nullable(),
});

/** What one model's marks say of the explanations of a run. */
export const modelMarksScoreSchema = z.strictObject({
  by: z.string(),
  marked: count,
  /** Explanations that it gave no marks: they are in no figure. */
  unscored: count,
  rightFrom: z.literal(RIGHT_FROM),
  /** Explanations among these that people marked too. */
  labelled: count,
  criteria: z.array(
    z.strictObject({
      name: z.enum(CRITERIA),
      /** Of 0 to 2, as the model gave them. */
      mean: estimateSchema,
      /** Explanations that it found right: the raw figure. */
      right: proportionSchema,
      /** Of those that most people found right, the ones that the model found right. */
      sensitivity: exactShareSchema,
      /** Of the others, the ones that it found not right. */
      specificity: exactShareSchema,
      /**
       * The raw figure corrected by these (Rogan and Gladen), with an interval of Lang and Reiczigel and one that is drawn by source file:
       * both know that sensitivity and specificity are estimates. `null` without labels of both kinds, or when the model is no better
       * than chance.
       */
      corrected: z.strictObject({
        value: z.number().nullable(),
        langReiczigel: intervalSchema.nullable(),
        bootstrap: bootstrapSchema,
      }),
    }),
  ),
});
export type ModelMarksScore = z.infer<typeof modelMarksScoreSchema>;

interface ModelMarksInput {
  readonly modelMarks: readonly ModelMarks[];
  /** Of people, for the same run. */
  readonly marks: readonly Marks[];
  readonly clusterOfBug: (bug: string) => string;
  readonly sampling: Sampling;
}

/** One score a model, by name. */
export function scoreModelMarks({ modelMarks, ...input }: ModelMarksInput): ModelMarksScore[] {
  return [...groupBy(modelMarks, ({ by }) => by)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([by, lines]) => scoreOne(by, lines, input));
}

/** An explanation as model and people mark it; `people` is empty where nobody did. */
interface Explanation {
  readonly cluster: string;
  readonly model: Readonly<Record<Criterion, number>>;
  readonly people: readonly Marks[];
}

function scoreOne(
  by: string,
  lines: readonly ModelMarks[],
  { marks, clusterOfBug, sampling }: Omit<ModelMarksInput, 'modelMarks'>,
): ModelMarksScore {
  const byBug = groupBy(marks, ({ bug }) => bug);
  const explanations = lines.flatMap(({ bug, marks: model }): Explanation[] =>
    model === null ? [] : [{ cluster: clusterOfBug(bug), model, people: byBug.get(bug) ?? [] }],
  );
  return {
    by,
    marked: explanations.length,
    unscored: lines.length - explanations.length,
    rightFrom: RIGHT_FROM,
    labelled: explanations.filter(({ people }) => people.length > 0).length,
    criteria: CRITERIA.map((name) => scoreCriterion(name, by, explanations, sampling)),
  };
}

function scoreCriterion(
  name: Criterion,
  by: string,
  explanations: readonly Explanation[],
  sampling: Sampling,
): ModelMarksScore['criteria'][number] {
  const key = `${by} ${name}`;
  const judged = explanations.map(({ cluster, model, people }) => ({
    cluster,
    mark: model[name],
    isRight: model[name] >= RIGHT_FROM,
    // Most of them: where people are divided, it is not right.
    isTrue: people.length === 0 ? null : mean(people.map((one) => Number(one[name] >= RIGHT_FROM)))! > 0.5,
  }));
  const sums = sumByCluster(judged, ({ cluster, isRight, isTrue }) => [
    cluster,
    [
      ...[Number(isRight), 1],
      ...[Number(isTrue === true && isRight), Number(isTrue === true)],
      ...[Number(isTrue === false && !isRight), Number(isTrue === false)],
    ],
  ]);
  const right = proportionOf(
    judged.map(({ cluster, isRight }) => ({ cluster, success: isRight })),
    sampling,
    `right ${key}`,
  );
  const sensitivity = exactShare(
    judged.filter(({ isTrue }) => isTrue === true).map(({ isRight }) => isRight),
  );
  const specificity = exactShare(
    judged.filter(({ isTrue }) => isTrue === false).map(({ isRight }) => !isRight),
  );
  const { value, bootstrap } = estimateOf(
    sums,
    correctedOf,
    judged.length,
    sampling,
    `corrected ${key}`,
    shareByCluster(([, all]) => all!),
  );
  return {
    name,
    mean: estimateOf(
      sumByCluster(judged, ({ cluster, mark }) => [cluster, [mark, 1]]),
      ([sum, n]) => ratio(sum!, n!),
      judged.length,
      sampling,
      `marks ${key}`,
      shareByCluster(([, n]) => n!, 2),
    ),
    right,
    sensitivity,
    specificity,
    corrected: {
      value,
      langReiczigel: value === null ? null : toInterval(roganGladenInterval(right, sensitivity, specificity)),
      bootstrap,
    },
  };
}

function correctedOf([right, all, hits, positive, rejections, negative]: readonly number[]): number | null {
  const [p, sensitivity, specificity] = [
    ratio(right!, all!),
    ratio(hits!, positive!),
    ratio(rejections!, negative!),
  ];
  return p === null || sensitivity === null || specificity === null
    ? null
    : roganGladen(p, sensitivity, specificity);
}

function exactShare(answers: readonly boolean[]): z.infer<typeof exactShareSchema> {
  const successes = answers.filter(Boolean).length;
  const n = answers.length;
  return {
    value: ratio(successes, n),
    successes,
    n,
    clopperPearson: toInterval(clopperPearson(successes, n)),
  };
}
