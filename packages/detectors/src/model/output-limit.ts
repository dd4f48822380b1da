import type { ModelSettings } from './model-settings.ts';

/** Share of a reply that thinking may take, where the provider counts both together. */
const MOST_THINKING = 0.75;

interface AnthropicRequest {
  max_tokens?: number;
  thinking?: { budget_tokens?: number };
}

/**
 * The request with the limit of tokens that was asked for. Anthropic's library adds what a model may think to the length of its reply; here the
 * limit is for both, since it is what is paid for.
 */
export function withinLimit(
  init: RequestInit | undefined,
  { reasoning, maxOutputTokens }: Pick<ModelSettings, 'reasoning' | 'maxOutputTokens'>,
): RequestInit | undefined {
  if (reasoning === null || typeof init?.body !== 'string') return init;
  const request = JSON.parse(init.body) as AnthropicRequest;
  if (request.max_tokens === undefined || request.max_tokens <= maxOutputTokens) return init;
  request.max_tokens = maxOutputTokens;
  const budget = request.thinking?.budget_tokens;
  if (budget !== undefined)
    request.thinking!.budget_tokens = Math.min(budget, Math.floor(maxOutputTokens * MOST_THINKING));
  return { ...init, body: JSON.stringify(request) };
}
