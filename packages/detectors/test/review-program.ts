/** A program of its own: the server as an agent starts it (mcp.test.ts). */
import { readSet, serveReview } from '../src/index.ts';

const [set, out] = process.argv.slice(2) as [string, string];
await serveReview({
  set: await readSet(set),
  detector: { name: 'mcp:test', version: '1', settings: {} },
  out,
  clock: () => new Date(0),
  only: null,
  input: process.stdin,
  output: process.stdout,
});
