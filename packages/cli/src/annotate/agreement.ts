import type { Agreement, Ratings } from '@bebug/annotator';
import { QUESTIONS } from '@bebug/annotator';
import { intervalOf } from '@bebug/report';
import { nominalAgreement, SCORE_DEFAULTS } from '@bebug/scorer';

/** How far raters agree on what they were asked, with intervals by task. */
export function agreementOf({ raters, questions }: Ratings): Agreement {
  const asked = QUESTIONS.flatMap(({ question }) => {
    const tasks = [...(questions[question] ?? [])].filter(([, units]) => isShared(units));
    return tasks.length === 0 ? [] : [{ question, tasks: new Map(tasks) }];
  });
  return {
    raters,
    tasks: asked[0]?.tasks.size ?? 0,
    estimates: asked.map(({ question, tasks }) => {
      const estimate = nominalAgreement(tasks, SCORE_DEFAULTS, `agreement ${question}`);
      const interval = intervalOf(estimate);
      return { question, alpha: estimate.value, low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  };
}

/** Two people or more submitted the task. */
function isShared([first]: readonly (readonly (number | null)[])[]): boolean {
  return (first ?? []).filter((answer) => answer !== null).length > 1;
}
