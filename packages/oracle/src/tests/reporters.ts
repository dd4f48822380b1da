/** Files that are laid beside a run: they append one JSON object a line, `{ file, names, state, message }`, to `tests.jsonl` there. */
export const REPORTERS: Readonly<Record<string, string>> = {
  'mocha-reporter.cjs': `
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
module.exports = class {
  constructor(runner) {
    const say = (state, test, error) => appendFileSync(join(__dirname, 'tests.jsonl'), JSON.stringify({
      file: test.file ?? test.parent?.file ?? '',
      names: test.titlePath(),
      state,
      message: error === undefined ? '' : String(error?.message ?? error),
    }) + '\\n');
    runner.on('pass', (test) => say('passed', test));
    runner.on('fail', (test, error) => say('failed', test, error ?? ''));
  }
};
`,
  'node-reporter.mjs': `
import { appendFileSync } from 'node:fs';
const out = new URL('tests.jsonl', import.meta.url);
const started = new Map();
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:start' && type !== 'test:pass' && type !== 'test:fail') continue;
    const { nesting, name, file = '', details, skip, todo } = data;
    const path = started.get(file) ?? [];
    started.set(file, path);
    path.length = Math.min(path.length, nesting + 1);
    path[nesting] = name;
    if (type === 'test:start' || skip !== undefined || todo !== undefined) continue;
    const error = details?.error;
    const failure = error?.failureType;
    if (failure === 'subtestsFailed') continue;
    const cause = error?.cause ?? error;
    const text = String(cause?.message ?? cause ?? '');
    appendFileSync(out, JSON.stringify({
      file,
      names: [...path],
      state: type === 'test:pass' ? 'passed' : 'failed',
      message: failure === 'testTimeoutFailure' ? 'timed out: ' + text : text,
    }) + '\\n');
  }
}
`,
};
