import { GATES, gatesOf, withoutGate } from '../kit/security-gate.ts';
import { takes } from '../kit/specialist.ts';
import type { Operator } from '../operator.ts';
import { inputLengthDrop } from './input-length-drop.ts';

export const rateLimitDrop: Operator = {
  id: 'rate-limit-drop',
  family: 'security',
  tier: 'expert',
  cwe: 307,
  status: 'stable',
  title: 'May be tried as often as one likes',
  mistake:
    'What one person rarely does more than once is not thought of as something that a program does all day.',
  kinds: GATES,
  *mutate(node, context) {
    if (takes(inputLengthDrop, node, context)) return;
    for (const gate of gatesOf(node, 'rate', context))
      yield withoutGate(
        gate,
        {
          trigger: 'It shows when somebody sends the same request again and again.',
          consequence: 'They guess until they are right, or use up what is meant for all.',
        },
        context,
      );
  },
  examples: {
    injects: [
      {
        before:
          "export class Door {\n  readonly #tries = new Map<string, number>();\n  readonly log: string[] = [];\n  #take(name: string): boolean {\n    const tries = (this.#tries.get(name) ?? 0) + 1;\n    this.#tries.set(name, tries);\n    return tries < 3;\n  }\n  open(name: string): string {\n    if (!this.#take(name)) {\n      this.log.push(`too many tries of ${name}`);\n      return 'wait';\n    }\n    return `open for ${name}`;\n  }\n  knock(name: string): string {\n    return this.#take(name) ? 'come in' : 'wait';\n  }\n}\n",
        after:
          "export class Door {\n  readonly #tries = new Map<string, number>();\n  readonly log: string[] = [];\n  #take(name: string): boolean {\n    const tries = (this.#tries.get(name) ?? 0) + 1;\n    this.#tries.set(name, tries);\n    return tries < 3;\n  }\n  open(name: string): string {\n    return `open for ${name}`;\n  }\n  knock(name: string): string {\n    return this.#take(name) ? 'come in' : 'wait';\n  }\n}\n",
        witness:
          "(() => { const door = new Door(); door.open('a'); door.open('a'); return door.open('a'); })()",
      },
      {
        before:
          "export function login(limiter: { take(name: string): number }, name: string, names: string[]): boolean {\n  const left = limiter.take(name);\n  if (left < 0) return false;\n  limiter.take('all');\n  return names.includes(name);\n}\n",
        after:
          "export function login(limiter: { take(name: string): number }, name: string, names: string[]): boolean {\n  limiter.take('all');\n  return names.includes(name);\n}\n",
        witness: "login({ take: () => -1 }, 'a', ['a'])",
      },
    ],
    skips: [
      {
        code: "export function next(queue: string[], limit: number): string | undefined {\n  if (queue.length > limit) throw new Error('too many');\n  return queue.shift();\n}\n",
        because: 'A plain guard is the business of guard-drop.',
      },
      {
        code: 'export function settingsOf(shared: object, own?: object): object[] {\n  if (own !== undefined) {\n    // A rate limit of its own.\n    const rateLimit = Object.assign({}, shared, own);\n    return [rateLimit, shared];\n  }\n  return [shared];\n}\n',
        because: 'Names and comments that speak of limits make no limit.',
      },
      {
        code: 'export function draw(limiter: { take(): number }): number {\n  const left = limiter.take();\n  if (left < 0) return -1;\n  return left;\n}\n',
        because: 'What the limiter says is needed.',
      },
    ],
  },
};
