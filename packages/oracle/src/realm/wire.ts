import { readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const { parse, stringify } = JSON;
const INPUT = 0;
const OUTPUT = 1;
const chunk = Buffer.alloc(2 ** 16);
const decoder = new StringDecoder('utf8');
let pending = '';

/** The next request, or `null` when the parent has gone. Blocks: a child has nothing else to do. */
export function readRequest(): unknown {
  for (;;) {
    const end = pending.indexOf('\n');
    if (end >= 0) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 1);
      return parse(line);
    }
    const size = readSync(INPUT, chunk, 0, chunk.length, null);
    if (size === 0) return null;
    pending += decoder.write(chunk.subarray(0, size));
  }
}

export function writeAnswer(answer: unknown): void {
  const bytes = Buffer.from(`${stringify(answer)}\n`, 'utf8');
  for (let done = 0; done < bytes.length;) done += writeSync(OUTPUT, bytes, done);
}
