import type { Trouble } from '../src/page/protocol.ts';

/** The server said no; `message` is its sentence. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly status: number;
  readonly trouble: Trouble;

  constructor(status: number, trouble: Trouble) {
    super(trouble.error);
    this.status = status;
    this.trouble = trouble;
  }
}

/** Nobody answered: the network is down, or the server. */
class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** How long an answer may take. */
const PATIENCE_MS = 15_000;

/** @throws Rejected, Unreachable */
export async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch((error: unknown) => {
    throw new Unreachable('The server cannot be reached.', { cause: error });
  });
  // What a proxy answers while the server restarts is no refusal of ours.
  if (response.status >= 502 && response.status <= 504) throw new Unreachable('The server is away.');
  const answer = (await response.json().catch((error: unknown) => {
    throw new Unreachable('The answer was cut off.', { cause: error });
  })) as T | Trouble;
  if (!response.ok) throw new Rejected(response.status, answer as Trouble);
  return answer as T;
}
