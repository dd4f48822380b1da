import type { Task } from '@bebug/core';
import type { Control } from '@bebug/core/truth';
import type { Attempts } from './attempts.ts';
import { estimateOf, proportionOf, sumByCluster, toInterval, type Sampling } from './estimates.ts';
import { rateByCluster } from './clustered-rate.ts';
import { poissonInterval } from './poisson.ts';
import type { ControlScore } from './scorecard.ts';
import { ratio } from './precision-recall.ts';

/** False alarms on clean code, for each 1,000 lines and as the share of controls with one; `answered` are the controls that are judged. */
export function scoreControls(
  tasks: readonly Task[],
  controls: readonly Control[],
  answered: readonly Task[],
  falseAlarms: ReadonlyMap<string, number>,
  clusterOf: (task: string) => string,
  sampling: Sampling,
): ControlScore {
  const alarmsIn = (task: string): number => falseAlarms.get(task) ?? 0;
  const clusters = sumByCluster(answered, ({ id, lines }) => [clusterOf(id), [alarmsIn(id), lines]]);
  const lines = answered.reduce((sum, task) => sum + task.lines, 0);
  const falsePositives = answered.reduce((sum, { id }) => sum + alarmsIn(id), 0);
  return {
    tasks: controlTasks(tasks, controls).length,
    answered: answered.length,
    alarmed: proportionOf(
      answered.map(({ id }) => ({ cluster: clusterOf(id), success: alarmsIn(id) > 0 })),
      sampling,
      'controls alarmed',
    ),
    lines,
    falsePositives,
    per1000Lines: {
      ...estimateOf(
        clusters,
        ([count, all]) => ratio(1000 * count!, all!),
        answered.length,
        sampling,
        'controls per 1000 lines',
        rateByCluster(1000),
      ),
      poisson: lines === 0 ? null : toInterval(perThousand(poissonInterval(falsePositives), lines)),
    },
  };
}

function perThousand([low, high]: readonly [number, number], lines: number): [number, number] {
  return [(1000 * low) / lines, (1000 * high) / lines];
}

/** Controls that are judged: those that were answered, and those where something was reported before the detector gave up. */
export function answeredControls(
  tasks: readonly Task[],
  controls: readonly Control[],
  attempts: Attempts,
  alarmed: Pick<ReadonlySet<string>, 'has'>,
): Task[] {
  return controlTasks(tasks, controls).filter(
    ({ id }) => attempts.isAnswered(id) || (attempts.isAttempted(id) && alarmed.has(id)),
  );
}

function controlTasks(tasks: readonly Task[], controls: readonly Control[]): Task[] {
  const ids = new Set(controls.map(({ task }) => task));
  return tasks.filter(({ id }) => ids.has(id));
}
