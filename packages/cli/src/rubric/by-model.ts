import { formatJsonLines, type ModelMarks } from '@bebug/core';
import type { CachedModel } from '@bebug/detectors';
import { inParallel } from '@bebug/engine';
import type { Io } from '../io.ts';
import { modelMarksPath, readModelMarks } from '../judgements.ts';
import { Progress } from '../progress.ts';
import { writeWhole } from '../write-whole.ts';
import { toldOf, type Gradable } from './gradable.ts';
import { modelQuestion, readReply, RUBRIC_HASH } from './model-question.ts';

/** An explanation, and what the model made of it. */
export interface Marked extends Gradable {
  readonly line: ModelMarks;
}

/**
 * Ask a model for the marks that people give. Every explanation is asked about by itself and once: replies are kept by their content, so
 * that after Ctrl-C or a limit the same command goes on. Then the model's marks in `RUN/model-marks.jsonl` are written anew; those of
 * other models stay.
 * @throws the reason of `io.signal`
 */
export async function askForMarks(
  gradable: readonly Gradable[],
  model: CachedModel,
  workers: number,
  io: Io,
): Promise<Marked[]> {
  const told = [...toldOf(gradable).entries()];
  const progress = new Progress(io);
  const marked = new Array<Marked>(told.length);
  let done = 0;
  await inParallel(told, workers, async ([at, one]) => {
    marked[at] = { ...one, line: { ...about(one, model), ...(await marksFrom(one, model, io.signal)) } };
    progress.show(`${++done} of ${told.length} explanations marked`);
  });
  progress.done();
  for (const runFolder of new Set(gradable.map((one) => one.runFolder))) {
    const others = (await readModelMarks(runFolder)).filter(({ by }) => by !== model.name);
    const own = marked.filter((one) => one.runFolder === runFolder).map(({ line }) => line);
    await writeWhole(modelMarksPath(runFolder), formatJsonLines([...others, ...own]));
  }
  return marked;
}

function about({ index, bug }: Gradable, { name }: CachedModel): Omit<ModelMarks, 'marks' | 'why'> {
  return { finding: index, bug: bug.id, by: name, rubricHash: RUBRIC_HASH };
}

async function marksFrom(
  one: Gradable,
  model: CachedModel,
  signal: AbortSignal,
): Promise<Pick<ModelMarks, 'marks' | 'why'>> {
  const asked = await model.ask(modelQuestion(one), { question: 'rubric' }, signal);
  if (!('reply' in asked)) return unscored(asked.message);
  const { text, ending } = asked.reply;
  if (ending === 'refused') return unscored('The model refused to answer.');
  if (ending === 'cut-off') return unscored('The reply was cut off at its limit of tokens.');
  const marks = readReply(text);
  return marks ? { marks, why: '' } : unscored('The reply is not the marks that were asked for.');
}

function unscored(why: string): Pick<ModelMarks, 'marks' | 'why'> {
  return { marks: null, why };
}
