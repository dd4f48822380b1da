import { posix } from 'node:path';
import type { TaggedValue } from '@bebug/core';
import { homeInWords, type InputWitness } from '@bebug/core/truth';
import { accessorOf, isMethod, PAUSE, type Case } from '../sandbox/case.ts';
import { printMeans, printMember, printShared, printStep, printValue } from '../input/print.ts';
import { caseOf } from '../input/witness-input.ts';
import { callEndings, fieldReadings, type CallEnding } from './outcome-code.ts';

/** A test that says what the clean code does where a witness looks. */
export interface PrintedTest {
  /** On one line. */
  readonly name: string;
  /** Statements of its body. */
  readonly lines: readonly string[];
  /** Exports that it uses. */
  readonly uses: ReadonlySet<string>;
}

const LONGEST_NAME = 100;

/**
 * A witness as a test of the clean code, which needs nothing but the module; `null` where the witness calls what is not exported, another
 * module or a driver, where it runs in a worker, or where what comes back cannot be written down. Whether the test passes is for a run of it to say.
 */
export function printTest({ target, input, call, clean }: InputWitness): PrintedTest | null {
  if (target.kind === 'driver' || homeInWords(target) !== '') return null;
  const given = caseOf(target, input);
  if (given === null || given.kind === 'driver' || ('internal' in given && given.internal)) return null;
  // A test that takes real time says little more than that the machine was not too slow.
  if (given.calls.some(([name]) => name === PAUSE)) return null;
  const uses = usedExports(given);
  if ([...uses].some((name) => !/^[A-Za-z_$][\w$]*$/u.test(name) || name === 'default')) return null;
  const lines =
    given.kind === 'sequence' ? sequenceLines(given, clean.detail) : useLines(given, clean.detail);
  if (!lines.some((line) => line.includes('assert.'))) return null;
  const name = call.replaceAll(/\s+/gu, ' ');
  return { name: name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name, lines, uses };
}

/** A file of tests for node:test, beside the module at `path`. */
export function printTestFile(path: string, tests: readonly PrintedTest[]): string {
  const uses = [...new Set(tests.flatMap((test) => [...test.uses]))].sort();
  const blocks = tests.map(
    ({ name, lines }) =>
      `test(${quotedName(name)}, async () => {\n${lines.map((line) => `  ${line}\n`).join('')}});\n`,
  );
  return [
    `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ${uses.join(', ')} } from './${posix.basename(path)}';\n`,
    ...blocks,
  ].join('\n');
}

/** A call has double quotes of its own. */
function quotedName(name: string): string {
  return /['\\]/u.test(name) ? JSON.stringify(name) : `'${name}'`;
}

function useLines(given: Extract<Case, { kind: 'function' | 'class' }>, detail: string): string[] {
  const [first, ...rest] = callEndings(detail);
  const lists = [given.args, ...given.calls.map(([, args]) => args)];
  const shared = [...printShared(lists), ...printMeans(lists)];
  const use = `${given.kind === 'class' ? 'new ' : ''}${given.name}(${given.args.map(printValue).join(', ')})`;
  if (first === undefined || first.how === 'threw') return [...shared, ...expectation(use, first)];
  if (given.calls.length === 0 && given.kind === 'function') return [...shared, ...expectation(use, first)];
  const calls = given.calls.flatMap(([member, args], index) =>
    expectation(printedUse(member, args), rest[index]),
  );
  const fields = given.kind === 'class' ? fieldReadings(detail, given.probes) : [];
  return [
    ...shared,
    `const result = ${given.kind === 'class' ? '' : 'await '}${use};`,
    ...calls,
    ...fields.flatMap(({ field, code }) =>
      code === null ? [] : [`assert.deepEqual(result${memberOf(field)}, ${code});`],
    ),
  ];
}

/** As an expression, which may stand behind `await`. */
function printedUse(member: string | null, args: readonly TaggedValue[]): string {
  const use = printMember('result', member, args.map(printValue));
  return accessorOf(member) === null ? use : `(${use})`;
}

function sequenceLines({ calls }: Extract<Case, { kind: 'sequence' }>, detail: string): string[] {
  const endings = callEndings(detail);
  const steps = calls.flatMap((step, index) => {
    const [how] = step;
    const call = printStep(step);
    const ending = endings[index];
    if (ending?.how === 'threw') return [`let r${index};`, ...expectation(call, ending)];
    const code = ending?.how === 'returned' ? ending.code : null;
    const made = `const r${index} = ${how.startsWith('new ') ? '' : 'await '}${call};`;
    return code === null ? [made] : [made, `assert.deepEqual(r${index}, ${code});`];
  });
  const lists = calls.map(([, args]) => args);
  return [...printShared(lists), ...printMeans(lists), ...steps];
}

/** A call, and what is to come of it. */
function expectation(call: string, ending: CallEnding | undefined): string[] {
  if (ending?.how === 'threw') {
    const { name, message } = ending;
    const known = [
      ...(name === null ? [] : [`name: ${JSON.stringify(name)}`]),
      ...(message === null ? [] : [`message: ${JSON.stringify(message)}`]),
    ];
    return [
      `await assert.rejects(async () => ${call}${known.length === 0 ? '' : `, { ${known.join(', ')} }`});`,
    ];
  }
  return ending?.how === 'returned' && ending.code !== null
    ? [`assert.deepEqual(await ${call}, ${ending.code});`]
    : [`await ${call};`];
}

function memberOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** Exports that are called, and classes of the module whose instances are arguments. */
function usedExports(given: Exclude<Case, { kind: 'driver' }>): ReadonlySet<string> {
  const called =
    given.kind === 'sequence'
      ? given.calls.flatMap(([how]) => (isMethod(how) ? [] : [how.replace(/^new /u, '')]))
      : [given.name];
  const made = JSON.stringify(given).matchAll(/"\$new":\{"class":"(?<name>[^"]+)"/gu);
  return new Set([
    ...called.map((name) => name.split('.')[0]!),
    ...[...made].map((match) => match.groups!['name']!),
  ]);
}
