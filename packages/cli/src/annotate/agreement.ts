import type { Agreement, Ratings } from '@bebug/annotator';
import { QUESTIONS } from '@bebug/annotator';
import { nominalAgreement } from '@bebug/scorer';

const SAMPLING = { seed: 1, draws: 2000 };

/** How far raters agree on what they were asked, with intervals from drawing whole tasks. */
export function agreementOf({ raters, questions }: Ratings): Agreement {
  const asked = QUESTIONS.flatMap(({ question }) => {
    const tasks = [...(questions[question] ?? [])].filter(([, units]) => isShared(units));
    return tasks.length === 0 ? [] : [{ question, tasks: new Map(tasks) }];
  });
  return {
    raters,
    tasks: asked[0]?.tasks.size ?? 0,
    estimates: asked.map(({ question, tasks }) => {
      const { value, bootstrap } = nominalAgreement(tasks, SAMPLING, `agreement ${question}`);
      const interval = bootstrap.bca ?? bootstrap.percentile;
      return { question, alpha: value, low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  };
}

/** Two people or more submitted the task. */
function isShared([first]: readonly (readonly (number | null)[])[]): boolean {
  return (first ?? []).filter((answer) => answer !== null).length > 1;
}
