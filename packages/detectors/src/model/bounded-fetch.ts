import { Agent, fetch, type RequestInit as UndiciRequest, type Response as UndiciResponse } from 'undici';

/** A body that is longer than any answer. */
export class OversizedBodyError extends Error {
  override readonly name = 'OversizedBodyError';
}

/** Whoever asks keeps the time: models may think longer than the five minutes that Node waits for the first byte. */
const patient = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/**
 * `fetch` that has read the body when it returns, and reads no more than `mostBytes` of it: a server that never stops must not fill the
 * memory. Nothing here looks at a reply before its end, so that nothing is lost by waiting for it.
 */
export function boundedFetch(mostBytes: number): (url: string, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(url, { ...(init as unknown as UndiciRequest), dispatcher: patient });
    const { status, statusText, body } = response;
    const headers = [...response.headers] as [string, string][];
    if (body === null) return new Response(null, { status, statusText, headers });
    const read = isShort(response, mostBytes)
      ? await response.arrayBuffer()
      : await readBounded(body, mostBytes);
    return new Response(read, { status, statusText, headers });
  };
}

/** The server told the length, and what is read has that length: it is not compressed. */
function isShort({ headers }: Pick<UndiciResponse, 'headers'>, mostBytes: number): boolean {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= mostBytes && !headers.has('content-encoding');
}

async function readBounded(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early closes the connection.
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) throw new OversizedBodyError(`The reply is larger than ${mostBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
