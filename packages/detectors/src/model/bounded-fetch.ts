/** A body that is longer than any answer. */
export class OversizedBodyError extends Error {
  override readonly name = 'OversizedBodyError';
}

/**
 * `fetch` that has read the body when it returns, and reads no more than `mostBytes` of it: a server that never stops must not fill the
 * memory. Nothing here looks at a reply before its end, so that nothing is lost by waiting for it.
 */
export function boundedFetch(mostBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const body = isShort(response, mostBytes)
      ? await response.arrayBuffer()
      : await readBounded(response.body, mostBytes);
    const { status, statusText, headers } = response;
    return new Response(body, { status, statusText, headers });
  };
}

/** The server told the length, and what is read has that length: it is not compressed. */
function isShort({ headers }: Response, mostBytes: number): boolean {
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
