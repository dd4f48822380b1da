import { AsyncLocalStorage } from 'node:async_hooks';
import { BebugError } from '@bebug/core';
import type { LanguageModel } from 'ai';
import { PROVIDERS, type ModelName } from './model-name.ts';

export interface Connection {
  /** The key; never written anywhere. */
  readonly key: string | undefined;
  /** Where the provider is reached, if not where its library says. */
  readonly baseUrl: string | undefined;
}

// What the library has to warn of is part of the reply, not of the terminal.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** How a model makes the requests of one call: making a model for each call would take longer than the rest of it. */
export const fetchOfCall = new AsyncLocalStorage<CallFetch>();

export type CallFetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * The model behind a name; it is to be asked within `fetchOfCall`. Libraries of providers are slow to load, so that only the one that is needed is.
 * @throws BebugError `usage` when key or address is missing, or the address is no plain one
 */
export async function connect(
  { provider, model }: ModelName,
  { key, baseUrl }: Connection,
): Promise<LanguageModel> {
  const { keyName, needsKey, url } = PROVIDERS[provider];
  const baseURL = baseUrl ?? url;
  if (baseURL === null) {
    throw new BebugError('usage', `${provider} models have no address of their own.`, {
      hint: 'Say --base-url, for instance http://127.0.0.1:11434/v1.',
    });
  }
  if (needsKey && (key === undefined || key === '')) {
    throw new BebugError('usage', `The environment variable ${keyName} holds no key.`, {
      hint: `Set it to a key of ${provider}.`,
    });
  }
  if (baseUrl !== undefined) checkUrl(baseUrl);
  const settings = {
    // Without one the library would look into the environment by itself.
    apiKey: key ?? '',
    fetch: ((input, init) =>
      fetchOfCall.getStore()!(
        input instanceof Request ? input.url : String(input),
        init,
      )) satisfies typeof globalThis.fetch,
    baseURL,
  };
  switch (provider) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(settings)(model);
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(settings)(model);
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle(settings)(model);
    case 'compatible': {
      const { apiKey, ...others } = settings;
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: provider,
        includeUsage: true,
        supportsStructuredOutputs: true,
        ...others,
        ...(apiKey !== '' && { apiKey }),
      })(model);
    }
  }
}

/** An address is written into the run: it must hold no secret. */
function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url !== null &&
    /^https?:$/u.test(url.protocol) &&
    url.username + url.password + url.search + url.hash === '';
  if (isPlain) return;
  throw new BebugError('usage', '--base-url is no plain http or https address.', {
    hint: 'It takes neither user names nor passwords nor parameters; keys come from the environment.',
  });
}
