/**
 * Processor time and memory of `bebug score` by the number of findings. Writes bug sets and runs to a temporary folder, scores each in a process of
 * its own and prints a Markdown table.
 *
 *     node_modules/.bin/node benchmarks/scoring/measure-scoring.ts [--bugs 100000] [--findings 250000,500000,1000000]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { formatJson, formatJsonLines, randomStream, type Finding } from '@bebug/core';
import { writeSyntheticSet } from '../../packages/scorer/test/synthetic-files.ts';
import { answeredRun, syntheticSet, type SyntheticSet } from '../../packages/scorer/test/synthetic-set.ts';
import { markdownTable } from '../markdown.ts';

const { values } = parseArgs({
  options: {
    bugs: { type: 'string', default: '100000' },
    findings: { type: 'string', default: '250000,500000,1000000' },
  },
});

/** About as long as what a model writes. */
const EXPLANATION =
  'The bound is off by one, so that the last element is never looked at when the list is full. '.repeat(6);
const BEBUG = join(import.meta.dirname, '../../packages/cli/bin/bebug');

const folder = await mkdtemp(join(tmpdir(), 'bebug-scoring-'));
try {
  // A fifth of the tasks with bugs has two.
  const set = syntheticSet({ bugTasks: Math.round(Number(values.bugs) / 1.2) });
  const setHash = await writeSyntheticSet(set, join(folder, 'set'));
  const rows: string[][] = [];
  for (const count of values.findings.split(',').map(Number)) {
    const path = join(folder, `run-${count}`);
    const bytes = await writeRun(set, setHash, count, path);
    const { seconds, peak } = await score(join(folder, 'set'), path);
    await rm(path, { recursive: true });
    rows.push([
      set.bugs.length.toLocaleString('en'),
      count.toLocaleString('en'),
      `${(bytes / 2 ** 20).toFixed(0)} MiB`,
      `${seconds.toFixed(0)} s`,
      `${(peak / 2 ** 20).toFixed(0)} MiB`,
    ]);
    process.stderr.write(`${rows.at(-1)!.join(' · ')}\n`);
  }
  process.stdout.write(
    markdownTable(['bugs', 'findings', 'findings.jsonl', 'processor time', 'peak memory'], rows),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Findings spread over all tasks: one near each bug half of the time, the others anywhere. */
async function writeRun(set: SyntheticSet, setHash: string, count: number, path: string): Promise<number> {
  await mkdir(path, { recursive: true });
  const { run, responses } = answeredRun(set, []);
  const random = randomStream(2, 'findings');
  const out = createWriteStream(join(path, 'findings.jsonl'));
  const counts = new Map<string, number>();
  const lines = new Map(set.bugs.map(({ task, mutated }) => [task, mutated.startLine]));
  for (const [place, { id, files, lines: length }] of set.tasks.entries()) {
    const share =
      Math.floor(((place + 1) * count) / set.tasks.length) - Math.floor((place * count) / set.tasks.length);
    const findings = Array.from({ length: share }, (_, index): Finding => {
      const bug = lines.get(id);
      const startLine =
        index === 0 && bug !== undefined && random.integer(0, 1) === 1 ? bug : random.integer(1, length);
      return {
        ...{ task: id, file: files[0]!, startLine, endLine: startLine, category: 'boundary' },
        explanation: `${EXPLANATION}${index}`,
        confidence: random.integer(0, 1000) / 1000,
      };
    });
    counts.set(id, share);
    if (!out.write(formatJsonLines(findings))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  await writeFile(join(path, 'run.json'), formatJson({ ...run, setHash, finished: run.started }));
  const counted = responses.map((response) => ({ ...response, findings: counts.get(response.task)! }));
  await writeFile(join(path, 'responses.jsonl'), formatJsonLines(counted));
  return (await stat(join(path, 'findings.jsonl'))).size;
}

/** Processor time and the highest resident memory of the process, as the kernel counts them. */
async function score(set: string, run: string): Promise<{ seconds: number; peak: number }> {
  const child = spawn(process.execPath, [BEBUG, 'score', set, run], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let [seconds, peak] = [0, 0];
  const look = async (): Promise<void> => {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map((name) => readFile(`/proc/${child.pid}/${name}`, 'utf8')),
    );
    peak = Math.max(peak, 1024 * Number(/^VmHWM:\s+(\d+)/mu.exec(status!)?.[1] ?? 0));
    // Fields 14 and 15, in hundredths of a second; the name in front of them is in brackets.
    const fields = stat!.slice(stat!.lastIndexOf(')') + 2).split(' ');
    seconds = Math.max(seconds, (Number(fields[11]) + Number(fields[12])) / 100);
  };
  const timer = setInterval(() => {
    look().catch(() => undefined); // the process has just ended
  }, 200);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`bebug score ended with ${String(code)}.`);
  return { seconds, peak };
}
