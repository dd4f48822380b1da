import { groupBy, randomStream, sha256, textLines, type Finding } from '@bebug/core';
import type { DetectorTask, Tool } from './detector.ts';

/** Findings known beforehand: a list of all of them, or what to answer to a task. */
export type CannedFindings =
  | readonly Finding[]
  | ((task: DetectorTask, signal?: AbortSignal) => readonly Finding[] | Promise<readonly Finding[]>);

/** A detector that answers what it was given; with the truth at hand a test builds a perfect one. */
export function cannedDetector(findingsByTask: CannedFindings, name = 'canned'): Tool {
  if (typeof findingsByTask === 'function') {
    return {
      name,
      version: '1',
      settings: {},
      detect: async (task, signal) => [...(await findingsByTask(task, signal))],
    };
  }
  const byTask = groupBy(findingsByTask, (finding) => finding.task);
  return {
    name,
    version: '1',
    settings: { findings: sha256(JSON.stringify(findingsByTask)) },
    detect: ({ task }) => Promise.resolve([...(byTask.get(task.id) ?? [])]),
  };
}

/** Finds nothing: the floor of recall. */
export function silentDetector(): Tool {
  return cannedDetector(() => [], 'canned:silent');
}

/** One finding for every line of the files under review that is not blank: the floor of precision. */
export function flagsEverythingDetector(): Tool {
  return cannedDetector(
    (task) =>
      task.task.files.flatMap((file) =>
        writtenLines(task, file).map((line) => ({
          task: task.task.id,
          file,
          startLine: line,
          endLine: line,
          explanation: 'Every line is flagged.',
          confidence: 0.5,
        })),
      ),
    'canned:flags-everything',
  );
}

/** Chance: for each file under review, up to `most` lines drawn by seed and task, each with a confidence drawn likewise. */
export function randomDetector(seed: number): Tool {
  const most = 3;
  const detect = ({ task, texts }: DetectorTask): Finding[] =>
    task.files.flatMap((file) => {
      const random = randomStream(seed, 'canned:random', task.id, file);
      const lines = writtenLines({ task, texts }, file);
      const drawn = random.shuffle(lines).slice(0, random.integer(1, most));
      return drawn
        .sort((a, b) => a - b)
        .map((line) => ({
          task: task.id,
          file,
          startLine: line,
          endLine: line,
          explanation: 'The line was drawn at random.',
          confidence: random.integer(0, 1000) / 1000,
        }));
    });
  return { ...cannedDetector(detect, 'canned:random'), settings: { seed, most } };
}

/** 1-based numbers of the lines that are not blank. */
function writtenLines({ texts }: DetectorTask, file: string): number[] {
  const lines = textLines(texts.get(file) ?? '');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
}
