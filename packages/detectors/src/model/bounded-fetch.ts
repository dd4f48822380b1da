/** A body that is longer than any answer. */
export class OversizedBodyError extends Error {
  override readonly name = 'OversizedBodyError';
}

/** `fetch` that reads no more than `mostBytes` of a body: a server that never stops must not fill the memory. */
export function boundedFetch(mostBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    let size = 0;
    const bounded = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          size += chunk.length;
          if (size > mostBytes)
            controller.error(new OversizedBodyError(`The reply is larger than ${mostBytes} bytes.`));
          else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(bounded, { status, statusText, headers });
  };
}
