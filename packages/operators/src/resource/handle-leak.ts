import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const handleLeak: Operator = {
  id: 'handle-leak',
  family: 'resource',
  tier: 'hard',
  cwe: 775,
  status: 'stable',
  title: 'What was opened stays open',
  mistake: 'That a file, connection or the like must be closed is forgotten on one of the ways out.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => kind === 'handle',
      {
        mechanism: (subject, step) => `${subject} leaves open what ${step} would close.`,
        trigger: 'It shows when this has run many times, or when others wait for it to be closed.',
        consequence: 'Open handles pile up until the system gives out no more, or nobody else gets in.',
        fix: 'Close it',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export interface File {\n  read(): Promise<string>;\n  close(): Promise<void>;\n}\nexport async function load(open: () => Promise<File>): Promise<string> {\n  const file = await open();\n  try {\n    return await file.read();\n  } finally {\n    await file.close();\n  }\n}\n',
        after:
          'export interface File {\n  read(): Promise<string>;\n  close(): Promise<void>;\n}\nexport async function load(open: () => Promise<File>): Promise<string> {\n  const file = await open();\n  return await file.read();\n}\n',
        witness:
          "(async () => { let open = 0; await load(async () => { open += 1; return { read: async () => '', close: async () => { open -= 1; } }; }); return open; })()",
      },
      {
        before:
          'export interface Line {\n  readonly isBroken: boolean;\n  close(): void;\n}\nexport class Lines {\n  readonly idle: Line[] = [];\n  giveBack(line: Line): void {\n    if (line.isBroken) {\n      line.close();\n      return;\n    }\n    this.idle.push(line);\n  }\n}\n',
        after:
          'export interface Line {\n  readonly isBroken: boolean;\n  close(): void;\n}\nexport class Lines {\n  readonly idle: Line[] = [];\n  giveBack(line: Line): void {\n    if (line.isBroken) {\n      return;\n    }\n    this.idle.push(line);\n  }\n}\n',
        witness:
          '(() => { let open = 1; new Lines().giveBack({ isBroken: true, close: () => { open -= 1; } }); return open; })()',
      },
    ],
    skips: [
      {
        code: 'export class Door {\n  isOpen = true;\n  close(): void {\n    this.isOpen = false;\n  }\n  slam(): string {\n    this.close();\n    return "bang";\n  }\n}\n',
        because: 'An object that closes itself gives nothing back.',
      },
      {
        code: 'export function end(file: { close(): void }): void {\n  file.close();\n}\n',
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
