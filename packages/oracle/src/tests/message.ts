import { stripVTControlCharacters } from 'node:util';

const LONGEST = 300;

/** Time ran out: on another day or machine it might not have. */
const TIME_OUT = /timed[ -]?out|time[ -]?out (?:of )?\d|exceeded time[ -]?out/iu;
/** A compiler in the runner does not like the types: nothing was run. */
const COMPILER = /\bTS\d{4,5}:|\bTSError\b/u;

/**
 * The first lines of a failure, without what changes from run to run or place to place: stack frames, colours, paths, positions,
 * durations, dates, addresses, ports, process ids. `roots` are the folders whose names are cut away.
 */
export function normalMessage(message: string, roots: readonly string[]): string {
  let text = withoutFrames(message);
  for (const root of roots) text = text.replaceAll(`file://${root}`, '.').replaceAll(root, '.');
  return text
    .replaceAll(/(?:file:\/\/)?(?<![\w.])\/(?:[\w.@+~-]+\/)+[\w.@+~-]+/gu, 'PATH')
    .replaceAll(/(?<=\.[cm]?[jt]sx?):\d+(?::\d+)?/gu, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/gu, 'DATE')
    .replaceAll(/\b0x[0-9a-f]{4,}\b/giu, 'ADDRESS')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu, 'UUID')
    .replaceAll(/(?<=\b(?:127\.0\.0\.1|localhost|::1\]?)):\d+/gu, ':PORT')
    .replaceAll(/\b\d+(?:\.\d+)? ?(?:ms|milliseconds|seconds|µs)\b/gu, 'DURATION')
    .replaceAll(/\bpid:? \d+/giu, 'PID')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}

/** True for a failure that proves nothing, by what it says. */
export function isNoProof(message: string): boolean {
  const text = withoutFrames(message);
  return TIME_OUT.test(text) || COMPILER.test(text);
}

function withoutFrames(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const frame = lines.findIndex((line) => /^\s+at .*[:)]/u.test(line));
  return (frame < 0 ? lines : lines.slice(0, frame)).join('\n');
}
