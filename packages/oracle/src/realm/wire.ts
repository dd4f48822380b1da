import { readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { abandon } from './abandon.ts';

/* Foreign code may have replaced any method by the time an answer is due: what is used here has been captured before. */
const { parse, stringify } = JSON;
const { deleteProperty } = Reflect;
const unbound = <This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
): ((self: This, ...args: Args) => Result) => Function.prototype.call.bind(method) as never;
const indexOf = unbound(String.prototype.indexOf);
const slice = unbound(String.prototype.slice);
const decode = unbound(StringDecoder.prototype.write);
const bytesOf = Buffer.from;
const [objects, arrays] = [Object.prototype, Array.prototype];
const INPUT = 0;
const OUTPUT = 1;
const chunk = Buffer.alloc(2 ** 16);
const part = chunk.subarray.bind(chunk);
const decoder = new StringDecoder('utf8');
/** Of the next line: what has come and holds no end of it, and what is still to be looked through. Else a long line would be copied with every chunk. */
let begun = '';
let pending = '';

/** The next request, or `null` when the parent has gone. Blocks: a child has nothing else to do. */
export function readRequest(): unknown {
  for (;;) {
    const end = indexOf(pending, '\n');
    if (end >= 0) {
      const line = begun + slice(pending, 0, end);
      begun = '';
      pending = slice(pending, end + 1);
      return parse(line);
    }
    begun += pending;
    pending = '';
    const size = readSync(INPUT, chunk, 0, chunk.length, null);
    if (size === 0) return null;
    pending = decode(decoder, part(0, size));
  }
}

export function writeAnswer(answer: unknown): void {
  // Otherwise foreign code would say what the answer is.
  if (!deleteProperty(objects, 'toJSON') || !deleteProperty(arrays, 'toJSON'))
    abandon('the subject keeps answers from being written');
  const bytes = bytesOf(`${stringify(answer)}\n`, 'utf8');
  for (let done = 0; done < bytes.length;) done += writeSync(OUTPUT, bytes, done);
}
