import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { fits } from '../kit/fits.ts';
import { methodCall } from '../kit/method-call.ts';
import { partInstead } from '../kit/part.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import { wrongMethod } from '../identifier/wrong-method.ts';
import { callUnwrap } from '../omission/call-unwrap.ts';
import type { Edit } from '@bebug/core';
import { takes } from '../kit/specialist.ts';
import type { Operator, SiteContext } from '../operator.ts';

const REAL = /^realpath(?:Sync|\.native)?$/iu;
const FOLLOWS = /^(?:follow(?:Sym(?:bolic)?)?Links|followSymlinks|follow|dereference)$/u;

export const symlinkFollow: Operator = {
  id: 'symlink-follow',
  family: 'security',
  tier: 'expert',
  cwe: 59,
  status: 'nursery',
  title: 'Link leads out of the folder',
  mistake: 'A path is judged by how it is written; that a part of it may be a link is not thought of.',
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.AwaitExpression, ts.SyntaxKind.PropertyAssignment],
  *mutate(node, context) {
    const change = unresolved(node, context) ?? followed(node, context) ?? switchedOn(node, context);
    if (change === null) return;
    yield {
      edits: change.edits,
      explanation: {
        mechanism: `${subjectOf(node)} ${change.what}.`,
        trigger: 'It shows when somebody has put a link where a file is expected.',
        consequence: 'A file outside the folder is read or written under the name of one inside.',
        fix: `Look at where it leads: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "interface Files {\n  realpath(path: string): string;\n  read(path: string): string;\n}\nexport function read(files: Files, path: string): string {\n  const real = files.realpath(path);\n  if (!real.startsWith('/srv/')) throw new Error('outside');\n  return files.read(real);\n}\n",
        after:
          "interface Files {\n  realpath(path: string): string;\n  read(path: string): string;\n}\nexport function read(files: Files, path: string): string {\n  const real = path;\n  if (!real.startsWith('/srv/')) throw new Error('outside');\n  return files.read(real);\n}\n",
        witness: "read({ realpath: () => '/etc/key', read: (path) => path }, '/srv/a')",
      },
      {
        before:
          "import { realpath } from 'node:fs/promises';\n\nexport async function place(path: string): Promise<string> {\n  const real = await realpath(path);\n  if (!real.startsWith('/srv/')) throw new Error('outside');\n  return real;\n}\n",
        after:
          "export async function place(path: string): Promise<string> {\n  const real = path;\n  if (!real.startsWith('/srv/')) throw new Error('outside');\n  return real;\n}\n",
        witness:
          "(async () => { require('node:fs/promises').realpath = async () => '/etc/key'; return place('/srv/a'); })()",
      },
      {
        before:
          "import * as fs from 'node:fs';\n\nexport const isPlain = (path: string): boolean => fs.lstatSync(path).isFile();\n",
        after:
          "import * as fs from 'node:fs';\n\nexport const isPlain = (path: string): boolean => fs.statSync(path).isFile();\n",
        witness:
          "(() => { const fs = require('node:fs'); fs.lstatSync = () => ({ isFile: () => false }); fs.statSync = () => ({ isFile: () => true }); return isPlain('/srv/a'); })()",
      },
    ],
    skips: [
      {
        code: "import { realpathSync } from 'node:fs';\nexport const place = (path: string): string => `at ${realpathSync(path)}`;\n",
        because: 'A plain call around a text is the business of call-unwrap.',
      },
      {
        code: 'export const options = (isOpen: boolean): object => ({ followSymlinks: isOpen });\n',
        because: 'It is decided elsewhere.',
      },
    ],
  },
};

interface Change {
  readonly edits: readonly Edit[];
  readonly what: string;
}

/** `files.realpath(path)` and `await realpath(path)` become `path`. */
function unresolved(node: ts.Node, context: SiteContext): Change | null {
  const call = ts.isAwaitExpression(node) ? bare(node.expression) : node;
  if (!ts.isCallExpression(call) || !REAL.test(calledName(call) ?? '') || call.arguments.length !== 1)
    return null;
  const path = call.arguments[0]!;
  const place = node as ts.Expression;
  if (!isStringType(typeOf(place, context)) || !fits(typeOf(path, context), place, context)) return null;
  if (node === call && takes(callUnwrap, call, context)) return null;
  const edits = partInstead(place, path, context);
  return edits === null
    ? null
    : { edits, what: `uses ${gist(path, context)} without asking where it really leads` };
}

/** `fs.lstat(path)` becomes `fs.stat(path)`. */
function followed(node: ts.Node, context: SiteContext): Change | null {
  const call = methodCall(node);
  if (call === null || !/^lstat(?:Sync)?$/u.test(call.name)) return null;
  const name = call.name.slice(1);
  if (context.checker.getPropertyOfType(typeOf(call.receiver, context), name) === undefined) return null;
  if (takes(wrongMethod, node, context)) return null;
  return {
    edits: [replaceNode(call.callee.name, name, context)],
    what: `asks ${quoted(`${call.receiver.getText()}.${name}`)}, which looks at what the link leads to`,
  };
}

/** `followSymlinks: false` becomes `true`. */
function switchedOn(node: ts.Node, context: SiteContext): Change | null {
  if (!ts.isPropertyAssignment(node) || node.initializer.kind !== ts.SyntaxKind.FalseKeyword) return null;
  const name = node.name.getText(context.sourceFile);
  if (!FOLLOWS.test(name)) return null;
  return {
    edits: [replaceNode(node.initializer, 'true', context)],
    what: `goes where links lead, with \`${name}: true\``,
  };
}
