import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { pathCheck } from '../kit/path-check.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, quoted, textOf } from '../kit/text-of.ts';
import { isStringType, typeOf } from '../kit/type-of.ts';
import { speaksOf } from '../kit/once.ts';
import type { Operator, SiteContext } from '../operator.ts';

const isAboutArchives = speaksOf(/archive|zip|tar(?:ball|File|Entry)?\b|extract|unpack|entries/iu);
const UP = '../';

export const zipSlip: Operator = {
  id: 'zip-slip',
  family: 'security',
  tier: 'expert',
  cwe: 22,
  status: 'nursery',
  title: 'Entry of an archive may climb out on its way',
  mistake:
    'Names in an archive are checked for leading upwards at their beginning, but they can do so later on.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node)) return;
    const check = pathCheck(node, context);
    if (check === null || !isAboutArchives(context)) return;
    const name = nameIn(check.made, context);
    const isUpwards = ts.isStringLiteralLike(node.arguments[0]!);
    if (name === null) return;
    const { parent } = node;
    const isNegated =
      ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken;
    const place = isNegated ? parent : node;
    const leftovers = unusedAfter([stretchOf(place, context)], context);
    if (leftovers === null) return;
    const test = `${textOf(name, context)}.startsWith('${UP}')`;
    const text = isNegated === isUpwards ? `!${test}` : test;
    yield {
      edits: [replaceNode(place, text, context), ...leftovers],
      explanation: {
        mechanism: `${placeOf(node) === 'this module' ? 'This module' : placeOf(node)} asks ${quoted(text)} instead of where ${gist(check.path, context)} lies.`,
        trigger: 'It shows for an entry such as `a/../../b`, or for one with an absolute path.',
        consequence:
          'An archive from outside writes files beside or above the folder that it is unpacked into.',
        fix: `Look at the path that the name leads to: ${gist(place, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { resolve, sep } from 'node:path';\n\nexport function targetOf(entry: { name: string }, folder: string): string {\n  const target = resolve(folder, entry.name);\n  if (!target.startsWith(folder + sep)) throw new Error('outside the archive');\n  return target;\n}\n",
        after:
          "import { resolve } from 'node:path';\n\nexport function targetOf(entry: { name: string }, folder: string): string {\n  const target = resolve(folder, entry.name);\n  if (entry.name.startsWith('../')) throw new Error('outside the archive');\n  return target;\n}\n",
        witness: "targetOf({ name: 'a/../../b' }, '/out')",
      },
      {
        before:
          "import { posix } from 'node:path';\n\nexport function extractTo(folder: string, entry: string): string | null {\n  const path = posix.join(folder, entry);\n  return path.startsWith(`${folder}/`) ? path : null;\n}\n",
        after:
          "import { posix } from 'node:path';\n\nexport function extractTo(folder: string, entry: string): string | null {\n  const path = posix.join(folder, entry);\n  return !entry.startsWith('../') ? path : null;\n}\n",
        witness: "extractTo('/out', 'a/../../b')",
      },
    ],
    skips: [
      {
        code: "import { resolve } from 'node:path';\nexport function page(root: string, name: string): string | null {\n  const file = resolve(root, name);\n  return file.startsWith(`${root}/`) ? file : null;\n}\n",
        because: 'No archive is read: other paths are the business of path-traversal.',
      },
      {
        code: "export const isHidden = (entry: string): boolean => entry.startsWith('.');\n",
        because: 'No path is made.',
      },
    ],
  },
};

/** The name from outside in `resolve(folder, name)`. */
function nameIn(made: ts.CallExpression, context: SiteContext): ts.Expression | null {
  const name = made.arguments.at(-1);
  if (name === undefined || made.arguments.length < 2) return null;
  const isName = ts.isIdentifier(name) || ts.isPropertyAccessExpression(name);
  return isName && isStringType(typeOf(name, context)) ? name : null;
}
