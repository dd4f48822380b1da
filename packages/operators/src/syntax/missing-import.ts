import * as ts from 'typescript';
import { dropElement, dropLines } from '../kit/replace.ts';
import { isInType, referencesTo, symbolOf } from '../kit/references.ts';
import { placeOf } from '../kit/enclosing.ts';
import { gist } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const missingImport: Operator = {
  id: 'missing-import',
  family: 'syntax',
  tier: 'easy',
  cwe: null,
  status: 'stable',
  title: 'Import missing',
  mistake: 'A name from another module is used without being imported, as after moving code between files.',
  kinds: [ts.SyntaxKind.ImportSpecifier],
  *mutate(node, context) {
    if (
      !ts.isImportSpecifier(node) ||
      node.isTypeOnly ||
      node.parent.parent.phaseModifier === ts.SyntaxKind.TypeKeyword
    )
      return;
    const symbol = symbolOf(node.name, context);
    const use = symbol === null ? undefined : referencesTo(symbol, context).find((name) => !isInType(name));
    if (
      use === undefined ||
      context.checker.resolveName(node.name.text, undefined, ts.SymbolFlags.Value, false)
    )
      return;
    const clause = node.parent.parent;
    const isOnlyOne = node.parent.elements.length === 1 && clause.name === undefined;
    const list = node.parent.elements;
    if (list.length === 1 && !isOnlyOne) return;
    yield {
      edits: [isOnlyOne ? dropLines(clause.parent, context) : dropElement(list, list.indexOf(node), context)],
      explanation: {
        mechanism: `\`${node.name.text}\` is used in ${placeOf(use)} but is no longer imported from ${gist(clause.parent.moduleSpecifier, context)}.`,
        trigger: `It shows whenever a line that uses \`${node.name.text}\` runs, and before that in any type check.`,
        consequence: `Evaluating \`${node.name.text}\` throws a ReferenceError.`,
        fix: `Import \`${node.name.text}\` from ${gist(clause.parent.moduleSpecifier, context)}.`,
      },
      regions: [{ start: use.getStart(context.sourceFile), end: use.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          "import { basename, join } from 'node:path';\nexport const place = (name: string): string => join('a', basename(name));\n",
        after:
          "import { basename } from 'node:path';\nexport const place = (name: string): string => join('a', basename(name));\n",
        witness: null,
      },
      {
        before:
          "import { join } from 'node:path';\n\nexport const place = (name: string): string => join('a', name);\n",
        after: "export const place = (name: string): string => join('a', name);\n",
        witness: null,
      },
    ],
    skips: [
      {
        code: "import type { ParsedPath } from 'node:path';\nexport const baseOf = (path: ParsedPath): string => path.base;\n",
        because: 'Without a type import the code still runs.',
      },
      {
        code: "import { setTimeout } from 'node:timers';\nexport const later = (f: () => void): unknown => setTimeout(f, 1);\n",
        because: 'A global of the same name takes its place.',
      },
    ],
  },
};
