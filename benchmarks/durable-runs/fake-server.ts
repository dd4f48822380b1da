/** A model server for measure-runs.ts, in a process of its own: every reply takes so long, and finds one bug. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const delay = Number(process.argv[2]);
const findings = [{ file: 'a.ts', startLine: 2, endLine: 2, explanation: 'Two.', confidence: 0.5 }];
const reply = JSON.stringify({
  id: 'c',
  created: 1,
  model: 'fake',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: JSON.stringify({ findings }) },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 },
});
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(reply);
    }, delay);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send!((server.address() as AddressInfo).port);
});
// Ends with whoever started it.
process.on('disconnect', () => process.exit(0));
