import * as ts from 'typescript';
import { placeOf } from '../kit/enclosing.ts';
import { namesIn, symbolOf } from '../kit/references.ts';
import { replaceNode } from '../kit/replace.ts';
import { isTaken } from '../kit/scope.ts';
import { typoOf } from '../kit/typo.ts';
import { isValueUse } from '../kit/value-use.ts';
import type { Operator } from '../operator.ts';

const SHORTEST = 4;

export const undefinedName: Operator = {
  id: 'undefined-name',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Use of a name that is not declared',
  mistake: 'A name is mistyped in one of its uses.',
  kinds: [ts.SyntaxKind.Identifier],
  *mutate(node, context) {
    if (!ts.isIdentifier(node) || node.text.length < SHORTEST || !isValueUse(node)) return;
    const declaration = symbolOf(node, context)?.declarations?.[0];
    if (declaration === undefined || declaration.getSourceFile() !== context.sourceFile) return;
    const typo = typoOf(node.text, namesIn(context));
    if (typo === null || isTaken(typo, node, context)) return;
    yield {
      edits: [replaceNode(node, typo, context)],
      explanation: {
        mechanism: `In ${placeOf(node)} the name \`${node.text}\` is mistyped as \`${typo}\`, which is declared nowhere.`,
        trigger: 'It shows whenever this expression is evaluated, and before that in any type check.',
        consequence: `Evaluating \`${typo}\` throws a ReferenceError.`,
        fix: `Write \`${node.text}\`.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function area(width: number, height: number): number {\n  return width * height;\n}\n',
        after: 'export function area(width: number, height: number): number {\n  return width * heigth;\n}\n',
        witness: null,
      },
      {
        before:
          "import { join } from 'node:path';\nexport const place = (name: string): string => join('a', name);\n",
        after:
          "import { join } from 'node:path';\nexport const place = (name: string): string => joni('a', name);\n",
        witness: null,
      },
    ],
    skips: [
      {
        code: 'export const size = (xs: string): number => xs.length;\n',
        because: 'Property names are not looked up in scopes.',
      },
      {
        code: 'export function run(): void {\n  console.log();\n}\n',
        because: 'The name of a global belongs to the environment, not to the file.',
      },
    ],
  },
};
