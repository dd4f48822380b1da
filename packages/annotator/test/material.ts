import { LABELS, makeComparisonTask, makeProblemTask, makeTask } from '@bebug/core';
import type { Settings, StudyMaterial } from '../src/index.ts';

const QUEUE = `/** Jobs in the order in which they came. */
export class JobQueue {
  readonly #jobs: string[] = [];

  add(job: string): void {
    this.#jobs.push(job);
  }

  /** The next job, which is then gone. */
  take(): string | undefined {
    return this.#jobs.pop();
  }

  get size(): number {
    return this.#jobs.length;
  }
}
`;

const CLAMP = `import { LIMIT } from './limit.ts';

/** A number within 0 and the limit. */
export function clamp(value: number): number {
  return Math.min(LIMIT, Math.max(0, value));
}
`;

const LIMIT = `export const LIMIT = 100;\n`;

/** The long file of a hundred functions in which one has to move about. */
const LONG = Array.from(
  { length: 40 },
  (_, index) => `/** ${index} more than the value. */
export function add${index}(value: number): number {
  return value + ${index};
}
`,
).join('\n');

function studyTask(id: string, files: Record<string, string>, context: Record<string, string> = {}) {
  const task = makeTask({
    id,
    kind: 'file',
    language: 'typescript',
    files: Object.keys(files),
    context: Object.keys(context),
    lines: Object.values(files).join('').split('\n').length - 1,
  });
  return { task, texts: new Map(Object.entries({ ...files, ...context })) };
}

const BEFORE = `export function greet(name: string): string {\n  return 'Hello ' + name;\n}\n`;
const AFTER = `export function greet(name: string): string {\n  return \`Hello \${nam}\`;\n}\n`;

/** Four tasks of different files: one of two files, one long, one a change under review. */
export const MATERIAL = {
  kind: 'bugs',
  setHash: 'ab'.repeat(32),
  tasks: [
    studyTask('t-000000000001', { 'src/job-queue.ts': QUEUE }),
    studyTask('t-000000000002', { 'src/clamp.ts': CLAMP }, { 'src/limit.ts': LIMIT }),
    studyTask('t-000000000003', { 'src/add.ts': LONG }),
    {
      task: makeTask({
        id: 't-000000000004',
        kind: 'diff',
        language: 'typescript',
        files: ['src/greet.ts'],
        context: ['before/src/greet.ts', 'change.diff'],
        change: { diff: 'change.diff', before: ['before/src/greet.ts'] },
        lines: 3,
      }),
      texts: new Map([
        ['src/greet.ts', AFTER],
        ['before/src/greet.ts', BEFORE],
        ['change.diff', '--- a\n+++ b\n'],
      ]),
    },
  ],
} as const satisfies StudyMaterial;

export const SETTINGS: Settings = {
  kind: 'bugs',
  setHash: MATERIAL.setHash,
  seed: 1,
  perTask: null,
  cap: null,
  minutes: null,
  hasPractice: true,
};

const TAKE_FIRST = QUEUE.replace('pop', 'shift');

function comparison(
  id: string,
  file: string,
  texts: readonly string[],
  context: Record<string, string> = {},
) {
  const candidates = LABELS.slice(0, texts.length);
  const task = makeComparisonTask({
    id,
    language: 'typescript',
    file,
    context: Object.keys(context),
    candidates,
    lines: texts.join('').split('\n').length - 1,
  });
  const entries = candidates.flatMap((label, index) =>
    Object.entries({ [file]: texts[index]!, ...context }).map(
      ([path, text]) => [`${label}/${path}`, text] as const,
    ),
  );
  return { task, texts: new Map(entries) };
}

/** Two comparisons of different files: one of two implementations, one of three that use another file. */
export const COMPARISONS = {
  kind: 'comparisons',
  setHash: 'cd'.repeat(32),
  tasks: [
    comparison('c-000000000001', 'src/job-queue.ts', [QUEUE, TAKE_FIRST]),
    comparison(
      'c-000000000002',
      'src/clamp.ts',
      [CLAMP.replace('min', 'max'), CLAMP, CLAMP.replace('0, value', 'value')],
      { 'src/limit.ts': LIMIT },
    ),
  ],
} as const satisfies StudyMaterial;

const SPECIFICATION = `/** A number within 0 and the limit. */
export declare function clamp(value: number): number;
`;
const TEST = `test('clamp(101)', async () => {
  assert.deepEqual(await clamp(101), 100);
});
`;

/** One problem with three solutions, of which B is right. */
export const PROBLEMS = {
  kind: 'problems',
  setHash: 'ef'.repeat(32),
  tasks: [
    {
      task: makeProblemTask({
        id: 'p-000000000001',
        language: 'typescript',
        specification: 'specification.d.ts',
        file: 'src/clamp.ts',
        tests: 'src/clamp.test.ts',
        context: ['src/limit.ts'],
        candidates: ['A', 'B', 'C'],
        lines: 18,
      }),
      texts: new Map([
        ['specification.d.ts', SPECIFICATION],
        ...(['A', 'B', 'C'] as const).flatMap((label) => [
          [
            `${label}/src/clamp.ts`,
            label === 'B' ? CLAMP : CLAMP.replace(label === 'A' ? 'min' : '0, value', 'max'),
          ] as const,
          [`${label}/src/clamp.test.ts`, TEST] as const,
          [`${label}/src/limit.ts`, LIMIT] as const,
        ]),
      ]),
    },
  ],
} as const satisfies StudyMaterial;
