import { BebugError } from '@bebug/core';

/** The providers, the environment variable with the key of each, and what it takes to reach it. */
export const PROVIDERS = {
  openai: { keyName: 'OPENAI_API_KEY', needsKey: true, needsUrl: false },
  anthropic: { keyName: 'ANTHROPIC_API_KEY', needsKey: true, needsUrl: false },
  google: { keyName: 'GOOGLE_GENERATIVE_AI_API_KEY', needsKey: true, needsUrl: false },
  /** Whatever speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama. */
  compatible: { keyName: 'BEBUG_API_KEY', needsKey: false, needsUrl: true },
} as const;
export type ProviderName = keyof typeof PROVIDERS;

export interface ModelName {
  readonly provider: ProviderName;
  /** As the provider spells it. */
  readonly model: string;
}

/**
 * `PROVIDER/MODEL`; the model may hold slashes of its own.
 * @throws BebugError `detector-unknown`
 */
export function parseModelName(text: string): ModelName {
  const [provider, model] = [text.slice(0, text.indexOf('/')), text.slice(text.indexOf('/') + 1)];
  if (text.includes('/') && model !== '' && Object.hasOwn(PROVIDERS, provider))
    return { provider: provider as ProviderName, model };
  throw new BebugError('detector-unknown', `model:${text} names no model.`, {
    hint: `Write model:PROVIDER/MODEL; the providers are ${Object.keys(PROVIDERS).join(', ')}.`,
  });
}
