import type { Operator } from '@bebug/operators';
import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import type { Io } from './io.ts';

/** The page of one operator, for a terminal. */
export function explainOperator(operator: Operator, io: Pick<Io, 'colour'>): string {
  const { bold, dim } = pc.createColors(io.colour);
  const cwe = operator.cwe === null ? '' : ` · CWE-${operator.cwe}`;
  const parts = [
    `${bold(operator.id)} — ${operator.title}`,
    dim(`family ${operator.family} · prior ${operator.tier}${cwe} · ${operator.status}`),
    '',
    operator.mistake,
  ];
  for (const example of operator.examples.injects) {
    parts.push('', bold('Injects'), unifiedDiff(example.before, example.after, io));
    if (example.witness !== null) parts.push(`Differs on: ${example.witness}`);
  }
  for (const example of operator.examples.skips)
    parts.push('', bold('Leaves alone'), example.code.trimEnd(), dim(`because ${example.because}`));
  return `${parts.join('\n')}\n`;
}

/** Changed lines with three lines around them; no file names, because there are none. */
export function unifiedDiff(before: string, after: string, io: Pick<Io, 'colour'>): string {
  const { red, green, dim } = pc.createColors(io.colour);
  return createTwoFilesPatch('clean', 'mutated', before, after, undefined, undefined, { context: 3 })
    .split('\n')
    .slice(3)
    .filter((line) => line !== '\\ No newline at end of file')
    .map((line) =>
      line.startsWith('-')
        ? red(line)
        : line.startsWith('+')
          ? green(line)
          : line.startsWith('@@')
            ? dim(line)
            : line,
    )
    .join('\n')
    .trimEnd();
}
