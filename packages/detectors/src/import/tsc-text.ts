import { stripVTControlCharacters } from 'node:util';
import { BebugError } from '@bebug/core';
import {
  UTF16,
  type ForeignFinding,
  type ForeignReport,
  type ImportFormat,
  type SetAside,
} from './report.ts';
import { explanationOf } from './tidy.ts';

/** `src/a.ts(12,5): error TS2322: …`, as without `--pretty`. */
const PLAIN =
  /^(?<file>\S.*)\((?<line>\d{1,9}),\d{1,9}\): (?<level>[a-z]+) TS(?<code>\d{1,6}): (?<text>.*)$/u;
/** `src/a.ts:12:5 - error TS2322: …`, as in a terminal. */
const PRETTY = /^(?<file>\S.*):(?<line>\d{1,9}):\d{1,9} - (?<level>[a-z]+) TS(?<code>\d{1,6}): (?<text>.*)$/u;
/** About the project, not a place in it. */
const GLOBAL = /^(?<level>error|warning) TS(?<code>\d{1,6}): (?<text>.*)$/u;
/** What else the compiler, or what called it, prints: code frames, sums, the clock of `--watch`, the lines of npm, pnpm and yarn. */
const CHATTER =
  /^\s|^\d+ |^Found \d+ errors?\b|^Errors {2}Files$|^Version \d|^\[?\d{1,2}:\d{2}|^> |^\$ |^npm (?:err!|error|warn)|^ ?ELIFECYCLE|^error Command failed|^info Visit|^Done in|^yarn run/iu;

/** What `tsc` prints, pretty or not. */
export const tscText: ImportFormat = {
  describe: 'what tsc prints, pretty or not',
  read(text, name) {
    const lines = text.split(/\r?\n/u).map((line) => stripVTControlCharacters(line));
    const report = parse(lines);
    const isEmpty = lines.every((line) => line.trim() === '');
    const isSilent = report.findings.length + report.failures.length === 0;
    if (!isEmpty && isSilent && !lines.some((line) => /^(?:\[.{1,20}\] )?Found 0 errors/u.test(line))) {
      const first = lines.findIndex((line) => line.trim() !== '') + 1;
      throw new BebugError('file-format', `${name}:${first} is no output of tsc: no line is a diagnostic.`);
    }
    return report;
  },
};

function parse(lines: readonly string[]): ForeignReport {
  const findings: ForeignFinding[] = [];
  const failures: ForeignReport['failures'][number][] = [];
  const setAside: SetAside[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const at = `line ${index + 1}`;
    const place = PLAIN.exec(line)?.groups ?? PRETTY.exec(line)?.groups;
    const whole = place ? undefined : GLOBAL.exec(line)?.groups;
    if (place) {
      // Lines that go on with a message are indented and follow at once.
      let message = place['text']!;
      while (/^ {2,}\S/u.test(lines[index + 1] ?? '')) message += ` ${lines[++index]!.trim()}`;
      findings.push(diagnostic(at, place as unknown as Diagnostic, message));
    } else if (whole) failures.push({ path: null, message: `TS${whole['code']!}: ${whole['text']!}` });
    else if (line.trim() !== '' && !CHATTER.test(line))
      setAside.push({ at, path: null, reason: 'the line is no diagnostic' });
  }
  return {
    tools: [{ name: 'tsc', version: null }],
    findings,
    setAside,
    looked: null,
    failures,
  };
}

interface Diagnostic {
  readonly file: string;
  readonly line: string;
  readonly level: string;
  readonly code: string;
}

function diagnostic(at: string, { file, line, level, code }: Diagnostic, message: string): ForeignFinding {
  const startLine = Math.max(1, Number(line));
  const rule = `TS${code}`;
  return {
    at,
    path: file,
    place: { kind: 'lines', startLine, endLine: startLine },
    measure: UTF16,
    said: {
      category: rule,
      severity: level === 'error' ? 'error' : level === 'warning' ? 'warning' : 'info',
      explanation: explanationOf(rule, message),
    },
  };
}
