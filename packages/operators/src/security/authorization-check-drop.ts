import { GATES, gatesOf, withoutGate } from '../kit/security-gate.ts';
import type { Operator } from '../operator.ts';

export const authorizationCheckDrop: Operator = {
  id: 'authorization-check-drop',
  family: 'security',
  tier: 'expert',
  cwe: 862,
  status: 'stable',
  title: 'Nobody asks whether it is allowed',
  mistake: 'One of many ways in lacks the check that all the others have.',
  kinds: GATES,
  *mutate(node, context) {
    for (const gate of gatesOf(node, 'authorization', context))
      yield withoutGate(
        gate,
        {
          trigger: 'It shows for somebody who is not signed in, or has not got the right.',
          consequence: 'They do what only some may do.',
        },
        context,
      );
  },
  examples: {
    injects: [
      {
        before:
          "type Handler = (user: string) => string;\ninterface Router {\n  delete(path: string, ...handlers: Handler[]): string[];\n}\nconst requireAdmin: Handler = (user) => (user === 'ada' ? '' : 'no');\nconst remove: Handler = () => 'removed';\nexport const routes = (router: Router): string[] => router.delete('/notes', requireAdmin, remove);\n",
        after:
          "type Handler = (user: string) => string;\ninterface Router {\n  delete(path: string, ...handlers: Handler[]): string[];\n}\nconst remove: Handler = () => 'removed';\nexport const routes = (router: Router): string[] => router.delete('/notes', remove);\n",
        witness: "routes({ delete: (path, ...handlers) => handlers.map((handler) => handler('bob')) })",
      },
      {
        before:
          "interface Rights {\n  has(user: string, right: string): Promise<boolean>;\n}\nexport async function remove(rights: Rights, user: string, notes: Map<string, string>): Promise<number> {\n  if (notes.size === 0) return 0;\n  const isAllowed = await rights.has(user, 'remove');\n  if (!isAllowed) throw new Error('forbidden');\n  notes.delete(user);\n  return rights.has.length + notes.size;\n}\n",
        after:
          'interface Rights {\n  has(user: string, right: string): Promise<boolean>;\n}\nexport async function remove(rights: Rights, user: string, notes: Map<string, string>): Promise<number> {\n  if (notes.size === 0) return 0;\n  notes.delete(user);\n  return rights.has.length + notes.size;\n}\n',
        witness: "remove({ has: async () => false }, 'a', new Map([['a', 'b']]))",
      },
      {
        before:
          "type Work = (id: number) => string;\nconst asAdmin = (work: Work): Work => (id) => (id > 9 ? work(id) : 'forbidden');\nexport const remove: Work = asAdmin((id) => `removed ${String(id)}`);\nexport const list: Work = asAdmin((id) => `listed ${String(id)}`);\n",
        after:
          "type Work = (id: number) => string;\nconst asAdmin = (work: Work): Work => (id) => (id > 9 ? work(id) : 'forbidden');\nexport const remove: Work = (id) => `removed ${String(id)}`;\nexport const list: Work = asAdmin((id) => `listed ${String(id)}`);\n",
        witness: 'remove(1)',
      },
    ],
    skips: [
      {
        code: "export function parsed(text: string): string {\n  if (!text.startsWith('PK')) throw new Error('Maybe this is no archive: disallowed beginning');\n  return text.slice(2);\n}\n",
        because: 'What is asked is about a form, not about a person.',
      },
      {
        code: 'export function enter(line: { permits: number; waiting: string[] }, name: string): boolean {\n  if (line.permits < 1) {\n    line.waiting.push(name);\n    return false;\n  }\n  line.permits -= 1;\n  return true;\n}\n',
        because: 'Permits that are counted let in as many as there is room for, whoever they are.',
      },
      {
        code: "export function remove(user: { isAdmin: boolean }, notes: Set<string>, id: string): boolean {\n  if (!user.isAdmin) throw new Error('forbidden');\n  return notes.delete(id);\n}\n",
        because: 'A plain guard is the business of guard-drop.',
      },
      {
        code: "export function greet(user: { role: string } | null): string {\n  if (user?.role !== 'admin') {\n    console.log('not allowed');\n    return 'Hello';\n  }\n  return `Hello, ${user.role}`;\n}\n",
        because: 'The code behind it compiles only because of the check.',
      },
    ],
  },
};
