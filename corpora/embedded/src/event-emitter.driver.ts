import type { Driver } from '@bebug/oracle/driver';
import { EventEmitter } from './event-emitter.ts';

interface Subject {
  readonly emitter: EventEmitter<string>;
  readonly heard: string[];
  readonly unsubscribe: Map<string, () => void>;
}

const channel = { oneOf: ['save', 'load'] };
const listener = { oneOf: ['a', 'b', 'c'] };
const event = { oneOf: ['one', 'two'] };

export default {
  create: () => ({ emitter: new EventEmitter<string>(3), heard: [], unsubscribe: new Map() }),
  calls: {
    on: {
      args: [channel, listener],
      run: ({ emitter, heard, unsubscribe }, name: string, who: string) => {
        const off = emitter.on(name, (text) => heard.push(`${who} ${text}`));
        unsubscribe.set(who, off);
      },
    },
    onWithOptions: {
      args: [channel, listener, { oneOf: [true, false] }, { integer: [-1, 2] }],
      run: ({ emitter, heard, unsubscribe }, name: string, who: string, once: boolean, priority: number) => {
        const off = emitter.on(name, (text) => heard.push(`${who} ${text}`), { once, priority });
        unsubscribe.set(who, off);
      },
    },
    onFailing: {
      args: [channel, listener],
      run: ({ emitter, heard }, name: string, who: string) => {
        emitter.on(name, (text) => {
          heard.push(`${who} ${text}`);
          throw new Error(`${who} failed`);
        });
      },
    },
    onRepeating: {
      args: [channel, listener],
      run: ({ emitter, heard }, name: string, who: string) => {
        emitter.on(
          name,
          (text) => {
            heard.push(`${who} ${text}`);
            if (text.length < 8) emitter.emit(name, `${text}!`);
          },
          { once: true },
        );
      },
    },
    onSubscribing: {
      args: [channel, listener],
      run: ({ emitter, heard }, name: string, who: string) => {
        const off = emitter.on(name, (text) => {
          heard.push(`${who} ${text}`);
          emitter.on(name, (later) => heard.push(`${who} later ${later}`));
          off();
        });
      },
    },
    off: { args: [listener], run: ({ unsubscribe }, who: string) => unsubscribe.get(who)?.() },
    emit: {
      args: [channel, event],
      run: ({ emitter }, name: string, text: string) => emitter.emit(name, text),
    },
    clear: {
      args: [channel],
      run: ({ emitter }, name: string) => {
        emitter.clear(name);
      },
    },
    defaultLimit: {
      args: [{ oneOf: [9, 10, 11] }],
      run: (_subject, count: number) => {
        const emitter = new EventEmitter<string>();
        for (let index = 0; index < count; index++) emitter.on('x', () => undefined);
        return emitter.listenerCount('x');
      },
    },
  },
  observe: ({ emitter, heard }) => ({
    heard,
    channels: emitter.channels,
    counts: [emitter.listenerCount('save'), emitter.listenerCount('load')],
  }),
} satisfies Driver<Subject>;
