import type { Act } from './acts.ts';

/** How active time is read from the log; its name goes with every figure. */
export interface TimePolicy {
  readonly name: string;
  /** Longest pause between two acts that still counts as work, milliseconds. */
  readonly longestGapMs: number;
}

/** Gaps count up to two minutes. */
export const DEFAULT_POLICY = cappedGaps(120_000);

export function cappedGaps(longestGapMs: number): TimePolicy {
  return { name: `gaps capped at ${longestGapMs / 1000} s`, longestGapMs };
}

/** Milliseconds spent on one task; `active` ≤ `visible` ≤ `wall`. */
export interface TimeSpent {
  /** From its first to its last act, within each load of the page. */
  readonly wall: number;
  /** Of that, while the page was shown and nothing covered the code. */
  readonly visible: number;
  /** Of that, under the policy. */
  readonly active: number;
}

type TimedAct = Pick<Act, 'page' | 'at' | 'deed'>;

const COVERS: ReadonlySet<string> = new Set(['hidden', 'pause', 'idle-shown']);
const UNCOVERS: ReadonlySet<string> = new Set(['visible', 'resume', 'idle-answered', 'open']);

/**
 * Time between neighbouring acts of one load of the page. Between two loads no clock was running, so nothing counts. A submitted task
 * stands still until it is reopened.
 * @param acts of one person and task, in the order of the log
 */
export function timeSpent(acts: readonly TimedAct[], policy: TimePolicy = DEFAULT_POLICY): TimeSpent {
  let spent: TimeSpent = { wall: 0, visible: 0, active: 0 };
  let before: TimedAct | null = null;
  let isCovered = false;
  let isSubmitted = false;
  for (const act of acts) {
    if (before !== null && before.page === act.page && !isSubmitted) {
      const gap = Math.max(0, act.at - before.at);
      const visible = isCovered ? 0 : gap;
      spent = {
        wall: spent.wall + gap,
        visible: spent.visible + visible,
        active: spent.active + Math.min(visible, policy.longestGapMs),
      };
    }
    const { kind } = act.deed;
    if (COVERS.has(kind)) isCovered = true;
    else if (UNCOVERS.has(kind) || before?.page !== act.page) isCovered = false;
    if (kind === 'submit') isSubmitted = true;
    else if (kind === 'reopen') isSubmitted = false;
    before = act;
  }
  return spent;
}

/** Active time until a finding was marked; `null` when the log does not know it. */
export function activeUntilMark(
  acts: readonly TimedAct[],
  finding: string,
  policy: TimePolicy = DEFAULT_POLICY,
): number | null {
  const marked = acts.findIndex(
    ({ deed }) => (deed.kind === 'mark' || deed.kind === 'edit') && deed.finding === finding,
  );
  return marked < 0 ? null : timeSpent(acts.slice(0, marked + 1), policy).active;
}
