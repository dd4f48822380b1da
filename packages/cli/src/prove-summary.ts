import { groupBy, TIERS } from '@bebug/core';
import type { Examined } from '@bebug/engine';
import pc from 'picocolors';
import { hintFor } from './hints.ts';
import type { Io } from './io.ts';

/** Details of a reason that are listed, the most frequent first. */
const DETAILS = 3;

/** Details of these say the same of every mutant, or something else of each. */
const TELLS_NOTHING = new Set(['prove: no witness']);

type Fallen = Exclude<Examined, { status: 'proved' }>;

/** How many ended how, and for every reason why some are no bugs, how many and what one can do about it. */
export function proveSummary(results: readonly Examined[], io: Pick<Io, 'colour' | 'width'>): string {
  const { bold, dim } = pc.createColors(io.colour);
  const proved = results.filter((one) => one.status === 'proved');
  const fallen = results.filter((one) => one.status !== 'proved');
  const byTools = proved.filter(
    ({ witness }) => witness.kind === 'parser' || witness.kind === 'types',
  ).length;
  const byRunning = proved.length - byTools;
  const dropped = fallen.filter(({ status }) => status === 'dropped').length;
  const run = results.length - byTools - dropped;
  const tiers = TIERS.map((tier) => `${proved.filter((one) => one.tier === tier).length} ${tier}`).join(', ');
  const lines = [
    bold(`${count(results.length, 'mutant')}: ${proved.length} proved (${tiers})`),
    `${String(byTools).padStart(6)}  proved by what parser or compiler says`,
    `${String(byRunning).padStart(6)}  proved by running, of ${run} that passed the screen${run === 0 ? '' : ` (${((byRunning / run) * 100).toFixed(1)} %)`}`,
    `${String(run - byRunning).padStart(6)}  unproved`,
    `${String(dropped).padStart(6)}  dropped by the screen`,
  ];
  const reasons = [...groupBy(fallen, ({ reason }) => reason)].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  if (reasons.length > 0) lines.push('', bold('Why the others are no bugs, and what you can do:'));
  for (const [reason, group] of reasons) {
    lines.push(`${String(group.length).padStart(6)}  ${reason}`);
    lines.push(...wrapped(hintFor(reason), io.width - 8).map((line) => dim(`        ${line}`)));
    for (const [detail, number] of details(reason, group))
      lines.push(
        ...wrapped(`${number} × ${detail}`, io.width - 10).map(
          (line, at) => `        ${at === 0 ? '· ' : '  '}${line}`,
        ),
      );
  }
  return `${lines.join('\n')}\n`;
}

function details(reason: string, group: readonly Fallen[]): [detail: string, number: number][] {
  if (reason.startsWith('screen: ') || TELLS_NOTHING.has(reason)) return [];
  const counts = [...groupBy(group, ({ detail }) => detail)].map(([detail, same]): [string, number] => [
    detail.replaceAll(/\s+/gu, ' '),
    same.length,
  ]);
  return counts
    .filter(([detail]) => detail !== '')
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, DETAILS);
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
