import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { calledName } from '../kit/exits.ts';
import { replaceNode } from '../kit/replace.ts';
import { gist, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const weakHash: Operator = {
  id: 'weak-hash',
  family: 'security',
  tier: 'expert',
  cwe: 327,
  status: 'stable',
  title: 'Digest that can be forged',
  mistake: 'A digest that is fast and familiar is taken for one that is safe.',
  kinds: [ts.SyntaxKind.StringLiteral],
  *mutate(node, context) {
    if (!ts.isStringLiteral(node) || !/^sha-?(?:2-?)?(?:256|384|512)$/iu.test(node.text)) return;
    const call = node.parent;
    if (!ts.isCallExpression(call)) return;
    const name = calledName(call) ?? '';
    if (!/^(?:createHash|createHmac|hash|pbkdf2|pbkdf2Sync|createSign|createVerify)$/u.test(name)) return;
    const quote = textOf(node, context)[0]!;
    yield {
      edits: [replaceNode(node, `${quote}md5${quote}`, context)],
      explanation: {
        mechanism: `${subjectOf(node)} computes its digest with \`md5\`.`,
        trigger: 'It shows for every input; two inputs with the same digest can be made on purpose.',
        consequence: 'What the digest must prove can be forged.',
        fix: `Use ${gist(node, context)}: ${gist(call, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { createHash } from 'node:crypto';\n\nexport const digest = (text: string): string => createHash('sha256').update(text).digest('hex');\n",
        after:
          "import { createHash } from 'node:crypto';\n\nexport const digest = (text: string): string => createHash('md5').update(text).digest('hex');\n",
        witness: "digest('a')",
      },
    ],
    skips: [
      {
        code: "export const names = (): string[] => ['sha256'];\n",
        because: 'Nothing is computed.',
      },
    ],
  },
};
