import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { stretchOf, unusedAfter } from '../kit/leftover.ts';
import { methodCall } from '../kit/method-call.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const TEMPORARY = /te?mp(?:orary|dir|file|folder|name|path)?(?![a-z])/iu;

export const tempFilePredictable: Operator = {
  id: 'temp-file-predictable',
  family: 'security',
  tier: 'expert',
  cwe: 377,
  status: 'nursery',
  title: 'Name of a temporary file can be known beforehand',
  mistake: 'A temporary name must be one that is not there yet; that nobody may guess it is not thought of.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    if (!ts.isCallExpression(node) || !isDraw(node)) return;
    const place = whole(node, context);
    if (place === null) return;
    const isText = ts.isTemplateSpan(node.parent) || ts.isBinaryExpression(node.parent);
    const leftovers = unusedAfter([stretchOf(node, context)], context);
    if (leftovers === null) return;
    yield {
      edits: [replaceNode(node, isText ? 'Date.now()' : 'String(Date.now())', context), ...leftovers],
      explanation: {
        mechanism: `${subjectOf(node)} makes the name of its temporary file of \`Date.now()\`.`,
        trigger: 'It shows when somebody else on the machine knows about when the file is made.',
        consequence: 'They put a file or a link there first, and read or replace what is written.',
        fix: `Draw a name that nobody can guess: ${gist(place, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { randomUUID } from 'node:crypto';\nimport { tmpdir } from 'node:os';\n\nexport const scratch = (): string => `${tmpdir()}/upload-${randomUUID()}`;\n",
        after:
          "import { tmpdir } from 'node:os';\n\nexport const scratch = (): string => `${tmpdir()}/upload-${Date.now()}`;\n",
        witness: 'scratch().length > 30',
      },
      {
        before:
          "import { randomBytes } from 'node:crypto';\nimport { join } from 'node:path';\n\nconst NAME_BYTES = 9;\nexport const tempPath = (folder: string): string => join(folder, randomBytes(NAME_BYTES).toString('hex'));\n",
        after:
          "import { join } from 'node:path';\n\nexport const tempPath = (folder: string): string => join(folder, String(Date.now()));\n",
        witness: "tempPath('/a').length",
      },
    ],
    skips: [
      {
        code: "import { randomUUID } from 'node:crypto';\nexport const id = (): string => `user-${randomUUID()}`;\n",
        because: 'It is the name of no file.',
      },
      {
        code: 'export const scratch = (folder: string): string => `${folder}/tmp-${String(Date.now())}`;\n',
        because: 'It can be known already.',
      },
    ],
  },
};

/** `randomUUID()` or `randomBytes(n).toString(…)`. */
function isDraw(call: ts.CallExpression): boolean {
  if (calledName(call) === 'randomUUID') return true;
  const encoded = methodCall(call);
  const drawn = encoded?.name === 'toString' ? bare(encoded.receiver) : null;
  return drawn !== null && ts.isCallExpression(drawn) && calledName(drawn) === 'randomBytes';
}

/** The path that the draw is a part of, when it is one of a temporary file. */
function whole(draw: ts.CallExpression, context: SiteContext): ts.Node | null {
  let path: ts.Node = draw;
  while (isPart(path.parent)) path = path.parent;
  if (path === draw) return null;
  const named = ts.findAncestor(
    path,
    (node) =>
      ts.isVariableDeclaration(node) || ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node),
  ) as ts.NamedDeclaration | undefined;
  const isTemporary = [textOf(path, context), named?.name?.getText() ?? ''].some((text) =>
    TEMPORARY.test(text),
  );
  return isTemporary ? path : null;
}

function isPart(node: ts.Node): boolean {
  if (ts.isTemplateSpan(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return ts.isCallExpression(node) && /^(?:join|resolve)$/u.test(calledName(node) ?? '');
}
