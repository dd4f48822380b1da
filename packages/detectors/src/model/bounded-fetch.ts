/** A body that is longer than any answer. */
export class OversizedBodyError extends Error {
  override readonly name = 'OversizedBodyError';
}

/** `fetch` that reads no more than `mostBytes` of a body: a server that never stops must not fill the memory. */
export function boundedFetch(mostBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null || isShort(response, mostBytes)) return response;
    const { status, statusText, headers } = response;
    return new Response(bounded(response.body, mostBytes), { status, statusText, headers });
  };
}

/** The server told the length, and what is read has that length: it is not compressed. */
function isShort({ headers }: Response, mostBytes: number): boolean {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= mostBytes && !headers.has('content-encoding');
}

/** Read on by hand: piping through a transform takes several times as long, and this is done for every call. */
function bounded(body: ReadableStream<Uint8Array>, mostBytes: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        size += value.length;
        if (size > mostBytes) {
          const error = new OversizedBodyError(`The reply is larger than ${mostBytes} bytes.`);
          controller.error(error);
          await reader.cancel(error);
        } else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
