import type { Detector, DetectorTask, TaskReport } from '../detector.ts';
import { versionOf } from '../installed.ts';
import { answerSchema } from './answer-schema.ts';
import { CachedModel, type ModelAccess } from './cached-model.ts';
import { PROVIDERS } from './model-name.ts';
import { PROMPT_VERSION, promptHash, promptOf, type PromptOptions } from './prompt.ts';
import { readAnswer } from './read-answer.ts';
import type { Reply } from './reply.ts';

export interface ModelOptions extends ModelAccess {
  readonly prompt: PromptOptions;
  /** Which of several askings of the same, from 1. */
  readonly repeat: number;
}

/** What a run would take, before it is made. */
export interface Estimate {
  /** Tasks whose reply is in the cache already. */
  readonly cached: number;
  readonly calls: number;
  /** Estimated from the length of the prompts. */
  readonly inputTokens: number;
  /** US dollars if every reply were as long as it may be; `null` without a price. */
  readonly mostCost: number | null;
}

/** A model asked once for each task. */
export class ModelDetector implements Detector {
  readonly name: string;
  readonly version: string;
  readonly settings: Detector['settings'];
  readonly promptHash: string;
  readonly #model: CachedModel;
  readonly #prompt: PromptOptions;

  private constructor({ name, prompt, repeat }: ModelOptions, model: CachedModel) {
    this.#model = model;
    this.#prompt = prompt;
    this.name = model.name;
    const libraries = ['ai', PROVIDERS[name.provider].library].map((one) => `${one} ${versionOf(one)}`);
    this.version = [...libraries, `prompt ${PROMPT_VERSION}`].join(', ');
    const { baseUrl, ...settings } = model.settings;
    this.settings = { ...settings, hint: prompt.hint, baseUrl, repeat };
    this.promptHash = promptHash(prompt);
  }

  /** @throws BebugError `usage` when key or address is missing */
  static async open(options: ModelOptions): Promise<ModelDetector> {
    return new ModelDetector(options, await CachedModel.open(options));
  }

  /** Calls made in this sitting, and their cost. */
  get spent(): CachedModel['spent'] {
    return this.#model.spent;
  }

  async detect(task: DetectorTask, signal: AbortSignal = new AbortController().signal): Promise<TaskReport> {
    const question = { prompt: promptOf(task, this.#prompt), schema: answerSchema, name: 'review' };
    const asked = await this.#model.ask(question, this.#about(task), signal);
    if ('reply' in asked) return this.#report(asked.reply, task);
    return { status: asked.status, findings: [], message: asked.message };
  }

  estimate(tasks: readonly DetectorTask[]): Estimate {
    let [cached, inputTokens] = [0, 0];
    let mostCost: number | null = this.#model.costOf({ input: 0, output: 0 });
    for (const task of tasks) {
      const prompt = promptOf(task, this.#prompt);
      if (this.#model.kept(prompt, this.#about(task))) {
        cached += 1;
        continue;
      }
      const most = this.#model.mostTokens(prompt);
      inputTokens += most.input;
      if (mostCost !== null) mostCost += this.#model.costOf(most)!;
    }
    return { cached, calls: tasks.length - cached, inputTokens, mostCost };
  }

  #about({ task }: DetectorTask): Readonly<Record<string, unknown>> {
    return { task: task.id, settings: this.settings };
  }

  #report(reply: Reply, task: DetectorTask): TaskReport {
    const cost = reply.tokens && this.#model.costOf(reply.tokens);
    const paid = {
      elapsedMs: reply.elapsedMs,
      ...(reply.tokens && { tokens: reply.tokens }),
      ...(cost !== null && { cost }),
    };
    if (reply.ending === 'refused')
      return { status: 'refused', findings: [], message: 'The model refused to answer.', ...paid };
    const read = readAnswer(reply.text, task);
    if (read.status !== 'answered')
      return { status: read.status, findings: [], message: cutOff(reply, read.message), ...paid };
    const ignored = reply.warnings.map((warning) => `The provider said: ${warning}.`);
    const message = cutOff(reply, [...read.remarks, ...ignored].join(' '));
    if (reply.ending === 'cut-off' && read.findings.length === 0)
      return { status: 'unparsable', findings: [], message, ...paid };
    return { status: 'answered', findings: read.findings, ...(message !== '' && { message }), ...paid };
  }
}

function cutOff({ ending }: Reply, message: string): string {
  return ending === 'cut-off' ? `The reply was cut off at its limit of tokens. ${message}`.trim() : message;
}
