import type { Tokens } from '@bebug/core';
import type { Prompt } from './prompt.ts';

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** `null`: no limit. */
export interface Limits {
  readonly maxCalls: number | null;
  /** US dollars. */
  readonly maxCost: number | null;
}

/** Code has three to four characters a token in all common vocabularies: an estimate that is rather too high. */
const CHARACTERS_PER_TOKEN = 3;

/** Tokens of a prompt, estimated, and the most that the reply may have. */
export function mostTokens({ system, user }: Prompt, maxOutputTokens: number): Tokens {
  return { input: Math.ceil((system.length + user.length) / CHARACTERS_PER_TOKEN), output: maxOutputTokens };
}

export function costOf(tokens: Tokens, price: Price): number {
  return (tokens.input * price.input + tokens.output * price.output) / 1e6;
}

/** Calls and money of one sitting. A call that could lead past a limit is not made. */
export class Budget {
  readonly #limits: Limits;
  readonly #price: Price | null;
  #calls = 0;
  #cost = 0;
  #reserved = 0;

  constructor(limits: Limits, price: Price | null) {
    this.#limits = limits;
    this.#price = price;
  }

  get spent(): { readonly calls: number; readonly cost: number | null } {
    return { calls: this.#calls, cost: this.#price === null ? null : this.#cost };
  }

  /** Takes a call out of the budget, `most` being the tokens that it can take. @returns whether it may be made */
  reserve(most: Tokens): boolean {
    const { maxCalls, maxCost } = this.#limits;
    if (maxCalls !== null && this.#calls >= maxCalls) return false;
    const cost = this.#priceOf(most);
    if (maxCost !== null && this.#cost + this.#reserved + cost > maxCost) return false;
    this.#calls += 1;
    this.#reserved += cost;
    return true;
  }

  /** What the call really took; `null`: nobody said, so it counts as it was reserved. */
  settle(most: Tokens, used: Tokens | null): void {
    this.#reserved = Math.max(0, this.#reserved - this.#priceOf(most));
    this.#cost += this.#priceOf(used ?? most);
  }

  #priceOf(tokens: Tokens): number {
    return this.#price === null ? 0 : costOf(tokens, this.#price);
  }
}
