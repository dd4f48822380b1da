import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a fake does with one request. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly text: string; readonly ending?: 'length' | 'refusal' }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut'; readonly text: string }
  /** A stream that begins with an error (Anthropic). */
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'hang' };

export interface FakeRequest {
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
  /** From 1, over all requests. */
  readonly nth: number;
}

export interface FakeProvider {
  /** Without a version path. */
  readonly url: string;
  readonly requests: readonly FakeRequest[];
}

/** A server on loopback that speaks the wire formats of OpenAI (chat and responses), Anthropic and Google, in pieces or not. */
export async function fakeProvider(behave: (request: FakeRequest) => Behaviour): Promise<FakeProvider> {
  const requests: FakeRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        path: incoming.url ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
        headers: incoming.headers,
        nth: requests.length + 1,
      };
      requests.push(request);
      respond(behave(request), request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function respond(behaviour: Behaviour, { path, body }: FakeRequest, response: ServerResponse): void {
  if (behaviour.kind === 'hang') return;
  if (behaviour.kind === 'error') {
    response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
    const error = { type: 'error', message: behaviour.message ?? 'no', code: null, param: null };
    response.end(JSON.stringify({ type: 'error', error }));
    return;
  }
  if (behaviour.kind === 'overloaded') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(
      serverSentEvent(named('error', { error: { type: 'overloaded_error', message: 'Overloaded' } })),
    );
    return;
  }
  const { text } = behaviour;
  const ending = behaviour.kind === 'answer' ? behaviour.ending : undefined;
  const format = FORMATS.find(({ matches }) => matches(path))!;
  const inPieces = path.includes('stream') || /"stream":\s*true/u.test(body);
  const wire = inPieces
    ? format.stream(text, ending).map(serverSentEvent).join('') + (format.last ?? '')
    : JSON.stringify(format.whole(text, ending));
  response.writeHead(200, { 'content-type': inPieces ? 'text/event-stream' : 'application/json' });
  if (behaviour.kind === 'cut') {
    response.write(wire.slice(0, Math.floor(wire.length / 2)));
    setTimeout(() => response.destroy(), 20);
  } else response.end(wire);
}

type Ending = Extract<Behaviour, { kind: 'answer' }>['ending'];

interface WireFormat {
  readonly matches: (path: string) => boolean;
  readonly whole: (text: string, ending: Ending) => unknown;
  readonly stream: (text: string, ending: Ending) => { readonly event?: string; readonly data: unknown }[];
  readonly last?: string;
}

/** Every reply takes these tokens. */
export const FAKE_TOKENS = { input: 100, output: 20 };

const chat: WireFormat = {
  matches: (path) => path.endsWith('/chat/completions'),
  whole: (text, ending) => ({
    ...CHAT,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text },
        finish_reason: ending === 'length' ? 'length' : ending === 'refusal' ? 'content_filter' : 'stop',
      },
    ],
    usage: CHAT_USAGE,
  }),
  stream: (text, ending) => [
    ...pieces(text).map((content) => ({ data: chunk({ role: 'assistant', content }, null) })),
    { data: chunk({}, ending === 'length' ? 'length' : ending === 'refusal' ? 'content_filter' : 'stop') },
    { data: { ...CHAT, object: 'chat.completion.chunk', choices: [], usage: CHAT_USAGE } },
  ],
  last: 'data: [DONE]\n\n',
};
const CHAT = { id: 'c1', created: 1, model: 'fake' };
const CHAT_USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const chunk = (delta: unknown, finish: string | null): unknown => ({
  ...CHAT,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finish }],
});

const anthropic: WireFormat = {
  matches: (path) => path.endsWith('/messages'),
  whole: (text, ending) => ({
    ...MESSAGE,
    content: [{ type: 'text', text }],
    stop_reason: stopReason(ending),
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  }),
  stream: (text, ending) => [
    named('message_start', {
      message: { ...MESSAGE, content: [], stop_reason: null, usage: { input_tokens: 100, output_tokens: 0 } },
    }),
    named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces(text).map((piece) =>
      named('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } }),
    ),
    named('content_block_stop', { index: 0 }),
    named('message_delta', {
      delta: { stop_reason: stopReason(ending), stop_sequence: null },
      usage: { output_tokens: 20 },
    }),
    named('message_stop', {}),
  ],
};
const MESSAGE = { id: 'm1', type: 'message', role: 'assistant', model: 'fake' };
const stopReason = (ending: Ending): string =>
  ending === 'length' ? 'max_tokens' : ending === 'refusal' ? 'refusal' : 'end_turn';
const named = (type: string, rest: object): { event: string; data: unknown } => ({
  event: type,
  data: { type, ...rest },
});

const responses: WireFormat = {
  matches: (path) => path.endsWith('/responses'),
  whole: (text, ending) => finished(text, ending),
  stream: (text, ending) => [
    named('response.created', { response: { id: 'r1', created_at: 1, model: 'fake' } }),
    named('response.output_item.added', { output_index: 0, item: { id: 'i1', type: 'message' } }),
    ...pieces(text).map((delta) =>
      named('response.output_text.delta', { item_id: 'i1', output_index: 0, content_index: 0, delta }),
    ),
    named('response.output_item.done', { output_index: 0, item: { id: 'i1', type: 'message' } }),
    named(ending === undefined ? 'response.completed' : 'response.incomplete', {
      response: finished(text, ending),
    }),
  ],
};
const finished = (text: string, ending: Ending): unknown => ({
  id: 'r1',
  object: 'response',
  created_at: 1,
  model: 'fake',
  status: ending === undefined ? 'completed' : 'incomplete',
  incomplete_details:
    ending === undefined ? null : { reason: ending === 'length' ? 'max_output_tokens' : 'content_filter' },
  output: [
    {
      id: 'i1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    },
  ],
  usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
});

const google: WireFormat = {
  matches: (path) => /:(?:stream)?generateContent/iu.test(path),
  whole: (text, ending) => candidate(text, ending),
  stream: (text, ending) =>
    pieces(text).map((piece, index, all) => ({
      data: candidate(piece, index === all.length - 1 ? ending : null),
    })),
};
const candidate = (text: string, ending: Ending | null): unknown => ({
  candidates: [
    {
      index: 0,
      content: { role: 'model', parts: [{ text }] },
      ...(ending !== null && {
        finishReason: ending === 'length' ? 'MAX_TOKENS' : ending === 'refusal' ? 'SAFETY' : 'STOP',
      }),
    },
  ],
  usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 },
});

const FORMATS: readonly WireFormat[] = [chat, anthropic, responses, google];

function pieces(text: string): string[] {
  const size = Math.max(1, Math.ceil(text.length / 3));
  return text === '' ? [''] : (text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? []);
}

function serverSentEvent({ event, data }: { event?: string; data: unknown }): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}
