import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const cleanupDrop: Operator = {
  id: 'cleanup-drop',
  family: 'async',
  tier: 'hard',
  cwe: 459,
  status: 'stable',
  title: 'State of finished work is left behind',
  mistake: 'What says that work is under way is not taken back when the work is over.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => /^(?:entry|state|lock)$/u.test(kind),
      {
        mechanism: (subject, step) => `${subject} ends without ${step}.`,
        trigger: 'It shows when the work has ended, well or not, and the same is asked for once more.',
        consequence: 'What is over is taken to be under way still.',
        fix: 'Take it back in any case',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export class Loader {\n  readonly #loading = new Map<string, Promise<number>>();\n  async load(key: string, read: () => Promise<number>): Promise<number> {\n    const known = this.#loading.get(key);\n    if (known !== undefined) return known;\n    const loading = read();\n    this.#loading.set(key, loading);\n    try {\n      return await loading;\n    } finally {\n      this.#loading.delete(key);\n    }\n  }\n}\n',
        after:
          'export class Loader {\n  readonly #loading = new Map<string, Promise<number>>();\n  async load(key: string, read: () => Promise<number>): Promise<number> {\n    const known = this.#loading.get(key);\n    if (known !== undefined) return known;\n    const loading = read();\n    this.#loading.set(key, loading);\n    return await loading;\n  }\n}\n',
        witness:
          "(async () => { const loader = new Loader(); let n = 0; const read = async () => ++n; await loader.load('a', read); return loader.load('a', read); })()",
      },
      {
        before:
          'export class Gate {\n  open = 0;\n  pass(work: () => Promise<void>): Promise<void> {\n    this.open += 1;\n    return work().finally(() => {\n      this.open -= 1;\n    });\n  }\n}\n',
        after:
          'export class Gate {\n  open = 0;\n  pass(work: () => Promise<void>): Promise<void> {\n    this.open += 1;\n    return work();\n  }\n}\n',
        witness:
          '(async () => { const gate = new Gate(); await gate.pass(async () => {}); return gate.open; })()',
      },
      {
        before:
          'export class Jobs {\n  failed = 0;\n  readonly #names = new Set<string>();\n  get running(): number {\n    return this.#names.size;\n  }\n  async run(name: string, job: () => Promise<void>): Promise<void> {\n    this.#names.add(name);\n    try {\n      await job();\n    } catch {\n      this.failed += 1;\n    } finally {\n      this.#names.delete(name);\n    }\n  }\n}\n',
        after:
          'export class Jobs {\n  failed = 0;\n  readonly #names = new Set<string>();\n  get running(): number {\n    return this.#names.size;\n  }\n  async run(name: string, job: () => Promise<void>): Promise<void> {\n    this.#names.add(name);\n    try {\n      await job();\n    } catch {\n      this.failed += 1;\n    }\n  }\n}\n',
        witness:
          "(async () => { const jobs = new Jobs(); await jobs.run('a', async () => {}); return jobs.running; })()",
      },
    ],
    skips: [
      {
        code: 'export class Names {\n  readonly #names = new Set<string>();\n  add(name: string): number {\n    this.#names.add(name);\n    return this.#names.size;\n  }\n  remove(name: string): number {\n    this.#names.delete(name);\n    return this.#names.size;\n  }\n}\n',
        because: 'It is what the method is for, and no clean-up.',
      },
      {
        code: 'export async function timed(work: () => Promise<void>, log: (text: string) => void): Promise<void> {\n  try {\n    await work();\n  } finally {\n    log("end");\n  }\n}\n',
        because: 'Nothing is taken back.',
      },
    ],
  },
};
