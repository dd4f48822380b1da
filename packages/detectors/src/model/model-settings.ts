/** What is chosen for a model; `null`: as the provider has it. All of it is part of the run and of the key of a reply. */
export interface ModelSettings {
  readonly temperature: number | null;
  readonly seed: number | null;
  readonly reasoning: (typeof REASONING)[number] | null;
  readonly maxOutputTokens: number;
  /** Ask for the reply in pieces: for models that think so long that a silent line is cut. */
  readonly stream: boolean;
}

export const REASONING = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export const MODEL_DEFAULTS: ModelSettings = {
  temperature: null,
  seed: null,
  reasoning: null,
  maxOutputTokens: 16_384,
  stream: false,
};
