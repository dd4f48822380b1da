import type { RecordedResponse, Recording } from '../recording.ts';
import { encode } from './encode.ts';
import { recordedFiles } from './recorded-files.ts';
import { record } from './records.ts';
import { programsOf } from './shell-words.ts';

/** `secret` is what this installation has configured. */
export function makeRecording(secret: string): Recording {
  return {
    secret,
    act: (name, amount) => record('act', name, amount === undefined ? '' : String(amount)),
    log: (...parts) =>
      record('log', '', parts.map((part) => (typeof part === 'string' ? part : encode(part))).join(' ')),
    exec(command, args) {
      const programs = args ? [[command, ...args]] : programsOf(command);
      for (const [program, ...given] of programs) record('exec', program ?? '', given.join('\0'));
      return '';
    },
    fetch(url, headers = {}, answer = {}) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      record('fetch', url, lines.join('\n'));
      return Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
    },
    connect: (options) => record('connect', '', encode(options)),
    files: (tree, links = {}) => recordedFiles(tree, links),
    response,
  };
}

function response(): RecordedResponse {
  return {
    setHeader: (name, value) => record('header', name, value),
    redirect: (url) => record('header', 'Location', url),
  };
}
