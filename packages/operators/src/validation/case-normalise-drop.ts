import * as ts from 'typescript';
import { chainLink, type ChainLink } from '../kit/chain-link.ts';
import { isEquality } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { NORMALISES } from '../kit/text-form.ts';
import { gist, quoted } from '../kit/text-of.ts';
import { bare, wrapped } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const caseNormaliseDrop: Operator = {
  id: 'case-normalise-drop',
  family: 'validation',
  tier: 'hard',
  cwe: 178,
  status: 'stable',
  title: 'Text compared in the form in which it comes',
  mistake: 'It is not thought of that the same text may come in other letters.',
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    const link = chainLink(node, context);
    if (link === null || !NORMALISES.test(link.name)) return;
    const partner = partnerOf(link, context);
    if (partner === undefined) return;
    const place = partner === null ? node : node.parent;
    yield {
      edits: [...link.edits, ...(partner?.edits ?? [])],
      explanation: {
        mechanism: `${subjectOf(node)} uses ${gist(link.receiver, context)} without ${quoted(link.step)}.`,
        trigger: 'It shows for a text in the other case, or written with other characters.',
        consequence: 'It is not found, or taken for another one.',
        fix: `Bring it into one form: ${gist(place, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const key = (user: { mail?: string }): string | undefined => user.mail?.toLowerCase();\n',
        after: 'export const key = (user: { mail?: string }): string | undefined => user.mail;\n',
        witness: "key({ mail: 'A@b' })",
      },
      {
        before:
          'export const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();\n',
        after: 'export const isSame = (a: string, b: string): boolean => a === b;\n',
        witness: "isSame('A', 'a')",
      },
    ],
    skips: [
      {
        code: 'export const low = (xs: string[]): string[] => xs.map((x) => x.toLowerCase());\n',
        because: 'A function that gives back what it gets gives itself away.',
      },
    ],
  },
};

/** The same step on the other side of an equality goes along; the right side is left to the left one (`undefined`). */
function partnerOf({ call, name }: ChainLink, context: SiteContext): ChainLink | null | undefined {
  const place = wrapped(call);
  const { parent } = place;
  if (!isEquality(parent)) return null;
  const other = chainLink(bare(parent.left === place ? parent.right : parent.left), context);
  if (other?.name !== name) return null;
  return parent.left === place ? other : undefined;
}
