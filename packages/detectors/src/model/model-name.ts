import { BebugError } from '@bebug/core';

interface Provider {
  /** The library that speaks to it. */
  readonly library: string;
  /** The environment variable with its key. */
  readonly keyName: string;
  readonly needsKey: boolean;
  /** Always said to the library, which would look into the environment else; `null`: it has none of its own. */
  readonly url: string | null;
}

export type ProviderName = 'openai' | 'anthropic' | 'google' | 'compatible';

export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = {
  openai: {
    library: '@ai-sdk/openai',
    keyName: 'OPENAI_API_KEY',
    needsKey: true,
    url: 'https://api.openai.com/v1',
  },
  anthropic: {
    library: '@ai-sdk/anthropic',
    keyName: 'ANTHROPIC_API_KEY',
    needsKey: true,
    url: 'https://api.anthropic.com/v1',
  },
  google: {
    library: '@ai-sdk/google',
    keyName: 'GOOGLE_GENERATIVE_AI_API_KEY',
    needsKey: true,
    url: 'https://generativelanguage.googleapis.com/v1beta',
  },
  /** Whatever speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama. */
  compatible: {
    library: '@ai-sdk/openai-compatible',
    keyName: 'BEBUG_API_KEY',
    needsKey: false,
    url: null,
  },
};

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
