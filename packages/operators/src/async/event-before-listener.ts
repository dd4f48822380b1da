import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { awaitedBy, nextWait, soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { isDeed, usesNamesOf } from '../kit/effect.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { methodCall } from '../kit/method-call.ts';
import { hasComment } from '../kit/neighbour.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, moveBehind, replaceNode } from '../kit/replace.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, waits, isInside } from '../kit/tree.ts';
import { isPromiseType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

const LISTENS = /^(?:on|once|addListener|prependListener|addEventListener|subscribe|watch|observe)$/u;
const AWAITS_EVENT = /^(?:once|next\w*|wait(?:For|Until)?\w*|when\w*|until\w*)$/u;

export const eventBeforeListener: Operator = {
  id: 'event-before-listener',
  family: 'async',
  tier: 'expert',
  cwe: 362,
  status: 'nursery',
  title: 'Listens only when the event may be over',
  mistake:
    'It is taken for the same whether one listens before or after that which one listens for was set going.',
  kinds: [ts.SyntaxKind.ExpressionStatement, ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isStatement(node) || hasComment(node, context)) return;
    const found = ts.isVariableStatement(node) ? lateWait(node, context) : lateListener(node, context);
    if (found === null) return;
    const { trigger, edits } = found;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} listens with ${gist(node, context)} only after ${gist(trigger, context)}.`,
        trigger: `It shows when the event comes during ${gist(trigger, context)}.`,
        consequence: 'The event is missed, and what waits for it waits for ever.',
        fix: `Listen first: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(node, context), end: trigger.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "import type { EventEmitter } from 'node:events';\nexport async function receive(socket: EventEmitter, connect: () => Promise<void>): Promise<string[]> {\n  const lines: string[] = [];\n  socket.on('line', (line: string) => lines.push(line));\n  await connect();\n  return lines;\n}\n",
        after:
          "import type { EventEmitter } from 'node:events';\nexport async function receive(socket: EventEmitter, connect: () => Promise<void>): Promise<string[]> {\n  const lines: string[] = [];\n  await connect();\n  socket.on('line', (line: string) => lines.push(line));\n  return lines;\n}\n",
        witness:
          "(async () => { let hear = () => {}; const lines = await receive({ on: (name, f) => { hear = f; } }, async () => hear('a')); return lines; })()",
      },
      {
        before:
          "import { once, type EventEmitter } from 'node:events';\nexport async function start(server: EventEmitter & { listen(): void }): Promise<string> {\n  const listening = once(server, 'listening');\n  server.listen();\n  await listening;\n  return 'up';\n}\n",
        after:
          "import { once, type EventEmitter } from 'node:events';\nexport async function start(server: EventEmitter & { listen(): void }): Promise<string> {\n  server.listen();\n  await once(server, 'listening');\n  return 'up';\n}\n",
        witness:
          "(() => { const server = new EventTarget(); server.listen = () => { server.dispatchEvent(new Event('listening')); }; return start(server); })()",
      },
    ],
    skips: [
      {
        code: "import type { EventEmitter } from 'node:events';\nexport async function listen(open: () => Promise<EventEmitter>, log: string[]): Promise<void> {\n  const socket = await open();\n  socket.on('line', (line: string) => log.push(line));\n}\n",
        because: 'There is nothing to listen to before.',
      },
      {
        code: "export async function both(load: () => Promise<string>, save: (text: string) => Promise<void>): Promise<string> {\n  const loading = load();\n  await save('a');\n  return await loading;\n}\n",
        because: 'This is work, not the wait for an event.',
      },
    ],
  },
};

interface LateListener {
  readonly trigger: ts.Statement;
  readonly edits: Edit[];
}

/** `socket.on(…); await connect();` becomes `await connect(); socket.on(…);` */
function lateListener(node: ts.Statement, context: SiteContext): LateListener | null {
  if (!ts.isExpressionStatement(node) || waits(node)) return null;
  const call = methodCall(bare(node.expression));
  if (call === null || !LISTENS.test(call.name) || call.call.arguments.length === 0) return null;
  const wait = nextWait(node);
  const isStep = wait !== null && (ts.isExpressionStatement(wait) || ts.isVariableStatement(wait));
  if (!isStep || wait.parent !== node.parent || hasComment(wait, context)) return null;
  // A wait for a promise that was made before may be the very thing that is listened for.
  const promise = awaitedBy(wait)?.expression;
  if (promise === undefined || !ts.isCallExpression(bare(promise))) return null;
  return { trigger: wait, edits: moveBehind(node, wait, context) };
}

/** `const opened = once(door, 'open'); door.push(); await opened;` becomes `door.push(); await once(door, 'open');` */
function lateWait(node: ts.VariableStatement, context: SiteContext): LateListener | null {
  const declaration = soleDeclaration(node);
  const value = declaration?.initializer;
  if (declaration === null || value === undefined || !ts.isCallExpression(value)) return null;
  if (!AWAITS_EVENT.test(calledName(value) ?? '') || !isPromiseType(typeOf(value, context))) return null;
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const [use] = uses;
  if (use === undefined || uses.length > 1 || !ts.isAwaitExpression(use.parent)) return null;
  const behind = statementsBehind(node);
  const home = behind.find((one) => isInside(use, one));
  const between = home === undefined ? [] : behind.slice(0, behind.indexOf(home));
  const trigger = between.find((one) => isDeed(one) || waits(one));
  if (trigger === undefined || between.some((one) => usesNamesOf(value, one))) return null;
  return { trigger, edits: [dropLines(node, context), replaceNode(use, textOf(value, context), context)] };
}
