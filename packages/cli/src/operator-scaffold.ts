import { BebugError } from '@bebug/core';
import { CATALOGUE } from '@bebug/operators';

/**
 * A file with one operator that works, to start one's own from.
 * @throws BebugError `usage` when `id` cannot be an id
 */
export function scaffold(id: string): string {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(id))
    throw new BebugError(
      'usage',
      `${JSON.stringify(id)} is no id of an operator: ids are in kebab-case, like limit-swap.`,
    );
  if (CATALOGUE.some((operator) => operator.id === id))
    throw new BebugError('usage', `The catalogue has an operator called ${id} already.`);
  const name = id.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  return `import { gist, replaceNode, subjectOf, ts, type Operator } from '@bebug/operators/kit';

/** This one works as it stands: it plants \`Math.max\` where \`Math.min\` is meant. Make it your own, from the mistake to the examples. */
export const ${name}: Operator = {
  id: '${id}',
  family: 'identifier',
  // What you expect; the evidence of each bug decides.
  tier: 'moderate',
  cwe: 682,
  status: 'nursery',
  title: 'Wrong bound taken',
  mistake: 'The larger of two values is taken where the smaller one is meant.',
  // \`mutate\` is called for nodes of these kinds only.
  kinds: [ts.SyntaxKind.CallExpression],
  *mutate(node, context) {
    // Ask what is cheap first; the type checker (context.checker) comes last.
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression: owner, name } = node.expression;
    if (name.text !== 'min' || !ts.isIdentifier(owner) || owner.text !== 'Math') return;
    // \`Math.min(x)\` is \`Math.max(x)\`: never plant what is equivalent by construction.
    if (node.arguments.length < 2) return;
    yield {
      edits: [replaceNode(name, 'max', context)],
      explanation: {
        mechanism: \`\${subjectOf(node)} takes the largest value of \${gist(node, context)}.\`,
        trigger: 'It shows whenever the values differ.',
        consequence: 'A value above the bound is let through.',
        fix: \`Take the smallest one: \${gist(node, context)}.\`,
      },
    };
  },
  examples: {
    // Exactly one rewrite of \`before\` gives \`after\`, and on \`witness\` the two end differently.
    injects: [
      {
        before: 'export const capped = (value: number): number => Math.min(value, 100);\\n',
        after: 'export const capped = (value: number): number => Math.max(value, 100);\\n',
        witness: 'capped(7)',
      },
    ],
    // Code that looks alike and is left alone, and why.
    skips: [
      {
        code: 'export const same = (value: number): number => Math.min(value);\\n',
        because: 'One value is its own smallest and largest.',
      },
    ],
  },
};
`;
}
